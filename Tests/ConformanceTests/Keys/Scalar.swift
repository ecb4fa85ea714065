/// A number modulo the order of P-256, for signatures that a seed decides.
///
/// Only the generator of the vectors computes with it, on private keys that everybody knows: it is not constant in time.
///
/// Source: FIPS 186-5; SEC 2, 2.4.2.
struct Scalar: Equatable {
    /// Four words, the least significant first.
    let words: [UInt64]

    static let order: [UInt64] = [
        0xF3B9_CAC2_FC63_2551, 0xBCE6_FAAD_A717_9E84, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000,
    ]
    /// 2^256 less the order: what a carry beyond 256 bits is worth.
    private static let fold: [UInt64] = [
        0x0C46_353D_039C_DAAF, 0x4319_0552_58E8_617B, 0x0000_0000_0000_0000, 0x0000_0000_FFFF_FFFF,
    ]

    /// Any bytes as a big-endian number, reduced.
    init(bytes: [UInt8]) {
        let padded = [UInt8](repeating: 0, count: 32 - bytes.count) + bytes
        words = Scalar.reduced(
            stride(from: 24, through: 0, by: -8).map { start in
                padded[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
            })
    }

    private init(words: [UInt64]) {
        self.words = words
    }

    var bytes: [UInt8] {
        words.reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
    }

    var isZero: Bool { words.allSatisfy { $0 == 0 } }

    static func * (left: Scalar, right: Scalar) -> Scalar { Scalar(words: reduced(product(left.words, right.words))) }

    static func + (left: Scalar, right: Scalar) -> Scalar { Scalar(words: reduced(sum(left.words, right.words))) }

    /// The order less this number.
    var negated: Scalar { Scalar(words: Scalar.difference(Scalar.order, words)) }

    /// By Fermat: the power to the order less 2.
    var inverse: Scalar {
        let exponent = Scalar.difference(Scalar.order, [2, 0, 0, 0])
        var result = Scalar(words: [1, 0, 0, 0])
        for bit in (0..<256).reversed() {
            result = result * result
            if exponent[bit / 64] >> UInt64(bit % 64) & 1 == 1 { result = result * self }
        }
        return result
    }

    private static func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: left.count + right.count)
        // By hand: without the optimiser, 128-bit numbers and iterators cost twenty times as much.
        var i = 0
        while i < left.count {
            var carry: UInt64 = 0
            var j = 0
            while j < right.count {
                let (high, low) = left[i].multipliedFullWidth(by: right[j])
                let (first, overflow) = low.addingReportingOverflow(result[i + j])
                let (second, again) = first.addingReportingOverflow(carry)
                result[i + j] = second
                carry = high &+ (overflow ? 1 : 0) &+ (again ? 1 : 0)
                j += 1
            }
            result[i + right.count] = carry
            i += 1
        }
        return result
    }

    private static func sum(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var result: [UInt64] = []
        var carry: UInt128 = 0
        for index in 0...max(left.count, right.count) {
            let total =
                UInt128(index < left.count ? left[index] : 0) + UInt128(index < right.count ? right[index] : 0) + carry
            result.append(UInt64(truncatingIfNeeded: total))
            carry = total >> 64
        }
        return result
    }

    /// `left` less `right`, which is not greater; both of four words.
    private static func difference(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var isBorrowed = false
        return zip(left, right).map { l, r in
            let (first, overflow) = l.subtractingReportingOverflow(r)
            let (second, again) = first.subtractingReportingOverflow(isBorrowed ? 1 : 0)
            isBorrowed = overflow || again
            return second
        }
    }

    private static func reduced(_ number: [UInt64]) -> [UInt64] {
        var number = number
        while number.count > 4, number[4...].contains(where: { $0 != 0 }) {
            number = sum(Array(number[..<4]), product(Array(number[4...]), fold))
        }
        number = Array(number.prefix(4))
        while !isBelowOrder(number) { number = difference(number, order) }
        return number
    }

    private static func isBelowOrder(_ number: [UInt64]) -> Bool {
        for index in (0..<4).reversed() where number[index] != order[index] { return number[index] < order[index] }
        return false
    }
}
