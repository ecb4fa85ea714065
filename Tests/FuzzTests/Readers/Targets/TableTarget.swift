import CaseFile
import Foundation

@testable import CaseWork

extension FuzzTarget {
    /// Files that are imported: tables of areas and of people, ledgers, and lines of JSON.
    static let table = FuzzTarget("table") { _ in
        [
            "\u{FEFF}code,name,parent\n360825,永丰县,\n360825105,\"藤田,镇\",360825\n", "姓名;电话\n'张三;13800138000\n\n",
            "a\tb\n\"x\n\"\"y\"\t2\n", #"{"kind":"case","key":"A-1","fields":{"code":"A-1","next":{"step":"上门"}}}"#,
            "矛盾纠纷台账,,,\n序号,受理日期,当事人,\n,,姓名,联系电话\n1,2026年1月5日,张三等3人,１３８\n合计,,,\n填报人：李四,,,\n",
            #"{"op":"correct","kind":"visit","record":"@A-1","fields":{"narrative":["x"]},"reason":"r"}"#,
        ].map { Array($0.utf8) }
    } run: { bytes in
        if let table = try? ListTable(Data(bytes)) {
            try FuzzFinding.expect(
                table.rows.count <= CSVTable.linesMax && table.rows.allSatisfy { $0.line > 0 }, "a row without a line")
            try FuzzFinding.expect(
                table.rows.allSatisfy { $0.cells.keys.allSatisfy(table.header.indices.contains) }, "a cell is nowhere")
            let columns = table.header.compactMap(PersonColumn.named)
            if columns.count == table.header.count { for row in table.rows { _ = PersonRow(row, columns) } }
        }
        for grid in (try? SheetGrid.read(Data(bytes))) ?? [] {
            guard let head = try? LedgerHead.find(in: grid, LedgerMapping(), .current) else { continue }
            let rows = LedgerRows(grid, head)
            let cases = rows.groups.map { LedgerCase($0, head, [], .current) }
            try FuzzFinding.expect(
                cases.count + rows.passed.count <= grid.rows.count, "a ledger has more rows than were written")
        }
        _ = try? LedgerMapping(Data(bytes), .current)
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(8).enumerated() {
            if case .success(let read) = ImportLine.read(String(line), line: index + 1) {
                try FuzzFinding.expect(read.line == index + 1, "a line has another number")
            }
        }
    }
}
