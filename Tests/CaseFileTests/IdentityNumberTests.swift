import CaseFile
import Replication
import Testing

@Suite struct IdentityNumberTests {
    @Test(arguments: [
        ("11010519491231002X", "1949-12-31", "2"),
        ("34052419800101001X", "1980-01-01", "1"),
        ("440524188001010014", "1880-01-01", "1"),
        ("360899196403120010", "1964-03-12", "1"),
        ("360899198005200022", "1980-05-20", "2"),
        ("360899199912310035", "1999-12-31", "1"),
        (" 11010519491231002x ", "1949-12-31", "2"),
        ("１１０１０５１９４９１２３１００２Ｘ", "1949-12-31", "2"),
    ])
    func validNumbersTellBirthAndSex(text: String, birth: String, sex: String) throws {
        let number = try IdentityNumber(text)
        #expect(number.birth.description == birth)
        #expect(number.sex == sex)
        #expect(number.text.utf8.count == 18)
    }

    @Test(arguments: [
        ("", IdentityNumberError.wrongLength(0)),
        ("110105491231002", .wrongLength(15)),
        ("3608991964031200100", .wrongLength(19)),
        ("36089919640312001A", .wrongCharacter),
        ("3608991964031X0010", .wrongCharacter),
        ("360899196413120010", .impossibleBirthDate),
        ("360899196402300010", .impossibleBirthDate),
        ("360899196403120011", .wrongCheckDigit),
        ("360899196403120100", .wrongCheckDigit),
        ("110105194912310021", .wrongCheckDigit),
    ])
    func brokenNumbersAreRefused(text: String, error: IdentityNumberError) {
        #expect(throws: error) { try IdentityNumber(text) }
    }

    /// MOD 11-2 finds every single wrong digit.
    @Test func everySingleWrongDigitIsFound() {
        let digits = Array("360899196403120010")
        for position in digits.indices {
            for digit in "0123456789" where digit != digits[position] {
                var broken = digits
                broken[position] = digit
                #expect(throws: IdentityNumberError.self) { try IdentityNumber(String(broken)) }
            }
        }
    }

    @Test func errorsDoNotRepeatTheNumber() {
        do {
            _ = try IdentityNumber("360899196403120011")
            Issue.record("a wrong check digit was accepted")
        } catch {
            #expect(!error.description.contains("3608991964"))
            #expect(!error.label.zhHans.contains("3608991964"))
        }
    }
}
