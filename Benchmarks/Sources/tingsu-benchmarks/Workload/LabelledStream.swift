/// SplitMix64, seeded by FNV-1a of a label, so that each part of the workload has a stream of its own.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
struct LabelledStream {
    private var state: UInt64

    init(_ label: String) {
        state = label.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 to `bound` - 1; the bias is below 2^-32.
    mutating func below(_ bound: Int) -> Int {
        // A year of milliseconds has more than 32 bits: the product needs more than 64.
        let product = (next() >> 32).multipliedFullWidth(by: UInt64(bound))
        return Int(product.high << 32 | product.low >> 32)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func permille(_ chance: Int) -> Bool { below(1000) < chance }

    /// Sixteen bytes as 32 hexadecimal digits.
    mutating func recordName() -> String { LabelledStream.hexadecimal(next()) + LabelledStream.hexadecimal(next()) }

    mutating func shuffled(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for index in stride(from: count - 1, to: 0, by: -1) { order.swapAt(index, below(index + 1)) }
        return order
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
