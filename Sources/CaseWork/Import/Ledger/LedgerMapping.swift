import CaseFile
import Foundation

/// What somebody says of a ledger's columns, in a table of their own: `栏名,对应,固定值,取值`.
///
/// A heading's line says what it means, what stands in for an empty cell, and what its words mean (`群众来访=来访;电话=来电`). A line
/// without a heading gives every case a value. Columns that have no line mean what `LedgerHeadings` says.
struct LedgerMapping {
    struct Line: Hashable {
        let heading: String
        let target: LedgerTarget
        let standard: String?
        let values: [String: String]
    }

    var lines: [Line] = []

    static let columns = ["栏名", "对应", "固定值", "取值"]

    init() {}

    /// Reads a mapping file. Throws `CaseWorkError`, with every line that is not understood.
    init(_ bytes: Data, _ catalog: Catalog) throws(CaseWorkError) {
        let table = try CSVTable(bytes)
        guard table.header.prefix(2) == LedgerMapping.columns.prefix(2) else {
            throw .columnMissing(.verbatim(LedgerMapping.columns.joined(separator: ",")))
        }
        var problems: [ImportProblem] = []
        for row in table.rows {
            let cells = row.cells.map(CSVTable.plain) + ["", "", "", ""]
            do throws(CaseWorkError) {
                var values: [String: String] = [:]
                for pair in cells[3].split(whereSeparator: { ";；\n".contains($0) }) {
                    let parts = pair.split(maxSplits: 1, omittingEmptySubsequences: false) { "=＝".contains($0) }
                    guard parts.count == 2 else { throw .ledger(.valuePair(String(pair))) }
                    values[SheetText.heading(String(parts[0]))] = parts[1].trimmingCharacters(in: .whitespaces)
                }
                let standard = cells[2].isEmpty ? nil : cells[2]
                guard !cells[0].isEmpty || standard != nil else { throw .ledger(.valueMissing(cells[1])) }
                let target = try LedgerTarget(cells[1], catalog)
                guard !cells[0].isEmpty || target.takesConstant else {
                    throw .ledger(.targetUnknown(cells[1], known: ["case.…", "standing", "village", "township"]))
                }
                lines.append(
                    Line(
                        heading: cells[0], target: target, standard: standard,
                        values: values))
            } catch {
                problems.append(ImportProblem(row.line, error))
            }
        }
        guard problems.isEmpty else { throw .importRefused(problems) }
    }

    /// The line of a column, by the whole path of its headings or by the last of them.
    func line(_ path: [String]) -> Line? {
        let full = path.map(SheetText.heading).joined(separator: "/")
        let own = lines.filter { !$0.heading.isEmpty }
        return own.first { SheetText.heading($0.heading) == full }
            ?? own.first { SheetText.heading($0.heading) == path.last.map(SheetText.heading) }
    }

    /// What every case gets.
    var constants: [Line] { lines.filter(\.heading.isEmpty) }
}
