import Crypto
public import Replication

/// The key of one machine: it signs the heads of its logs and speaks for it in TLS. It never leaves the machine.
///
/// Source: DESIGN.md sections 5 and 8; PKCS#8 in PEM (RFC 5958, RFC 7468), P-256 (FIPS 186-5).
public struct DeviceKeyPair: HeadSigner, Sendable {
    let signingKey: SigningKey

    private init(signingKey: SigningKey) {
        self.signingKey = signingKey
    }

    /// Makes a new key from the system's random numbers.
    public static func generate() -> DeviceKeyPair {
        DeviceKeyPair(signingKey: .generate())
    }

    /// Reads a PEM file that only its owner may read; anything else is refused with what to do.
    public static func load(from path: String) throws(KeyFileError) -> DeviceKeyPair {
        DeviceKeyPair(signingKey: try .load(from: path))
    }

    /// Writes a new PEM file (PKCS#8, mode 0600), durably. An existing file is never overwritten: a lost key is a lost
    /// identity.
    public func save(to path: String) throws(KeyFileError) {
        try signingKey.save(to: path)
    }

    /// The public half.
    public var key: DeviceKey { signingKey.key }

    /// A raw r ‖ s signature of 64 bytes (ECDSA over SHA-256 of `message`).
    public func sign(_ message: [UInt8]) throws -> [UInt8] {
        Array(try signingKey.secret.signature(for: message).rawRepresentation)
    }
}

extension DeviceKeyPair: CustomStringConvertible {
    /// Names the device; a key that finds its way into a log line must not print itself.
    public var description: String { "key pair of device \(key.device)" }
}
