public import Causality
public import Replication

/// One change of a case that is handed out: its place in a log, its bytes, and what the machine that made the export thought
/// of it.
public struct ExportedChange: Hashable, Sendable {
    public let log: LogID
    public let seq: UInt64
    public let record: RecordKey
    public let change: ChangeID
    public let standing: Standing
    /// The bytes as they were signed; where `isMasked`, the same change with the middle of people's numbers hidden and
    /// without its salt, so that the number cannot be found by trying.
    public let body: [UInt8]
    public let isMasked: Bool
    /// Where it was first issued, for one that was issued again after a fork.
    public let origin: Origin?

    public init(
        log: LogID, seq: UInt64, record: RecordKey, change: ChangeID, standing: Standing, body: [UInt8],
        isMasked: Bool, origin: Origin?
    ) {
        self.log = log
        self.seq = seq
        self.record = record
        self.change = change
        self.standing = standing
        self.body = body
        self.isMasked = isMasked
        self.origin = origin
    }

    /// The order in which changes stand in a file.
    static func precedes(_ left: ExportedChange, _ right: ExportedChange) -> Bool {
        (left.log, left.seq) < (right.log, right.seq)
    }
}
