import CaseFile

/// The rows of a ledger below its head: which of them tell of a case, and which of none.
struct LedgerRows {
    /// A case: its row, and those below it that only name more people.
    struct Group {
        let row: SheetGrid.Row
        var more: [SheetGrid.Row] = []
    }

    private(set) var groups: [Group] = []
    /// Rows that tell of no case, with the reason; blank ones are not among them.
    private(set) var passed: [ImportProblem] = []

    init(_ grid: SheetGrid, _ head: LedgerHead) {
        for row in grid.rows where row.number > head.rows.upperBound && !row.cells.isEmpty {
            if head.isRepeated(row) {
                passed.append(ImportProblem(row.number, nil, "import.ledger_head_again"))
            } else if let first = LedgerRows.firstText(row), SheetText.isTotal(first) {
                passed.append(ImportProblem(row.number, nil, "import.ledger_total", ["text": first]))
            } else if LedgerRows.isMore(row, head), !groups.isEmpty,
                !row.cells.values.contains(where: SheetText.isSignature)
            {
                groups[groups.count - 1].more.append(row)
            } else if LedgerRows.firstText(row).map(SheetText.isSignature) ?? false
                || !LedgerRows.tellsOfCase(row, head)
            {
                let texts = row.cells.sorted { $0.key < $1.key }.map(\.value)
                passed.append(
                    ImportProblem(row.number, nil, "import.ledger_no_case", ["text": texts.joined(separator: " ")]))
            } else {
                groups.append(Group(row: row))
            }
        }
    }

    private static func firstText(_ row: SheetGrid.Row) -> String? {
        row.cells.filter { !row.continued.contains($0.key) }.min { $0.key < $1.key }?.value
    }

    private static func has(_ row: SheetGrid.Row, _ head: LedgerHead, _ isWanted: (LedgerTarget) -> Bool) -> Bool {
        head.columns.contains { column in
            isWanted(column.target) && row.cells[column.index] != nil && !row.continued.contains(column.index)
        }
    }

    /// Whether a row names people and begins no case of its own.
    private static func isMore(_ row: SheetGrid.Row, _ head: LedgerHead) -> Bool {
        has(row, head) { target in
            if case .people = target { return true }
            return false
        } && !has(row, head, isOfCase)
    }

    /// Whether a row says what a case is about: else it is a note below the table, or a number alone.
    private static func tellsOfCase(_ row: SheetGrid.Row, _ head: LedgerHead) -> Bool {
        let filled = head.columns.count { row.cells[$0.index] != nil }
        return filled > 1 && has(row, head, isOfCase)
    }

    private static func isOfCase(_ target: LedgerTarget) -> Bool {
        guard case .field(.case, let register, _) = target else { return false }
        return ["title", "summary", "code", "first_received"].contains(register)
    }
}
