/// The shapes of telephone numbers that are in use in a county.
///
/// The check is for slips of the finger, so it is wide: mobile numbers, area code and local number, local numbers and
/// group short numbers (集团短号), 400 and 800, with `+86` and an extension, several divided by `、`, `;`, `,` or `/`.
///
/// Source: 电信网编号计划 (2017); short numbers and habits of writing: practice.
public enum PhoneNumber {
    /// Whether `text` is one or several numbers of such a shape.
    public static func isPlausible(_ text: String) -> Bool {
        let numbers = FullWidth.halved(text).trimmed.split { "、;,/".contains($0) || $0.isNewline }
        return !numbers.isEmpty && numbers.allSatisfy { isPlausibleSingle($0.trimmed) }
    }

    private static func isPlausibleSingle(_ text: String) -> Bool {
        var number = text[...]
        if let extensionSign = number.firstIndex(of: "转") {
            guard number[number.index(after: extensionSign)...].trimmed.isDigits else { return false }
            number = number[..<extensionSign]
        }
        for prefix in ["+86", "0086"] where number.hasPrefix(prefix) {
            number = number.dropFirst(prefix.count)
            break
        }
        let digits = number.filter { !" -()".contains($0) }
        guard digits.isDigits else { return false }
        switch digits.count {
        case 3...8: return !digits.hasPrefix("0")
        case 10 where digits.hasPrefix("400") || digits.hasPrefix("800"): return true
        case 11 where digits.hasPrefix("1"): return isMobile(digits)
        case 10...12: return digits.hasPrefix("0") && !digits.hasPrefix("00")
        default: return false
        }
    }

    /// Eleven digits that begin with 13 to 19.
    private static func isMobile(_ digits: String) -> Bool {
        guard let second = digits.dropFirst().first else { return false }
        return ("3"..."9").contains(second)
    }
}
