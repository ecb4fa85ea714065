import Causality
import Testing

@Suite struct HexadecimalTests {
    @Test func everyByteSurvivesItsText() {
        for byte in UInt8.min...UInt8.max {
            let text = Hexadecimal.encode([byte])
            #expect(text.utf8.count == 2)
            #expect(UInt8(text, radix: 16) == byte)
            #expect(Hexadecimal.decode(text) == [byte])
            #expect(Hexadecimal.decode(text.uppercased()) == [byte])
        }
    }

    @Test func bytesKeepTheirOrderAndTheirZeros() {
        let bytes: [UInt8] = [0, 0, 1, 0xFE, 0xFF, 0]
        #expect(Hexadecimal.encode(bytes) == "000001feff00")
        #expect(Hexadecimal.decode("000001feff00") == bytes)
        #expect(Hexadecimal.encode([UInt8]()) == "")
        #expect(Hexadecimal.decode("") == [])
    }

    @Test(
        arguments: [
            (0, "0000000000000000"), (1, "0000000000000001"), (0x0123_4567_89AB_CDEF, "0123456789abcdef"),
            (UInt64.max, "ffffffffffffffff"),
        ] as [(UInt64, String)])
    func aNumberHasSixteenDigits(number: UInt64, text: String) {
        #expect(Hexadecimal.encode(number) == text)
    }

    @Test(arguments: ["0", "abc", "0g", "g0", " 0", "0 ", "0x10", "+1", "-1", "٠٠", "００", "é", "0\0", "ab\ncd", "aé"])
    func rubbishIsRefused(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }
}
