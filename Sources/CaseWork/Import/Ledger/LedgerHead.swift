import CaseFile
import Workbook

/// The head of a ledger: one to three rows, below whatever titles stand above them.
struct LedgerHead {
    struct Column {
        let index: Int
        /// From the group's heading down to the column's own.
        let path: [String]
        let target: LedgerTarget
        /// Whether somebody said what it means, or the heading is a usual one.
        let isKnown: Bool
        let standard: String?
        let values: [String: String]

        var heading: String { path.joined(separator: "/") }
        /// Whether amounts stand in 万元.
        var isInTenThousands: Bool { path.contains { $0.contains("万元") } }
    }

    /// Numbers of rows.
    let rows: ClosedRange<Int>
    let columns: [Column]
    /// Texts of each of the head's rows by column: where a page's head is printed again, the row says the same.
    private let texts: [[Int: String]]

    /// Rows in which the head is looked for.
    private static let searched = 40
    private static let rowsMax = 3
    /// Known columns that make a row a head; a title or a sentence has none.
    private static let knownMin = 2

    /// Finds the head: the rows with the most headings that are known, as few and as early as possible. Nil where no row
    /// has two. Throws `CaseWorkError` where a usual heading means a field that the catalog does not have.
    static func find(in grid: SheetGrid, _ mapping: LedgerMapping, _ catalog: Catalog) throws(CaseWorkError)
        -> LedgerHead?
    {
        var best: (head: LedgerHead, known: Int)?
        for first in grid.rows.indices.prefix(searched) {
            for count in 1...rowsMax where first + count <= grid.rows.count {
                let head = try LedgerHead(grid, grid.rows[first..<first + count], mapping, catalog)
                let known = head.columns.count(where: \.isKnown)
                guard known >= knownMin else { continue }
                if let best, (best.known, -best.head.rows.count) >= (known, -count) { continue }
                best = (head, known)
            }
        }
        return best?.head
    }

    private init(
        _ grid: SheetGrid, _ block: ArraySlice<SheetGrid.Row>, _ mapping: LedgerMapping, _ catalog: Catalog
    ) throws(CaseWorkError) {
        rows = (block.first?.number ?? 1)...(block.last?.number ?? 1)
        texts = block.map(\.cells)
        let last = block.flatMap(\.cells.keys).max() ?? -1
        var columns: [Column] = []
        for index in 0..<(last + 1) {
            let path = LedgerHead.path(grid, block, index)
            guard !path.isEmpty else { continue }
            let said = mapping.line(path)
            var target = said?.target
            if target == nil, let text = LedgerHeadings.target(path) { target = try LedgerTarget(text, catalog) }
            columns.append(
                Column(
                    index: index, path: path, target: target ?? .keep, isKnown: target != nil, standard: said?.standard,
                    values: said?.values ?? [:]))
        }
        self.columns = columns
    }

    /// The headings over a column. In a row that has another one of the head below it, an empty cell belongs to the heading at its
    /// left, as merged cells come out in a CSV file.
    private static func path(_ grid: SheetGrid, _ block: ArraySlice<SheetGrid.Row>, _ column: Int) -> [String] {
        var path: [String] = []
        for (offset, row) in block.enumerated() {
            var text = grid.heading(row, column)
            let below = block.dropFirst(offset + 1)
            if text == nil, grid.spans.isEmpty, below.contains(where: { $0.cells[column] != nil }) {
                let left = row.cells.keys.filter { $0 < column }.max()
                // Only a heading that has others below it is one for several columns.
                if let left, below.contains(where: { $0.cells[left] != nil }) { text = row.cells[left] }
            }
            if let text, path.last.map(SheetText.heading) != SheetText.heading(text) { path.append(text) }
        }
        return path
    }

    /// Whether a row below repeats a row of the head, as where a new page begins.
    func isRepeated(_ row: SheetGrid.Row) -> Bool {
        let cells = row.cells.filter { !row.continued.contains($0.key) }
        return !cells.isEmpty
            && texts.contains { head in
                cells.allSatisfy { head[$0.key].map(SheetText.heading) == SheetText.heading($0.value) }
            }
    }

    /// Columns that mean the same, where only one may.
    func twice() -> (Column, Column)? {
        for (place, column) in columns.enumerated() {
            switch column.target {
            case .keep, .ignore, .people, .outcome: continue
            default:
                if let other = columns[..<place].first(where: { $0.target == column.target }) { return (other, column) }
            }
        }
        return nil
    }
}
