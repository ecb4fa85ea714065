import Replication

/// A column of a ledger: what it says of a case, and what that means.
struct LedgerColumn: Sendable {
    let column: Report.Column
    /// For the sheet 说明.
    let note: String
    /// Whether the row 合计 adds it up.
    let isSummed: Bool
    let cell: @Sendable (CaseFacts) -> ReportCell

    init(
        _ id: String, _ title: String, width: Double = 12, _ note: String, isSummed: Bool = false,
        cell: @escaping @Sendable (CaseFacts) -> ReportCell
    ) {
        column = Report.Column(id, title, width: width)
        self.note = note
        self.isSummed = isSummed
        self.cell = cell
    }

    static func text(
        _ id: String, _ title: String, width: Double = 12, _ note: String,
        _ text: @escaping @Sendable (CaseFacts) -> String?
    ) -> LedgerColumn {
        LedgerColumn(id, title, width: width, note) { .text(text($0)) }
    }

    static func date(
        _ id: String, _ title: String, _ note: String, _ date: @escaping @Sendable (CaseFacts) -> CivilDate?
    ) -> LedgerColumn {
        LedgerColumn(id, title, width: 12, note) { .date(date($0)) }
    }
}

extension [String] {
    /// In one cell, a line each; those that are empty left out.
    var lines: String { filter { !$0.isEmpty }.joined(separator: "\n") }

    /// In one line.
    var listed: String { filter { !$0.isEmpty }.joined(separator: "、") }
}
