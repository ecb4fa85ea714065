import Identity
import Testing

struct InviteCodeTests {
    @Test func knownBytesGiveKnownCharacters() throws {
        #expect(InviteCode(random: Array(repeating: 0, count: 13))?.text == "00000000000000000000")
        #expect(InviteCode(random: Array(repeating: 0xFF, count: 13))?.text == "ZZZZZZZZZZZZZZZZZZZZ")
        // 00000 00001 00010 … 10011: the alphabet's first twenty characters.
        let counting: [UInt8] = [
            0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF, 0x84, 0x65, 0x30,
        ]
        #expect(InviteCode(random: counting)?.text == "0123456789ABCDEFGHJK")
        #expect(InviteCode(random: counting)?.grouped == "01234-56789-ABCDE-FGHJK")
        #expect(InviteCode(random: []) == nil)
        #expect(InviteCode(random: Array(repeating: 0, count: 14)) == nil)
    }

    @Test func everyOneOfTheHundredBitsCounts() throws {
        let zero = try #require(InviteCode(random: Array(repeating: 0, count: 13)))
        for bit in 0..<104 {
            var bytes = [UInt8](repeating: 0, count: 13)
            bytes[bit / 8] = 0x80 >> UInt8(bit % 8)
            #expect((InviteCode(random: bytes) != zero) == (bit < 100), "bit \(bit)")
        }
    }

    @Test(arguments: [
        "01234-56789-ABCDE-FGHJK", "0123456789ABCDEFGHJK", "01234-56789-abcde-fghjk", "o1234 56789 abcde fghjk",
        "OI234-56789-ABCDE-FGHJK", "0l234-56789-ABCDE-FGHJK", "  01234—56789–ABCDE_FGHJK\n",
        "０１２３４－５６７８９－ＡＢＣＤＥ－ＦＧＨＪＫ", "０１２３４＿５６７８９＿ＡＢＣＤＥ＿ＦＧＨＪＫ", "ｏｉ234　56789　abcde　fghjk",
        "0-1-2-3-4-5-6-7-8-9-A-B-C-D-E-F-G-H-J-K",
    ])
    func whatPeopleTypeIsReadAsMeant(typed: String) throws {
        #expect(try InviteCode(typed: typed).text == "0123456789ABCDEFGHJK")
    }

    @Test(arguments: [
        ("", InviteCodeError.length(0)), ("01234", .length(5)), ("01234-56789-ABCDE-FGHJKM", .length(21)),
        ("U1234-56789-ABCDE-FGHJK", .character("U")), ("01234-56789-ABCDE-FGHJ*", .character("*")),
        ("邀请码01234", .character("邀")), ("01234-56789-ABCDE-FGHJß", .character("ß")),
    ])
    func whatCannotBeACodeIsNamed(typed: String, error: InviteCodeError) {
        #expect(throws: error) { try InviteCode(typed: typed) }
    }

    @Test func generatedCodesDifferAndComeBackFromTheirGroups() throws {
        let codes = (0..<50).map { _ in InviteCode.generate() }
        #expect(Set(codes).count == 50)
        for code in codes { #expect(try InviteCode(typed: code.grouped.lowercased()) == code) }
    }

    /// A code does not print itself (A10).
    @Test func verifierFollowsTheCodeAndDescriptionHidesIt() throws {
        let code = InviteCode.generate()
        #expect(try InviteCode(typed: code.text).verifier == code.verifier)
        #expect(InviteCode.generate().verifier != code.verifier)
        #expect(!"\(code)".contains(code.text))
    }
}
