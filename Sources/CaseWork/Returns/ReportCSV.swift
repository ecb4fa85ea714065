/// A return as comma separated values (RFC 4180): the head, the rows, 合计 last; lines end with CR LF.
///
/// A spreadsheet that opens a CSV file takes a text that begins with `=`, `+`, `-` or `@` for a formula, and makes of an
/// identity number a number of fifteen digits. So an apostrophe is put before a text that begins with one of these signs (also
/// the full-width ones), with a tab, a line break or an apostrophe, and before one of digits alone that a number would not give
/// back: more than eleven, or with a zero in front. Our own import takes one apostrophe off again; nothing else is changed.
///
/// Source: OWASP, "CSV Injection".
enum ReportCSV {
    static func text(of report: Report) -> String {
        let head = line(report.columns.map { ReportCell(.text($0.title)) })
        return head + report.rows.map { line($0.cells) }.joined()
    }

    private static func line(_ cells: [ReportCell]) -> String {
        cells.map { cell in
            if case .text(let text) = cell.value { return quoted(harmless(text)) }
            return quoted(cell.text)
        }.joined(separator: ",") + "\r\n"
    }

    /// Digits of the longest number that a spreadsheet shows whole in a cell without a format.
    private static let digitsMax = 11
    private static let signs: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'",
    ]

    /// The text as a spreadsheet leaves it alone.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let isChanged = isNumber && (text.utf8.count > digitsMax || text.utf8.count > 1 && first == "0")
        return signs.contains(first) || isChanged ? "'" + text : text
    }

    private static func quoted(_ text: String) -> String {
        let needsQuotes =
            text.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
            || text.unicodeScalars.first == " " || text.unicodeScalars.last == " "
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
