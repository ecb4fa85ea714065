/// Names one change: the first sixteen bytes of SHA-256 over its body.
///
/// It depends on the body alone, not on the log that carries it, so that a change keeps its name when a fork makes
/// another replica issue it again, and everything that supersedes it keeps its meaning. Held as two big-endian halves;
/// the order is the order of the bytes and breaks ties between equal times.
///
/// Source: DESIGN.md section 2 and 5 (re-issue).
public struct ChangeID: Hashable, Sendable {
    /// The first eight bytes.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Takes sixteen bytes, or nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// The sixteen bytes, most significant first.
    public var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> UInt64(56 - 8 * ($0 % 8))) }
    }
}

extension ChangeID: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

extension ChangeID: CustomStringConvertible {
    /// Thirty-two lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(high) + Hexadecimal.encode(low) }
}
