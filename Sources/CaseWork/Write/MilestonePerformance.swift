public import CaseFile
public import Replication

/// What became of one milestone of an agreement (履行节点), as somebody fills it in.
public struct MilestonePerformance: Sendable {
    public var milestone: RecordKey
    /// The members of the catalog's `performance`, by name.
    public var members: [(String, FieldValue)]
    /// What the author was looking at; nil where the command itself is the look.
    public var seen: SeenToken?
    public var note: String?

    public init(
        milestone: RecordKey, members: [(String, FieldValue)], seen: SeenToken? = nil, note: String? = nil
    ) {
        self.milestone = milestone
        self.members = members
        self.seen = seen
        self.note = note
    }
}
