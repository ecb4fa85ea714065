import CaseFile
import Foundation
import SwiftCSV

/// The rows of a CSV file with the numbers of their lines.
struct CSVTable {
    struct Row {
        /// From 1, where the row begins.
        let line: Int
        let cells: [String]
    }

    let header: [String]
    let rows: [Row]

    /// A county's largest township has about 60,000 people; a file is checked and saved as a whole, in memory.
    static let linesMax = 100_000

    /// Reads comma, semicolon or tab separated text in UTF-8, with or without a byte order mark, or in GB 18030, as
    /// spreadsheets save it in China. Throws `CaseWorkError`.
    init(_ bytes: Data) throws(CaseWorkError) {
        guard let text = String(data: bytes, encoding: .utf8) ?? GB18030.text(of: bytes) else { throw .fileNotText }
        let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        // Quotes come in pairs, also inside a quoted cell; the parser would take the rest of the file as one cell.
        guard plain.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else { throw .quoteUnclosed }
        let parsed: CSV<Enumerated>
        do {
            parsed = try CSV<Enumerated>(string: plain, loadColumns: false)
        } catch {
            throw .quoteUnclosed
        }
        header = parsed.header.map(CSVTable.plain)
        guard !header.allSatisfy(\.isEmpty) else { throw .headerMissing }
        guard parsed.rows.count <= CSVTable.linesMax else {
            throw .fileTooLong(lines: parsed.rows.count, most: CSVTable.linesMax)
        }
        var line = 1 + CSVTable.lineCount(of: parsed.header)
        var rows: [Row] = []
        for cells in parsed.rows {
            if !cells.allSatisfy({ CSVTable.plain($0).isEmpty }) { rows.append(Row(line: line, cells: cells)) }
            line += CSVTable.lineCount(of: cells)
        }
        self.rows = rows
    }

    /// A spreadsheet's apostrophe before a number and white space at either end are no part of the content.
    static func plain(_ cell: String) -> String {
        let text = cell.trimmingCharacters(in: .whitespacesAndNewlines)
        return text.hasPrefix("'") ? String(text.dropFirst()) : text
    }

    private static func lineCount(of cells: [String]) -> Int {
        1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
    }
}
