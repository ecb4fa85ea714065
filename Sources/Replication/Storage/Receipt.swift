public import Causality

/// The center's signed word on what it holds of one scope.
///
/// It carries the whole vector, a few dozen bytes a device, so that whoever holds the log can tell for each change
/// whether it is at the county. A newer receipt replaces an older one and is never joined with it: a restored center
/// makes custody fall, and then rise again.
///
/// It names the replica that issued it and those that were the center's before, so that the word of a center that was
/// put back since does not pass for the newer one where it arrives later. No clock decides that, and none could.
///
/// Source: DESIGN.md section 6, custody; FAILURES.md F2;
/// SyncProtocol/Decisions/2026-11-26-receipts-name-their-issuer.md.
public struct Receipt: Hashable, Sendable {
    static let domainTag: [UInt8] = Array("tingsu/receipt/2".utf8)

    public let scope: ScopeID
    /// SHA-256 of the key that signed, one of the county's trust anchors.
    public let signerKeyHash: Hash
    public let vector: VersionVector
    /// Milliseconds since 1970 by the center's clock.
    public let issuedAt: Int64
    /// The replica that writes at the center.
    public let issuer: ReplicaID
    /// Replicas that were the center's before, rising, each once.
    public let past: [ReplicaID]
    /// r ‖ s, 64 bytes.
    public let signature: [UInt8]

    public init(
        scope: ScopeID, signerKeyHash: Hash, vector: VersionVector, issuedAt: Int64, issuer: ReplicaID,
        past: [ReplicaID] = [], signature: [UInt8]
    ) {
        self.scope = scope
        self.signerKeyHash = signerKeyHash
        self.vector = vector
        self.issuedAt = issuedAt
        self.issuer = issuer
        self.past = past
        self.signature = signature
    }

    /// Signs what is held of `scope`. `past` rises. Throws what the signer throws.
    public init(
        signing vector: VersionVector, of scope: ScopeID, at issuedAt: Int64, by issuer: ReplicaID,
        after past: [ReplicaID] = [], with signer: some HeadSigner
    ) throws {
        let unsigned = Receipt(
            scope: scope, signerKeyHash: signer.key.hash, vector: vector, issuedAt: issuedAt, issuer: issuer,
            past: past, signature: [])
        self.init(
            scope: scope, signerKeyHash: signer.key.hash, vector: vector, issuedAt: issuedAt, issuer: issuer,
            past: past, signature: try signer.sign(unsigned.message))
    }

    /// domain tag ‖ scope 8 ‖ sha256(vector) 32 ‖ time 8 ‖ issuer 8 ‖ past, each 8.
    var message: [UInt8] {
        var bytes = Receipt.domainTag
        bytes.append(bigEndian: scope.rawValue)
        vector.digest.append(to: &bytes)
        bytes.append(bigEndian: UInt64(bitPattern: issuedAt))
        for replica in [issuer] + past { bytes.append(bigEndian: replica.rawValue) }
        return bytes
    }

    /// Whether this was said before `held`, as far as either of them proves it.
    ///
    /// Of one issuer, and of two that each call the other past, nothing is proven: the later arrival stands. A vector
    /// that dominates proves nothing either, for a center that was put back unnoticed goes on under the same name.
    public func isSuperseded(by held: Receipt) -> Bool {
        var past = PastIssuers()
        past.note(held)
        return past.callPast(self)
    }

    /// Whose receipts somebody holds, and whom any that it took called past, for the center to call past in its next one.
    /// Rising; where there are too many, those who issued come first.
    static func issuersToTell(_ receipts: [Receipt], _ transaction: some ReplicaTransaction) throws -> [ReplicaID] {
        let issuers = Set(receipts.map(\.issuer))
        let past = Set(try PastIssuers(transaction).all).subtracting(issuers)
        return (issuers.sorted() + past.sorted()).prefix(Limits.receiptIssuers).sorted()
    }

    /// Names this receipt among others: first eight bytes of the hash of what is signed.
    public var tag: UInt64 { Hash(of: message).tag }

    /// Whether a center that holds `vector` holds all that this receipt says, as far as numbers and tags can tell.
    public func isCovered(by vector: VersionVector) -> Bool {
        self.vector.entries.allSatisfy { entry in
            guard let here = vector[entry.replica] else { return false }
            return here.seq > entry.seq || here == entry
        }
    }

    /// Whether the owner of `key` signed exactly this receipt.
    public func isValid(for key: DeviceKey) -> Bool {
        key.hash == signerKeyHash && key.isValid(signature: signature, for: message)
    }
}

/// What the upstream last said to hold of a scope, and when it said so.
public struct UpstreamReport: Hashable, Sendable {
    public let vector: VersionVector
    /// Milliseconds since 1970 by this machine's clock.
    public let receivedAt: Int64

    public init(vector: VersionVector, receivedAt: Int64) {
        self.vector = vector
        self.receivedAt = receivedAt
    }
}

extension VersionVector {
    /// SHA-256 over the sorted entries; the exchange sends its first eight bytes.
    public var digest: Hash { Hash(of: canonicalBytes) }
}
