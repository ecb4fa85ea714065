public import Causality
import Crypto

/// A SHA-256 value: thirty-two bytes, held as four big-endian words so that it lives without an allocation.
///
/// Source: FIPS 180-4. The suite byte of a header names the algorithm, so that SM3 can stand beside it later.
public struct Hash: Hashable, Sendable {
    public let words: (UInt64, UInt64, UInt64, UInt64)

    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// Takes thirty-two bytes, or nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.init(thirtyTwo: bytes)
    }

    /// SHA-256 over `bytes`.
    public init(of bytes: some Sequence<UInt8>) {
        if let digest = bytes.withContiguousStorageIfAvailable({ SHA256.hash(data: UnsafeRawBufferPointer($0)) }) {
            self.init(digest)
        } else {
            self.init(SHA256.hash(data: Array(bytes)))
        }
    }

    init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { bytes in
            func word(_ offset: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            return (word(0), word(8), word(16), word(24))
        }
    }

    private init(thirtyTwo bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (index, byte) in bytes.enumerated() {
            switch index >> 3 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
        }
        self.words = words
    }

    /// The thirty-two bytes, most significant first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        append(to: &bytes)
        return bytes
    }

    /// Appends the thirty-two bytes to `buffer`.
    public func append(to buffer: inout [UInt8]) {
        buffer.append(bigEndian: words.0)
        buffer.append(bigEndian: words.1)
        buffer.append(bigEndian: words.2)
        buffer.append(bigEndian: words.3)
    }

    /// The first eight bytes as a number: the tag of a version vector entry, the digest of a vector, a replica's id.
    public var tag: UInt64 { words.0 }

    /// The first sixteen bytes, as the id of the change whose body was hashed.
    public var changeID: ChangeID { ChangeID(high: words.0, low: words.1) }

    public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension Hash: CustomStringConvertible {
    public var description: String { Hexadecimal.encode(bytes) }

    /// Reads sixty-four lower-case hexadecimal digits, as `description` writes them; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(text), Hexadecimal.encode(bytes) == text else { return nil }
        self.init(bytes: bytes)
    }
}

/// By their bytes.
extension Hash: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.words < right.words }
}

extension [UInt8] {
    /// Appends the eight bytes of `word`, most significant first.
    package mutating func append(bigEndian word: UInt64) {
        Swift.withUnsafeBytes(of: word.bigEndian) { append(contentsOf: $0) }
    }
}
