import CaseFile
import Foundation
import Workbook

/// A sheet as rows of text, whether it came as XLSX or as CSV.
struct SheetGrid {
    struct Row {
        /// From 1: of the sheet, or of the CSV file's lines.
        let number: Int
        /// By column from 0; only cells with something in them, without white space at either end.
        var cells: [Int: String]
        var doubts: [Int: ReadSheet.Doubt] = [:]
        /// Columns whose text stands in a cell that begins further up.
        var continued: Set<Int> = []
    }

    let name: String
    var rows: [Row] = []
    /// Cells that are shown as one, across columns; rows are numbered as in `rows`' numbers.
    var spans: [ReadSheet.Merge] = []

    /// Reads every sheet of a file; a CSV file is one. Throws `CaseWorkError` for a file that is neither.
    static func read(_ bytes: Data) throws(CaseWorkError) -> [SheetGrid] {
        guard WorkbookReader.isWorkbook(bytes) else { return [SheetGrid(try CSVTable(bytes))] }
        do {
            return try WorkbookReader.sheets(in: bytes).map { try SheetGrid($0) }
        } catch let error as WorkbookReadError {
            throw .ledger(error == .oldOrProtected ? .oldOrProtected : .notRead("\(error)"))
        } catch let error as CaseWorkError {
            throw error
        } catch {
            throw .ledger(.notRead("\(error)"))
        }
    }

    private init(_ table: CSVTable) {
        name = ""
        func row(_ number: Int, _ cells: [String]) -> Row {
            Row(
                number: number,
                cells: Dictionary(
                    uniqueKeysWithValues: cells.enumerated().compactMap { column, cell in
                        let text = SheetText.cell(cell)
                        return text.isEmpty ? nil : (column, text)
                    }))
        }
        rows = [row(1, table.header)] + table.rows.map { row($0.line, $0.cells) }
    }

    private init(_ sheet: ReadSheet) throws(CaseWorkError) {
        name = sheet.name
        let numbers = sheet.rowNumbers
        guard numbers.count <= CSVTable.linesMax else {
            throw .fileTooLong(lines: numbers.count, most: CSVTable.linesMax)
        }
        var byNumber: [Int: Int] = [:]
        for number in numbers {
            var row = Row(number: number + 1, cells: [:])
            for (column, cell) in sheet.cells[number] ?? [:] {
                let text = SheetText.cell(cell.text)
                if !text.isEmpty || cell.doubt != nil { row.cells[column] = text }
                row.doubts[column] = cell.doubt
            }
            byNumber[number] = rows.count
            rows.append(row)
        }
        for merge in sheet.merges {
            if merge.columns.count > 1 {
                spans.append(
                    .init(rows: merge.rows.lowerBound + 1...merge.rows.upperBound + 1, columns: merge.columns))
            }
            let column = merge.columns.lowerBound
            guard merge.rows.count > 1, let first = byNumber[merge.rows.lowerBound],
                let text = rows[first].cells[column]
            else { continue }
            // A row that only lies in a merged range has nothing of its own. Ranges of a sound file do not overlap: where one
            // begins in another it is left, so that no file makes this slow.
            for index in rows.indices.dropFirst(first + 1) {
                guard rows[index].number - 1 <= merge.rows.upperBound,
                    rows[index].continued.insert(column).inserted
                else { break }
                rows[index].cells[column] = text
                rows[index].doubts[column] = rows[first].doubts[column]
            }
        }
    }

    /// What stands over a column in a row of the head: the cell itself, or the one that spans it.
    func heading(_ row: Row, _ column: Int) -> String? {
        if let cell = row.cells[column] { return cell }
        let span = spans.first { $0.rows.contains(row.number) && $0.columns.contains(column) }
        return span.flatMap { span in
            rows.first { $0.number == span.rows.lowerBound }?.cells[span.columns.lowerBound]
        }
    }
}
