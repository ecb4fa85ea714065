/// Numbers that belong to one person, known by their form: of a document, a telephone, an account.
enum PersonalNumbers {
    /// Groups of digits that make one number, such as 138-0000-0000.
    private static var groupsMax: Int { 6 }

    /// The number that begins at `start`, and the place behind it; nil where none begins there.
    static func number(in text: [Character], at start: Int) -> (Anonymiser.Kind, Int)? {
        guard digit(text[start]) != nil, start == 0 || digit(text[start - 1]) == nil else { return nil }
        var digits = ""
        var index = start
        var found: (Anonymiser.Kind, Int)?
        for _ in 0..<groupsMax {
            let end = endOfDigits(in: text, at: index)
            if end == index { break }
            digits += text[index..<end].compactMap { digit($0) }
            index = end
            var end18 = index
            var whole = digits
            if digits.count == 17, index < text.count, "xXｘＸ".contains(text[index]) {
                whole += "X"
                end18 = index + 1
            }
            if let kind = kind(of: whole) { found = (kind, end18) }
            // Only one sign may stand between two groups.
            guard index + 1 < text.count, " -－—　".contains(text[index]), digit(text[index + 1]) != nil else { break }
            index += 1
        }
        return found
    }

    /// Behind the digits that begin at `start`; `start` where none does.
    static func endOfDigits(in text: [Character], at start: Int) -> Int {
        var index = start
        while index < text.count, digit(text[index]) != nil { index += 1 }
        return index
    }

    /// A digit, also a full-width one.
    static func digit(_ character: Character) -> Character? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
        switch scalar.value {
        case 0x30...0x39: return character
        case 0xFF10...0xFF19: return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
        default: return nil
        }
    }

    private static func kind(of digits: String) -> Anonymiser.Kind? {
        let all = Array(digits)
        switch all.count {
        case 18: return isDate(all[6..<14]) || all.last == "X" ? .identityNumber : .account
        case 11 where all[0] == "1" && all[1] != "0" && all[1] != "1" && all[1] != "2": return .phone
        case 13 where digits.hasPrefix("861"): return .phone
        case 15: return isDate(Array("19") + all[6..<12]) ? .identityNumber : .account
        case 16, 17, 19: return .account
        case 10...12 where all[0] == "0" && all[1] != "0": return .phone
        default: return nil
        }
    }

    private static func isDate(_ digits: some Collection<Character>) -> Bool {
        let text = Array(digits)
        guard text.count == 8, let month = Int(String(text[4..<6])), let day = Int(String(text[6..<8])) else {
            return false
        }
        return (1...12).contains(month) && (1...31).contains(day)
    }
}
