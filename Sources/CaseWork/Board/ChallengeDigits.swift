/// The digits that a device shows to somebody who forgot their PIN, as people read them over a telephone.
public enum ChallengeDigits {
    public static let count = 12

    /// The digits of what was typed: spaces, hyphens and full-width digits do not matter. Nil for anything else.
    public static func plain(_ text: String, count: Int = ChallengeDigits.count) -> String? {
        guard text.utf8.count <= 200 else { return nil }
        var digits = ""
        for character in text where !character.isWhitespace && character != "-" {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit),
                character.isASCII || ("０"..."９").contains(character)
            else { return nil }
            digits += "\(digit)"
        }
        return digits.count == count ? digits : nil
    }

    /// In groups, to be read aloud: fours, where they come out even, else fives.
    public static func grouped(_ digits: String) -> String {
        let size = digits.count.isMultiple(of: 4) ? 4 : 5
        let all = Array(digits)
        return stride(from: 0, to: all.count, by: size).map { String(all[$0..<min($0 + size, all.count)]) }
            .joined(separator: " ")
    }
}
