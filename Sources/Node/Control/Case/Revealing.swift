import CaseWork
import Replication

/// How a command asks for numbers whole: whether, in whose name and what for. That it did is recorded before it answers.
public struct Revealing: Codable, Hashable, Sendable {
    /// Who looks; nil where this machine has one person only.
    public var speaker: Speaker
    public var reason: String?

    public init(as author: String? = nil, reason: String? = nil) {
        speaker = Speaker(author: author)
        self.reason = reason
    }
}

extension LocalNode {
    /// Writes down that numbers are shown whole, where `revealing` is not nil. Throws `CommandFailure` where nobody can be
    /// named, and `CaseWorkError.scopeNotWritable`.
    func note(
        _ revealing: Revealing?, way: String, _ place: @Sendable (CaseAccess) throws -> (ScopeID, RecordKey?)
    ) throws {
        guard let revealing else { return }
        try record(as: revealing.speaker) { access, _, writing in
            let (scope, record) = try place(access)
            try writing.note(NumberReveal(in: scope, of: record, way: way, reason: revealing.reason), access)
        }
    }
}

extension CaseAccess {
    /// Where it is written that a list of many was shown: with the area that was asked for, else with the first that this
    /// machine writes. Throws `CaseWorkError.noWritableScope`.
    func scopeOfList(area: String?) throws -> ScopeID {
        let asked = try area.flatMap { try directory.scope(ofArea: directory.area(meantBy: $0).id)?.number }
        if let asked, areaScopes.contains(where: { $0.number == asked }) { return asked }
        guard let first = areaScopes.first else { throw CaseWorkError.noWritableScope }
        return first.number
    }
}
