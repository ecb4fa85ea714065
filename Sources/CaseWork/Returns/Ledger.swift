import Replication

/// A ledger (台账): a line for each case, and a row 合计.
struct Ledger {
    let template: ReportTemplate
    let columns: [LedgerColumn]
    /// Which cases it has, for the sheet 说明.
    let selection: String
    let isListed: @Sendable (CaseFacts) -> Bool

    /// The ledger's parts of a return. Cases come in the order of their first reception.
    func content(of cases: [CaseFacts]) -> ReportContent {
        let listed = cases.filter(isListed).sorted {
            ($0.received, $0.code, $0.source.record) < ($1.received, $1.code, $1.source.record)
        }
        var rows = listed.enumerated().map { index, facts in
            Report.Row(
                [ReportCell(.text("\(index + 1)"))] + columns.map { $0.cell(facts) }, records: facts.recordIDs)
        }
        rows.append(total(of: rows, listed))
        let head = [Report.Column("number", "序号", width: 6)]
        return ReportContent(
            columns: head + columns.map(\.column), rows: rows,
            notes: [Report.Note("收录范围", selection), Ledger.totalNote]
                + columns.map { Report.Note($0.column.title, $0.note) },
            sources: listed.flatMap(\.records))
    }

    private static let totalNote = Report.Note(
        "合计", "第二栏为件数；涉及人数、涉及金额、走访次数为各行之和，没有填写的不计。")

    /// The number of cases stands beside the word, sums below their columns.
    private func total(of rows: [Report.Row], _ cases: [CaseFacts]) -> Report.Row {
        let ids = cases.map(\.source.record)
        let cells = columns.enumerated().map { index, column in
            if index == 0 { return ReportCell(.text("\(ids.count)件"), records: ids) }
            return column.isSummed
                ? Ledger.sum(of: rows.map { ($0.cells[index + 1], $0.records.first) }) : ReportCell(.empty)
        }
        return Report.Row([ReportCell(.text("合计"))] + cells, isTotal: true, records: ids)
    }

    /// The sum, with the records that are counted, or the cases whose numbers are added.
    static func sum(of cells: [(cell: ReportCell, record: String?)]) -> ReportCell {
        var (count, integer, cents) = (0, Int64(0), Int64(0))
        var (hasCount, hasCents) = (false, false)
        var records: [String] = []
        for (cell, record) in cells {
            switch cell.value {
            case .count(let number):
                hasCount = true
                count += number
                records += cell.records
            case .integer(let number):
                integer = integer.addingReportingOverflow(number).partialValue
                records += [record].compactMap(\.self)
            case .cents(let number):
                hasCents = true
                cents = cents.addingReportingOverflow(number).partialValue
                records += [record].compactMap(\.self)
            case .empty, .text, .date, .rate: break
            }
        }
        if hasCount { return ReportCell(.count(count), records: records) }
        return ReportCell(hasCents ? .cents(cents) : .integer(integer), records: records)
    }
}

/// The table of a return, before its head.
struct ReportContent {
    let columns: [Report.Column]
    let rows: [Report.Row]
    let notes: [Report.Note]
    let sources: [Report.Source]
}
