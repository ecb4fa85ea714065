public import Causality

/// The birth certificate of a replica: whose key signs it, and which incarnation it follows.
///
/// ```
/// version 1 ‖ sha256(device public key) 32 ‖ nonce 16 ‖ previous replica 8 (0: none)
///   ‖ count 2 ‖ count × (scope 8 ‖ seq 8 ‖ hash 32)
/// ```
/// The heads are those that the store knew of its previous replica when it minted this one; what of that replica
/// appears beyond them elsewhere was written by a lost or a cloned store. The genesis travels with change 1.
///
/// Source: DESIGN.md section 2; FAILURES.md F1a.
public struct Genesis: Hashable, Sendable {
    public static let version: UInt8 = 1

    /// SHA-256 over the device's public key in X9.63 form (65 bytes).
    public let deviceKeyHash: Hash
    /// Sixteen random bytes.
    public let nonce: RecordID
    public let previous: ReplicaID?
    /// Heads of the previous replica, sorted by scope.
    public let previousHeads: [LogPosition]

    public init(deviceKeyHash: Hash, nonce: RecordID, previous: ReplicaID?, previousHeads: [LogPosition]) {
        self.deviceKeyHash = deviceKeyHash
        self.nonce = nonce
        self.previous = previous
        self.previousHeads = previousHeads.sorted { $0.scope < $1.scope }
    }

    /// Reads the layout above; nil where it is cut, has bytes left over or another version, or where its heads name no
    /// scope or do not rise.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 59, bytes[0] == Genesis.version, let key = Hash(bytes: bytes[1..<33]),
            let nonce = RecordID(bytes: bytes[33..<49])
        else { return nil }
        func word(_ offset: Int) -> UInt64 { bytes[offset..<offset + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        let previous = word(49)
        let count = Int(bytes[57]) << 8 | Int(bytes[58])
        guard bytes.count == 59 + count * 48, previous != 0 || count == 0 else { return nil }
        var heads: [LogPosition] = []
        for index in 0..<count {
            let offset = 59 + index * 48
            guard let hash = Hash(bytes: bytes[offset + 16..<offset + 48]) else { return nil }
            let scope = ScopeID(rawValue: word(offset))
            if scope.rawValue == 0 { return nil }
            if let last = heads.last, last.scope >= scope { return nil }
            heads.append(
                LogPosition(
                    log: LogID(scope: scope, replica: ReplicaID(rawValue: previous)), seq: word(offset + 8), hash: hash)
            )
        }
        self.init(
            deviceKeyHash: key, nonce: nonce, previous: previous == 0 ? nil : ReplicaID(rawValue: previous),
            previousHeads: heads)
    }

    /// The bytes of the layout above.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = [Genesis.version]
        deviceKeyHash.append(to: &bytes)
        bytes += nonce.bytes
        bytes.append(bigEndian: previous?.rawValue ?? 0)
        bytes.append(UInt8(truncatingIfNeeded: previousHeads.count >> 8))
        bytes.append(UInt8(truncatingIfNeeded: previousHeads.count))
        for head in previousHeads {
            bytes.append(bigEndian: head.scope.rawValue)
            bytes.append(bigEndian: head.seq)
            head.hash.append(to: &bytes)
        }
        return bytes
    }

    /// The replica's id: the first eight bytes of the hash of the genesis.
    public var replica: ReplicaID { ReplicaID(rawValue: Hash(of: bytes).tag) }

    /// What stands in place of a previous hash in change 1 of the replica's log in `scope`.
    public func chainStart(in scope: ScopeID) -> Hash {
        var input = bytes
        input.append(bigEndian: scope.rawValue)
        return Hash(of: input)
    }
}
