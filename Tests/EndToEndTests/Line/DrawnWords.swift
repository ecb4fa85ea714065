import SeedTestKit

/// Han characters in an order that a seed decides: text that compresses about as badly as text can.
struct DrawnWords {
    private var stream: SeededStream

    init(seed: UInt64) {
        stream = SeededStream(seed: seed)
    }

    mutating func next(count: Int) -> String {
        String(
            String.UnicodeScalarView(
                (0..<count).compactMap { _ in Unicode.Scalar(UInt32(0x4E00 + stream.below(3000))) }))
    }
}
