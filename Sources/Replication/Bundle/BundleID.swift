import Causality

/// Names one set of bundles, or one answer: sixteen random bytes.
///
/// Kept as bytes: a finder of the stick sees it, and it tells nothing.
public struct BundleID: Hashable, Sendable {
    /// Sixteen.
    public let bytes: [UInt8]

    /// Takes sixteen bytes, or nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// A new name from 128 random bits, which are given: the core knows no random number.
    public init(random: (UInt64, UInt64)) {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: random.0)
        bytes.append(bigEndian: random.1)
        self.bytes = bytes
    }
}

extension BundleID: CustomStringConvertible {
    /// Thirty-two lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(bytes) }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(text) else { return nil }
        self.init(bytes: bytes)
    }
}
