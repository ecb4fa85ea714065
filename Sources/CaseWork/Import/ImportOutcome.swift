public import Replication

/// What an import did, or would do.
public struct ImportOutcome: Sendable {
    /// A line whose record exists with other values: an import adds and never overwrites.
    public struct Difference: Hashable, Sendable {
        public let line: Int
        public let key: RecordKey
        public let registers: [RegisterNumber]
    }

    /// Records that were made, or would be made, in the order of the file.
    public var created: [RecordKey] = []
    /// Records that were corrected or withdrawn.
    public var changed: [RecordKey] = []
    /// Lines that were there already.
    public var present = 0
    public var differing: [Difference] = []
    public var warnings: [ImportProblem] = []
    public let isDryRun: Bool

    init(isDryRun: Bool) {
        self.isDryRun = isDryRun
    }
}
