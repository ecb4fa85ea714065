import Causality
import Crypto

/// A head and the device's signature over it: proof of origin and of completeness up to that place.
///
/// Signed at the end of each unit that is sent and at least every 16 KiB of bodies. A carrier can delay a log, but not
/// forge, reorder or cut from the middle.
///
/// Source: DESIGN.md section 5; ECDSA P-256 with SHA-256, raw r ‖ s, 64 bytes (FIPS 186-5).
public struct SignedHead: Sendable {
    public static let signatureByteCount = 64
    /// Stands before the signed bytes, so that a signature over a head can pass for nothing else.
    static let domainTag: [UInt8] = Array("tingsu/head/1".utf8)

    public let position: LogPosition
    /// r ‖ s, 64 bytes.
    public let signature: [UInt8]
    /// Hash of the key whose signature this was found to be.
    private var signer: Hash?

    public init(position: LogPosition, signature: [UInt8]) {
        self.position = position
        self.signature = signature
    }

    /// Signs `position` with the key that `signer` holds. Throws what the signer throws.
    public init(signing position: LogPosition, with signer: some HeadSigner) throws {
        self.position = position
        signature = try signer.sign(SignedHead.message(for: position))
    }

    /// domain tag ‖ header version ‖ suite ‖ scope ‖ replica ‖ seq ‖ hash.
    public static func message(for position: LogPosition) -> [UInt8] {
        var bytes = domainTag
        bytes.append(ChangeHeader.version)
        bytes.append(ChangeHeader.suite)
        bytes.append(bigEndian: position.scope.rawValue)
        bytes.append(bigEndian: position.replica.rawValue)
        bytes.append(bigEndian: position.seq)
        position.hash.append(to: &bytes)
        return bytes
    }

    /// Whether the owner of `key` signed exactly this position.
    public func isValid(for key: DeviceKey) -> Bool {
        signer == key.hash || key.isValid(signature: signature, for: SignedHead.message(for: position))
    }

    /// The same head, which remembers if it is `key`'s.
    public func checked(for key: DeviceKey) -> SignedHead {
        var head = self
        if isValid(for: key) { head.signer = key.hash }
        return head
    }
}

extension SignedHead: Hashable {
    /// Whether place and signature are the same, checked or not.
    public static func == (left: SignedHead, right: SignedHead) -> Bool {
        left.position == right.position && left.signature == right.signature
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(position)
        hasher.combine(signature)
    }
}

/// Signs for one device; `Identity` implements it with the device's private key.
public protocol HeadSigner: Sendable {
    var key: DeviceKey { get }
    /// A raw r ‖ s signature of 64 bytes over SHA-256 of `message`.
    func sign(_ message: [UInt8]) throws -> [UInt8]
}

/// A device's public key, P-256 in X9.63 form (0x04 ‖ x ‖ y, 65 bytes).
public struct DeviceKey: Hashable, Sendable {
    public let x963: [UInt8]
    public let hash: Hash
    private let parsed: Parsed

    /// The parsed point beside its bytes: parsing costs as much as a third of a verification.
    private struct Parsed: @unchecked Sendable, Hashable {
        // Unchecked: the key wraps an immutable point; the package does not declare it Sendable on Linux.
        let key: P256.Signing.PublicKey
        static func == (left: Self, right: Self) -> Bool { true }
        func hash(into hasher: inout Hasher) {}
    }

    /// Takes 65 bytes that are a point of the curve; nil for anything else.
    public init?(x963: [UInt8]) {
        guard let key = try? P256.Signing.PublicKey(x963Representation: x963) else { return nil }
        self.x963 = x963
        hash = Hash(of: x963)
        parsed = Parsed(key: key)
    }

    /// The device's id: the first sixteen bytes of the hash of its key.
    public var device: RecordID {
        RecordID(rawValue: UInt128(hash.words.0) << 64 | UInt128(hash.words.1))
    }

    /// Whether `signature` (raw r ‖ s) over SHA-256 of `message` is this key's.
    public func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == SignedHead.signatureByteCount,
            let parsedSignature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return parsed.key.isValidSignature(parsedSignature, for: message)
    }
}
