import Causality
import Testing

@Suite struct IdentifierTests {
    /// Ids that differ in the first, a middle and the last byte of each half, and at the ends of the range.
    private static let changes: [ChangeID] = {
        let words: [UInt64] = [
            0, 1, 0xFF, 0x100, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0x0102_0304_0506_0708, .max,
        ]
        return words.flatMap { high in words.map { ChangeID(high: high, low: $0) } }
    }()

    @Test func orderOfChangeIDsIsOrderOfTheirBytes() {
        for left in IdentifierTests.changes {
            for right in IdentifierTests.changes {
                #expect((left < right) == left.bytes.lexicographicallyPrecedes(right.bytes), "\(left) and \(right)")
                #expect((left == right) == (left.bytes == right.bytes))
            }
        }
    }

    @Test func changeIDsSurviveTheirBytesAndTheirText() {
        for change in IdentifierTests.changes {
            #expect(change.bytes.count == 16)
            #expect(ChangeID(bytes: change.bytes) == change)
            #expect(Hexadecimal.decode(change.description).flatMap { ChangeID(bytes: $0) } == change)
        }
    }

    @Test func changeIDTakesTheFirstByteAsTheMostSignificant() throws {
        let change = try #require(ChangeID(bytes: Array(0..<16)))
        #expect(change.high == 0x0001_0203_0405_0607)
        #expect(change.low == 0x0809_0A0B_0C0D_0E0F)
        #expect(change.description == "000102030405060708090a0b0c0d0e0f")
    }

    @Test func changeIDReadsSlicesThatDoNotStartAtZero() {
        let bytes: [UInt8] = Array(0..<32)
        #expect(ChangeID(bytes: bytes[8..<24]) == ChangeID(bytes: Array(8..<24)))
    }

    @Test(arguments: [0, 1, 8, 15, 17, 32])
    func changeIDRefusesAnotherCount(count: Int) {
        #expect(ChangeID(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func replicaIDsAreOrderedAndPrintedByTheirBytes() {
        let low = ReplicaID(rawValue: 0x7FFF_FFFF_FFFF_FFFF)
        let high = ReplicaID(rawValue: 0x8000_0000_0000_0000)
        #expect(low < high)
        #expect(!(high < low))
        #expect(low.description < high.description)
        #expect(ReplicaID(rawValue: 0xAB).description == "00000000000000ab")
    }
}
