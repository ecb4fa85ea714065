public import Replication

/// A resident identity number (公民身份号码) of eighteen characters with a correct check digit.
///
/// That a number is well formed does not say that it was issued, or to whom.
///
/// Source: GB 11643-1999; the check digit is ISO 7064 MOD 11-2.
public struct IdentityNumber: Hashable, Sendable {
    /// Eighteen characters: seventeen digits, then a digit or `X`.
    public let text: String
    public let birth: CivilDate
    /// The code of the table `sex`: the seventeenth digit is odd for men.
    public let sex: String

    /// Reads a number with full-width or lower-case characters and white space around it. Throws
    /// `IdentityNumberError`, which says what is wrong without repeating the number.
    public init(_ text: String) throws(IdentityNumberError) {
        let plain = FullWidth.halved(text).trimmed.uppercased()
        let characters = Array(plain.utf8)
        guard characters.count == 18 else { throw .wrongLength(plain.count) }
        guard characters.prefix(17).allSatisfy({ (0x30...0x39).contains($0) }),
            (0x30...0x39).contains(characters[17]) || characters[17] == 0x58
        else { throw .wrongCharacter }
        let digits = characters.prefix(17).map { Int($0) - 0x30 }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let birth = CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)) else {
            throw .impossibleBirthDate
        }
        guard characters[17] == Self.checkCharacter(of: digits) else { throw .wrongCheckDigit }
        self.text = plain
        self.birth = birth
        self.sex = digits[16] % 2 == 1 ? "1" : "2"
    }

    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checkCharacters = Array("10X98765432".utf8)

    private static func checkCharacter(of digits: [Int]) -> UInt8 {
        checkCharacters[zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11]
    }
}

/// What is wrong with an identity number. The number itself is not part of the error: errors reach logs.
public enum IdentityNumberError: Error, Hashable, Sendable {
    /// How many characters it has.
    case wrongLength(Int)
    case wrongCharacter
    case impossibleBirthDate
    /// Any one wrong digit, and nearly every swap of two, shows here. The right digit is not told: it would be copied
    /// instead of the card being read again.
    case wrongCheckDigit

    /// The sentence in both languages.
    public var label: Label {
        switch self {
        case .wrongLength(let count):
            Label(
                "身份证号码应为18位，现为\(count)位，请对照证件核对",
                "an identity number has 18 characters, this has \(count): compare it with the card")
        case .wrongCharacter:
            Label(
                "身份证号码前17位应为数字，末位为数字或X",
                "an identity number has 17 digits and then a digit or X")
        case .impossibleBirthDate:
            Label(
                "身份证号码第7至14位不是有效的出生日期，请对照证件核对",
                "digits 7 to 14 of the identity number are no date of birth: compare it with the card")
        case .wrongCheckDigit:
            Label(
                "身份证号码校验位不符，请对照证件逐位核对",
                "the check digit of the identity number does not fit: compare every digit with the card")
        }
    }
}

extension IdentityNumberError: CustomStringConvertible {
    public var description: String { label.en }
}
