import CaseFile
import Foundation

/// How the texts of a ledger are read: as people write them into cells.
enum LedgerText {
    /// A heading as `SheetText.heading` has it, without what stands in brackets, such as a unit or an explanation.
    static func bareHeading(_ text: String) -> String {
        var depth = 0
        var bare = ""
        for character in SheetText.heading(text) {
            if "([【".contains(character) { depth += 1 }
            if depth == 0 { bare.append(character) }
            if ")]】".contains(character), depth > 0 { depth -= 1 }
        }
        return bare
    }

    /// A name without the spaces that make two characters as wide as three.
    static func name(_ text: String) -> String {
        let plain = FullWidth.halved(text).trimmingCharacters(in: .whitespaces)
        let isChinese = plain.unicodeScalars.allSatisfy { $0.value >= 0x2E80 || $0 == " " }
        return isChinese ? plain.filter { !$0.isWhitespace } : plain
    }

    /// Several entries of one cell: each line one, or what stands between 、 and semicolons.
    static func entries(_ text: String) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline)
        let parts = lines.count > 1 ? lines : text.split { "、;；,，/".contains($0) }
        return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// A name and the telephone number behind it: `张三 13800138000`, `张三（0793-1234567）`.
    static func nameAndPhone(_ text: String) -> (name: String, phone: String?) {
        let plain = FullWidth.halved(text)
        let digits = "0123456789-+"
        guard let start = plain.firstIndex(where: { digits.contains($0) }) else { return (name(text), nil) }
        let phone = plain[start...].prefix { digits.contains($0) || $0 == " " }.trimmingCharacters(in: .whitespaces)
        guard phone.filter(\.isNumber).count >= phoneDigitsMin else { return (name(text), nil) }
        let rest = (plain[..<start] + plain[start...].dropFirst(phone.count))
            .trimmingCharacters(in: CharacterSet(charactersIn: " ():,;/、"))
        return (name(rest.replacingOccurrences(of: "电话", with: "").trimmingCharacters(in: [" ", ":"])), phone)
    }

    private static let phoneDigitsMin = 7

    /// The people that a name such as 张三等12人 stands for; the name alone, and the words that were taken off.
    static func first(ofMany text: String) -> (name: String, rest: String?) {
        guard let match = text.firstMatch(of: /等\s*\d*\s*[人户名]?(?:\([^)]*\))?$/),
            match.range.lowerBound != text.startIndex
        else { return (text, nil) }
        return (String(text[..<match.range.lowerBound]), text)
    }
}
