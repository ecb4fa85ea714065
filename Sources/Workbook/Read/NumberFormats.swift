import Foundation

/// Which cell styles show a number as a date.
struct NumberFormats {
    private var isDateByStyle: [Bool] = []

    /// Built-in formats with a year, a month or a day in them, those of Chinese Excel among them; times of day alone are no
    /// dates.
    ///
    /// Source: ECMA-376 part 1, section 18.8.30.
    private static let builtInDates: Set<Int> = Set([14, 15, 16, 17, 22] + Array(27...31) + [36] + Array(50...58))

    /// Without styles no number is a date.
    init() {}

    /// Reads `styles.xml`. Throws `WorkbookReadError`.
    init(_ data: Data, part: String) throws(WorkbookReadError) {
        var ownDates: [Int: Bool] = [:]
        var styles: [Int] = []
        var isInCellStyles = false
        let reader = XMLPart()
        reader.start = { name, attributes in
            switch name {
            case "numFmt":
                if let id = attributes[local: "numFmtId"].flatMap({ Int($0) }),
                    let code = attributes[local: "formatCode"]
                {
                    ownDates[id] = NumberFormats.isDate(code)
                }
            case "cellXfs": isInCellStyles = true
            case "xf" where isInCellStyles: styles.append(attributes[local: "numFmtId"].flatMap { Int($0) } ?? 0)
            default: break
            }
        }
        reader.end = { name, _ in if name == "cellXfs" { isInCellStyles = false } }
        try reader.read(data, part: part)
        isDateByStyle = styles.map { ownDates[$0] ?? NumberFormats.builtInDates.contains($0) }
    }

    func isDate(style: Int) -> Bool { isDateByStyle.indices.contains(style) && isDateByStyle[style] }

    /// Whether a format shows a year or a day: outside quotes, brackets and escapes.
    static func isDate(_ code: String) -> Bool {
        var isQuoted = false
        var isEscaped = false
        var isBracketed = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: continue
            case "\\", "_", "*": isEscaped = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "y" where !isBracketed, "d" where !isBracketed: return true
            // Only the first part says how a positive number looks.
            case ";": return false
            default: continue
            }
        }
        return false
    }
}
