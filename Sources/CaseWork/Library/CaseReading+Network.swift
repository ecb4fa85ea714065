import CaseFile
import CaseStore
public import Replication

extension CaseReading {
    /// Who is willing to help: with `skill` (a code of `network_skill`) only those who have it, with `area` only those who
    /// serve it or an area that it lies in; whoever names no area serves all. By id.
    public func network(
        skill: String? = nil, serving area: RecordID? = nil, in scopes: [ScopeID]? = nil
    ) throws -> [RecordView] {
        var served: [RecordID] = []
        var next = area
        while let id = next, !served.contains(id) {
            served.append(id)
            next = directory.area(id)?.parent
        }
        return try queries.resources(of: NetworkMemberSchema.recordKind, in: scopes).map { try record($0) }.filter {
            view in
            if let skill {
                guard case .list(let skills) = view.shown(NetworkMemberSchema.skills), skills.contains(.code(skill))
                else { return false }
            }
            guard area != nil, let own = view.shown(NetworkMemberSchema.area).reference else { return true }
            return served.contains(own.id)
        }
    }
}
