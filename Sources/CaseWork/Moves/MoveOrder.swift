import CaseFile
public import Replication

/// What somebody says who moves a household, or hands a case over.
public struct MoveOrder: Hashable, Sendable {
    /// Where it is to live.
    public let target: DirectoryView.Area
    public let scope: ScopeID
    public let on: CivilDate
    public let reason: String?

    public init(to target: DirectoryView.Area, scope: ScopeID, on: CivilDate, reason: String?) {
        self.target = target
        self.scope = scope
        self.on = on
        self.reason = reason
    }
}
