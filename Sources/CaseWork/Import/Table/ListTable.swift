import CaseFile
import Foundation
import Workbook

/// A list with one head and a row for each entry, in a CSV file or on the first sheet of a workbook that has anything.
///
/// A ledger is more than that: `LedgerHead` finds heads of several rows.
struct ListTable {
    struct Row {
        /// From 1, where the row begins.
        let line: Int
        /// By place in the header, from 0; only cells with something in them, so that a sheet takes no more memory than it
        /// has cells; none that `problems` names, which is wrong but once.
        let cells: [Int: String]
    }

    let header: [String]
    let rows: [Row]
    /// Cells of a workbook whose text is not what somebody typed.
    let problems: [ImportProblem]

    /// Reads a file. Titles above the head of a sheet, which stand in one cell, are passed over; a column without a
    /// heading in which something stands is named by its letters. Throws `CaseWorkError`.
    init(_ bytes: Data) throws(CaseWorkError) {
        guard let grid = try SheetGrid.read(bytes).first(where: { !$0.rows.isEmpty }),
            let head = grid.rows.firstIndex(where: { $0.cells.count > 1 }) ?? grid.rows.indices.first
        else { throw .headerMissing }
        let below = grid.rows[(head + 1)...]
        let columns = Set(([grid.rows[head]] + below).flatMap(\.cells.keys)).sorted()
        let header = columns.map { grid.rows[head].cells[$0] ?? ListTable.letters(ofColumn: $0) }
        let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        self.header = header
        rows = below.map { row in
            let cells = row.cells.compactMap { column, cell in
                row.doubts[column] == nil ? places[column].map { ($0, cell) } : nil
            }
            return Row(line: row.number, cells: Dictionary(uniqueKeysWithValues: cells))
        }
        problems = below.flatMap { row in
            row.doubts.sorted { $0.key < $1.key }.compactMap { column, doubt in
                places[column].map { doubt.problem(row.number, header[$0], row.cells[column]) }
            }
        }
    }

    /// A, B … Z, AA …, as a spreadsheet names its columns.
    private static func letters(ofColumn column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
        return column < 26 ? letter : letters(ofColumn: column / 26 - 1) + letter
    }
}
