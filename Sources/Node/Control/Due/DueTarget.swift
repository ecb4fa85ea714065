import CaseFile
import CaseWork
import Replication

/// The thing that a command is about, among those that are to be done.
public struct DueTarget: Codable, Hashable, Sendable {
    /// What the record is called.
    public var record: String
    /// Which of several periods of one step; nil for the one that ends first.
    public var rule: String?
    public var area: String?
    public var speaker: Speaker

    public init(record: String, rule: String? = nil, area: String? = nil, speaker: Speaker) {
        self.record = record
        self.rule = rule
        self.area = area
        self.speaker = speaker
    }

    /// Finds it. Throws `CaseWorkError.nothingDue` where the record has nothing open.
    func view(_ access: CaseAccess) throws -> DueView {
        let naming = RecordNaming(access: access, scopes: try access.readScopes(area: area))
        let key = try naming.key(meantBy: record)
        guard let view = try access.reading.due(of: key, rule: rule, on: access.demandToday()) else {
            throw CaseWorkError.nothingDue(record)
        }
        try access.demandWritable(key.scope)
        return view
    }
}

extension CaseAccess {
    /// The day that `text` means, written as in any field; today for nil.
    func day(_ text: String?) throws -> CivilDate {
        guard let text, text != "@today" else { return try demandToday() }
        return try day(meantBy: text)
    }
}
