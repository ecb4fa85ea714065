import Causality

/// A run of one log as it travels: consecutive entries, ending on a signed head.
///
/// Nothing beyond the last verified head is committed or counted.
public struct Segment: Hashable, Sendable {
    public let log: LogID
    /// Number of the first entry.
    public let firstSeq: UInt64
    /// With seq 1, the genesis of the replica.
    public let genesis: Genesis?
    public let entries: [LogEntry]
    /// Heads within the segment, by rising seq; the last one is the segment's end.
    public let heads: [SignedHead]

    public init(log: LogID, firstSeq: UInt64, genesis: Genesis?, entries: [LogEntry], heads: [SignedHead]) {
        self.log = log
        self.firstSeq = firstSeq
        self.genesis = genesis
        self.entries = entries
        self.heads = heads
    }

    /// The number after the last entry's.
    public var endSeq: UInt64 { firstSeq + UInt64(entries.count) }

    /// About how many bytes the segment takes before compression; what byte budgets count.
    public var byteCount: Int {
        entries.reduce(heads.count * 96 + 32) { $0 + $1.byteCount }
    }
}
