/// Names one incarnation of one store.
///
/// A replica is never reused: a store that is first opened, restored from a copy or found cloned mints a new one, so
/// that (replica, seq) never means two different changes on honest machines. The eight bytes are the first eight of
/// SHA-256 over the replica's genesis (`Replication.Genesis`), kept here as a big-endian integer so that order and
/// hashing cost one instruction. Its order is the order of its bytes and says nothing about time.
///
/// Source: DESIGN.md section 2; FAILURES.md F1.
public struct ReplicaID: Hashable, Sendable {
    /// The eight bytes; 0 names no replica.
    public let rawValue: UInt64

    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

extension ReplicaID: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ReplicaID: CustomStringConvertible {
    /// Sixteen lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(rawValue) }
}
