import Replication
import Testing

@Suite struct RecordIDTests {
    private static let times: [Int64] = [
        0, 1, 1_780_000_000_123, 0x0000_7FFF_FFFF_FFFF, 0x0000_FFFF_FFFF_FFFF, -1, .min, .max,
    ]
    private static let randoms: [(UInt64, UInt64)] = [
        (0, 0), (.max, .max), (0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210),
    ]

    /// RFC 9562 section 5.7: 48 bits of time, version 7, 12 bits, variant 10, 62 bits; whatever bits are given.
    @Test func versionAndVariantStandWhateverIsGiven() {
        for time in RecordIDTests.times {
            for random in RecordIDTests.randoms {
                let bytes = RecordID(unixMilliseconds: time, random: random).bytes
                #expect(bytes.count == 16)
                #expect(bytes[6] >> 4 == 7)
                #expect(bytes[8] >> 6 == 0b10)
            }
        }
    }

    @Test func timeAndRandomBitsStandWhereTheStandardPutsThem() {
        let id = RecordID(unixMilliseconds: 0x0123_4567_89AB, random: (0xFFFF_FFFF_FFFF_FCDE, 0xFEDC_BA98_7654_3210))
        #expect(id.description == "01234567-89ab-7cde-bedc-ba9876543210")
    }

    /// The example of RFC 9562 appendix A.6.
    @Test func theExampleOfTheStandardIsMet() {
        let id = RecordID(unixMilliseconds: 0x017F_22E2_79B0, random: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    }

    @Test func laterIDsStandBehindEarlierOnes() {
        let earlier = RecordID(unixMilliseconds: 1_780_000_000_000, random: (.max, .max))
        let later = RecordID(unixMilliseconds: 1_780_000_000_001, random: (0, 0))
        #expect(earlier < later)
        #expect(earlier.bytes.lexicographicallyPrecedes(later.bytes))
        #expect(earlier.description < later.description)
    }

    @Test func idsSurviveTheirBytesAndTheirText() {
        for time in RecordIDTests.times {
            for random in RecordIDTests.randoms {
                let id = RecordID(unixMilliseconds: time, random: random)
                #expect(RecordID(bytes: id.bytes) == id)
                #expect(RecordID(id.description) == id)
                #expect(RecordID(id.description.filter { $0 != "-" }.uppercased()) == id)
            }
        }
    }

    @Test(arguments: ["", "0", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "县中心"])
    func rubbishIsRefused(text: String) {
        #expect(RecordID(text) == nil)
    }

    @Test(arguments: [0, 8, 15, 17])
    func anotherCountOfBytesIsRefused(count: Int) {
        #expect(RecordID(bytes: [UInt8](repeating: 7, count: count)) == nil)
    }
}
