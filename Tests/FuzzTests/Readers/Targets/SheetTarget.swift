import Foundation

@testable import Workbook

extension FuzzTarget {
    /// Workbooks of others: a whole archive, and single parts, as a sheet and as styles.
    static let sheet = FuzzTarget("sheet") { _ in
        let sheet = WorkbookSheet(
            name: "台账", columns: [.init("受理日期", width: 10)],
            rows: [.init([.date(year: 2026, month: 1, day: 5)]), .init([.text("甲")])])
        let whole = try WorkbookWriter.bytes(of: [sheet], title: "台账", madeAt: 0)
        let parts = [
            """
            <worksheet><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c t="inlineStr"><is><t>乙</t></is></c></row>
            <row><c s="1"><v>46176.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c><f>A1</f></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:C2"/></mergeCells></worksheet>
            """,
            """
            <styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy\\-mm"/></numFmts><cellXfs><xf numFmtId="176"/>
            <xf numFmtId="14"/></cellXfs></styleSheet>
            """,
        ]
        return parts.map { Array($0.utf8) } + [Array(whole)]
    } run: { bytes in
        let data = Data(bytes)
        _ = try? WorkbookReader.sheets(in: data)
        let formats = (try? NumberFormats(data, part: "styles")) ?? NumberFormats()
        var left = 1_000
        let reader = SheetPart(strings: ["甲"], formats: formats, isFrom1904: bytes.count.isMultiple(of: 2))
        if let sheet = try? reader.read(data, part: "sheet", name: "", cellsLeft: &left) {
            let cells = sheet.cells.values.reduce(0) { $0 + $1.count }
            try FuzzFinding.expect(cells <= 1_000, "more cells than are allowed")
            try FuzzFinding.expect(
                sheet.cells.keys.allSatisfy { (0..<CellPlace.rowsMax).contains($0) }, "a row that no sheet has")
        }
    }
}
