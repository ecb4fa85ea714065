public import ReplicaStore
public import Replication

/// A moved record that could not be followed, because something of it is damaged here. The others are, and it is tried again.
public struct PassedOverMove: Hashable, Sendable {
    public let kind: RecordKind
    public let id: RecordID
    public let tries: Int
    /// The kind of the last failure: no word of a record.
    public let error: String

    /// The records that could not be followed when they were tried last. Throws what the store throws.
    public static func all(_ transaction: SQLiteTransaction) throws -> [PassedOverMove] {
        try MoveQueue(transaction).passedOver
    }
}
