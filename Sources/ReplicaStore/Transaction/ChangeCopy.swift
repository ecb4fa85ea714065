public import Causality
public import Replication

/// Where one stored copy of a change lies; a re-issued change has several.
public struct ChangeCopy: Hashable, Sendable {
    public let change: ChangeID
    public let replica: ReplicaID
    public let seq: UInt64

    init(change: ChangeID, replica: ReplicaID, seq: UInt64) {
        self.change = change
        self.replica = replica
        self.seq = seq
    }

    /// The place of a change that was read whole.
    public init(_ stored: StoredChange) {
        self.init(change: stored.change, replica: stored.position.replica, seq: stored.position.seq)
    }
}
