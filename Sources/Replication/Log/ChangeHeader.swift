public import Causality

/// Binds a change's body to its place in one replica's log: ninety bytes, big endian.
///
/// ```
/// version 1 ‖ suite 1 ‖ scope 8 ‖ replica 8 ‖ seq 8 ‖ sha256(body) 32 ‖ previous hash 32
/// ```
/// The chain commits to the *hash* of the body, so that a body can be erased by law and the chain still verifies.
///
/// Source: DESIGN.md section 5.
public struct ChangeHeader: Hashable, Sendable {
    /// Layout of the header; this program writes and reads 1.
    public static let version: UInt8 = 1
    /// SHA-256 with ECDSA P-256; SM3 with SM2 is to follow under another number.
    public static let suite: UInt8 = 1
    public static let byteCount = 90

    public let scope: ScopeID
    public let replica: ReplicaID
    /// From 1, without gaps.
    public let seq: UInt64
    public let bodyHash: Hash
    /// The hash of change `seq - 1`; before seq 1 the hash of genesis ‖ scope.
    public let previous: Hash

    public init(scope: ScopeID, replica: ReplicaID, seq: UInt64, bodyHash: Hash, previous: Hash) {
        self.scope = scope
        self.replica = replica
        self.seq = seq
        self.bodyHash = bodyHash
        self.previous = previous
    }

    /// Reads ninety bytes; nil for another length, version or suite.
    public init?(bytes: [UInt8]) {
        guard bytes.count == ChangeHeader.byteCount, bytes[0] == ChangeHeader.version, bytes[1] == ChangeHeader.suite,
            let bodyHash = Hash(bytes: bytes[26..<58]), let previous = Hash(bytes: bytes[58..<90])
        else { return nil }
        func word(_ offset: Int) -> UInt64 { bytes[offset..<offset + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(
            scope: ScopeID(rawValue: word(2)), replica: ReplicaID(rawValue: word(10)), seq: word(18),
            bodyHash: bodyHash, previous: previous)
    }

    /// The ninety bytes of the layout above.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ChangeHeader.byteCount)
        bytes.append(ChangeHeader.version)
        bytes.append(ChangeHeader.suite)
        bytes.append(bigEndian: scope.rawValue)
        bytes.append(bigEndian: replica.rawValue)
        bytes.append(bigEndian: seq)
        bodyHash.append(to: &bytes)
        previous.append(to: &bytes)
        return bytes
    }

    /// The change's own hash: its successor's `previous`, and what a head signs.
    public var hash: Hash { Hash(of: bytes) }
}
