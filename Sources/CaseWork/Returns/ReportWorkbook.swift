import Foundation
import Replication
import Workbook

/// A return as a workbook: the table, what each figure means (说明), and the records behind each (来源).
enum ReportWorkbook {
    static func bytes(of report: Report) throws -> Data {
        try WorkbookWriter.bytes(
            of: [table(report), notes(report), sources(report)], title: report.title,
            madeAt: report.madeAt / 1000)
    }

    private static func table(_ report: Report) -> WorkbookSheet {
        WorkbookSheet(
            name: "报表", title: report.title, subtitle: report.subtitle,
            columns: report.columns.map { .init($0.title, width: $0.width) },
            rows: report.rows.map { row in .init(row.cells.map(cell), isTotal: row.isTotal) }, footer: report.footer)
    }

    private static func notes(_ report: Report) -> WorkbookSheet {
        WorkbookSheet(
            name: "说明", columns: [.init("栏目", width: 24), .init("含义", width: 110)],
            rows: report.notes.map { .init([.text($0.term), .text($0.text)]) })
    }

    /// A line for each figure that counts records, with the codes of their cases; and one for each row of a ledger.
    private static func sources(_ report: Report) -> WorkbookSheet {
        // Looked up by id; never iterated.
        let names = Dictionary(report.sources.map { ($0.record, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [WorkbookSheet.Row] = []
        for row in report.rows {
            let place = row.cells.prefix(labelColumns(report)).map(\.text).joined(separator: " ")
            if !row.isTotal, !report.isOfFigures {
                rows += lines(place, "整行", nil, row.records, names)
            }
            for (column, cell) in zip(report.columns, row.cells) where !cell.records.isEmpty {
                rows += lines(place, column.title, cell, cell.records, names)
            }
        }
        return WorkbookSheet(
            name: "来源",
            columns: [
                .init("行", width: 30), .init("栏", width: 16), .init("数", width: 12), .init("记录数", width: 8),
                .init("案件编号", width: 60), .init("记录编号", width: 60),
            ], rows: rows)
    }

    /// How many of the first columns say which row it is.
    private static func labelColumns(_ report: Report) -> Int { report.isOfFigures ? 3 : 1 }

    /// Records of one line; the others follow in lines of their own, because a cell holds only so much.
    private static let recordsPerLine = 100

    private static func lines(
        _ row: String, _ column: String, _ figure: ReportCell?, _ records: [String], _ names: [String: Report.Source]
    ) -> [WorkbookSheet.Row] {
        stride(from: 0, to: records.count, by: recordsPerLine).map { start in
            let part = records[start..<min(start + recordsPerLine, records.count)]
            var codes: [String] = []
            for name in part.map({ names[$0]?.name ?? $0 }) where codes.last != name { codes.append(name) }
            return .init([
                .text(row), .text(column), figure.map(cell) ?? .empty, .integer(Int64(part.count)),
                .text(codes.joined(separator: "、")), .text(part.joined(separator: " ")),
            ])
        }
    }

    private static func cell(_ cell: ReportCell) -> WorkbookCell {
        switch cell.value {
        case .empty: .empty
        case .text(let text): .text(text)
        case .count(let count): .integer(Int64(count))
        case .integer(let number): .integer(number)
        case .cents(let cents): .cents(cents)
        case .date(let date): .date(year: date.year, month: date.month, day: date.day)
        case .rate(let part, let whole): whole > 0 ? .share(Double(part) / Double(whole)) : .text(cell.text)
        }
    }
}

extension Report {
    /// Whether it is a table of figures and not a ledger with a line for each case.
    var isOfFigures: Bool { template == ReportTemplate.monthly.rawValue }
}
