public import Causality

/// The center's signed word on what it holds of one scope.
///
/// It carries the whole vector, a few dozen bytes a device, so that whoever holds the log can tell for each change
/// whether it is at the county. A newer receipt replaces an older one and is never joined with it: a restored center
/// makes custody fall, and then rise again.
///
/// Source: DESIGN.md section 6, custody; FAILURES.md F2.
public struct Receipt: Hashable, Sendable {
    static let domainTag: [UInt8] = Array("tingsu/receipt/1".utf8)

    public let scope: ScopeID
    /// SHA-256 of the key that signed, one of the county's trust anchors.
    public let signerKeyHash: Hash
    public let vector: VersionVector
    /// Milliseconds since 1970 by the center's clock.
    public let issuedAt: Int64
    /// r ‖ s, 64 bytes.
    public let signature: [UInt8]

    public init(scope: ScopeID, signerKeyHash: Hash, vector: VersionVector, issuedAt: Int64, signature: [UInt8]) {
        self.scope = scope
        self.signerKeyHash = signerKeyHash
        self.vector = vector
        self.issuedAt = issuedAt
        self.signature = signature
    }

    /// Signs what is held of `scope`. Throws what the signer throws.
    public init(signing vector: VersionVector, of scope: ScopeID, at issuedAt: Int64, with signer: some HeadSigner)
        throws
    {
        let message = Receipt.message(scope: scope, digest: vector.digest, issuedAt: issuedAt)
        self.init(
            scope: scope, signerKeyHash: signer.key.hash, vector: vector, issuedAt: issuedAt,
            signature: try signer.sign(message))
    }

    /// domain tag ‖ scope 8 ‖ sha256(vector) 32 ‖ time 8.
    static func message(scope: ScopeID, digest: Hash, issuedAt: Int64) -> [UInt8] {
        var bytes = domainTag
        bytes.append(bigEndian: scope.rawValue)
        digest.append(to: &bytes)
        bytes.append(bigEndian: UInt64(bitPattern: issuedAt))
        return bytes
    }

    /// Whether the owner of `key` signed exactly this receipt.
    public func isValid(for key: DeviceKey) -> Bool {
        key.hash == signerKeyHash
            && key.isValid(
                signature: signature, for: Receipt.message(scope: scope, digest: vector.digest, issuedAt: issuedAt))
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
