import Causality
public import Replication

/// The hash of a certificate, by which people and files recognise it.
public struct Fingerprint: Hashable, Sendable {
    /// SHA-256 over the certificate's DER.
    public let hash: Hash

    public init(hash: Hash) {
        self.hash = hash
    }

    /// Reads the sixty-four digits that `description` writes.
    public init?(_ text: String) {
        guard let bytes = Hexadecimal.decode(text), let hash = Hash(bytes: bytes) else { return nil }
        self.hash = hash
    }

    /// The first 128 bits for reading aloud over the telephone: eight groups of four digits, `3f2a 90bc …`.
    public var readAloud: String {
        let digits = Array(description.prefix(32))
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: " ")
    }
}

extension Fingerprint: CustomStringConvertible {
    /// Sixty-four hexadecimal digits.
    public var description: String { Hexadecimal.encode(hash.bytes) }
}
