import Foundation
import Testing
import Workbook

/// What a person sees in the cells of a sheet is what is read, whoever wrote the file.
@Suite struct WorkbookReaderTests {
    private func sheet(_ parts: WorkbookParts) throws -> ReadSheet {
        let sheets = try WorkbookReader.sheets(in: parts.bytes())
        return try #require(sheets.first)
    }

    private func texts(_ sheet: ReadSheet) -> [[String]] {
        sheet.rowNumbers.map { row in
            let cells = sheet.cells[row] ?? [:]
            return cells.keys.sorted().map { cells[$0]?.text ?? "" }
        }
    }

    @Test func whatOurWriterWroteComesBack() throws {
        let rows: [[WorkbookCell]] = [
            [.text("362323198001010011"), .integer(12), .cents(123_450), .date(year: 2026, month: 2, day: 29 - 1)],
            [.text("=1+1"), .empty, .share(0.125), .text("两行\n文字")],
        ]
        let sheet = WorkbookSheet(
            name: "一", title: "标题", columns: (1...4).map { WorkbookSheet.Column("栏\($0)", width: 10) },
            rows: rows.map { WorkbookSheet.Row($0) })
        let bytes = try WorkbookWriter.bytes(of: [sheet], title: "标题", madeAt: 0)
        #expect(WorkbookReader.isWorkbook(bytes))
        let read = try #require(try WorkbookReader.sheets(in: bytes).first)
        #expect(read.name == "一")
        let found = texts(read)
        #expect(found.contains(["362323198001010011", "12", "1234.5", "2026-02-28"]))
        #expect(found.contains(["=1+1", "0.125", "两行\n文字"]))
    }

    @Test func stringsAreReadWithoutTheirPronunciation() throws {
        let read = try sheet(
            WorkbookParts(
                rows: """
                    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>丙</t></r><r><t>丁</t></r></is></c>
                    <c r="D1" t="str"><f>A1</f><v>戊</v></c><c r="E1" t="b"><v>1</v></c></row>
                    """,
                strings:
                    "<si><r><t>甲</t></r><r><t xml:space=\"preserve\"> 乙</t></r><rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh></si>"
            ))
        #expect(read.cells[0] == [0: .init("甲 乙"), 2: .init("丙丁"), 3: .init("戊"), 4: .init("是")])
    }

    @Test func cellsWithoutPlacesFollowOneAnother() throws {
        let read = try sheet(
            WorkbookParts(
                rows:
                    "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"
            ))
        #expect(read.cells == [0: [0: .init("1"), 1: .init("2")], 4: [1: .init("3")], 5: [0: .init("4")]])
    }

    @Test(arguments: [
        ("yyyy\\-mm\\-dd", "2026-06-03"), ("[$-804]aaaa;@", nil), ("yyyy\"年\"m\"月\"d\"日\";@", "2026-06-03"),
        ("\"d\"0", nil), ("[DBNum1]0", nil), ("m/d", "2026-06-03"), ("0.00_ ;[Red]\\-0.00\\ ", nil),
    ])
    func aNumberIsADateWhereItsFormatShowsOne(format: String, date: String?) throws {
        let escaped = format.replacingOccurrences(of: "\"", with: "&quot;")
        let read = try sheet(
            WorkbookParts(
                rows: "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46176</v></c></row>",
                styles: """
                    <numFmts><numFmt numFmtId="176" formatCode="\(escaped)"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                    <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>
                    """))
        #expect(read.cells[0]?[0]?.text == date ?? "46176")
    }

    @Test(arguments: [
        ("14", "46176", "", "2026-06-03"), ("31", "46176.5868", "", "2026-06-03 14:05"),
        ("57", "44714", "date1904=\"1\"", "2026-06-03"),
        ("14", "59", "", "59"), ("14", "46175.99999", "", "2026-06-03"), ("20", "46176", "", "46176"),
        ("14", "9999999", "", "9999999"),
        ("14", "45351", "", "2024-02-29"),
    ])
    func datesAreCountedAsTheFileCountsThem(style: String, value: String, properties: String, text: String) throws {
        let read = try sheet(
            WorkbookParts(
                rows: "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>\(value)</v></c></row>",
                styles: "<cellXfs><xf numFmtId=\"\(style)\"/></cellXfs>", properties: properties))
        #expect(read.cells[0]?[0]?.text == text)
    }

    @Test(arguments: [
        ("3.62323198001010E+17", "362323198001010000", ReadSheet.Doubt.digitsLost), ("0.30000000000000004", "0.3", nil),
        ("1234567", "1234567", nil), ("1E-7", "0.0000001", nil), ("13800138000", "13800138000", nil),
        ("#", "#", .error),
    ])
    func numbersAreReadAsTheyAreShown(value: String, text: String, doubt: ReadSheet.Doubt?) throws {
        let read = try sheet(WorkbookParts(rows: "<row r=\"1\"><c r=\"A1\"><v>\(value)</v></c></row>"))
        #expect(read.cells[0]?[0] == .init(text, doubt: doubt))
    }

    @Test func errorsAndFormulasWithoutResultsAreDoubtful() throws {
        let read = try sheet(
            WorkbookParts(rows: "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#REF!</v></c><c r=\"B1\"><f>SUM(A1)</f></c></row>")
        )
        #expect(read.cells[0] == [0: .init("#REF!", doubt: .error), 1: .init("", doubt: .notCalculated)])
    }

    @Test func mergedCellsAreTold() throws {
        let read = try sheet(
            WorkbookParts(
                rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
                merges:
                    "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"C1:A1\"/></mergeCells>"
            ))
        #expect(read.merges == [.init(rows: 0...0, columns: 0...2), .init(rows: 1...3, columns: 0...0)])
    }

    @Test func hiddenSheetsArePassedOver() throws {
        let parts = WorkbookParts(rows: "", state: "state=\"hidden\"")
        #expect(throws: WorkbookReadError.noSheet) { try WorkbookReader.sheets(in: parts.bytes()) }
    }

    @Test func oldAndProtectedFilesAreNamed() throws {
        #expect(throws: WorkbookReadError.oldOrProtected) {
            try WorkbookReader.sheets(in: Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        }
    }

    @Test func entitiesAreNotUnfolded() throws {
        var parts = WorkbookParts(rows: "")
        parts.parts[3].text = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>
            """
        #expect(throws: WorkbookReadError.damaged(part: "xl/worksheets/sheet1.xml", reason: "declares a document type"))
        {
            try WorkbookReader.sheets(in: parts.bytes())
        }
    }

    private func parts(_ sheet: [UInt8]) -> WorkbookParts {
        var parts = WorkbookParts(rows: "")
        parts.raw["xl/worksheets/sheet1.xml"] = sheet
        return parts
    }

    private func refusal(_ reason: String) -> WorkbookReadError {
        .damaged(part: "xl/worksheets/sheet1.xml", reason: reason)
    }

    /// Found by the fuzzer: the parser went on in another encoding, and trapped over a name that is no text.
    @Test func aNameThatIsNoTextIsAnError() throws {
        let bytes =
            Array("<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c><is><t>\u{4e59}</t></is><".utf8)
            + [UInt8](repeating: 0xFF, count: 8) + Array(">\n<row><c".utf8) + [0xA6] + Array(" t=\"e\"><v>#R".utf8)
        #expect(throws: refusal("is no text in UTF-8 or UTF-16")) {
            try WorkbookReader.sheets(in: parts(bytes).bytes())
        }
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func aPartMayBeInUTF16(_ encoding: String.Encoding) throws {
        func bytes(_ text: String) throws -> [UInt8] { Array(try #require("\u{FEFF}\(text)".data(using: encoding))) }
        let head = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
        let body = "<worksheet><sheetData><row><c t=\"str\"><v>乙</v></c></row></sheetData></worksheet>"
        #expect(try texts(sheet(parts(bytes(head + body)))) == [["乙"]])
        #expect(throws: refusal("declares a document type")) {
            try WorkbookReader.sheets(in: parts(bytes(head + "<!DOCTYPE x>" + body)).bytes())
        }
    }

    /// Whatever a declaration says, and however it is written: it is UTF-8.
    @Test(arguments: [" ", "\t", "\r\n"])
    func aDeclarationOfAnotherEncodingMeansNothing(_ space: String) throws {
        let text = """
            <?xml\(space)version="1.0"\(space)encoding="ISO-8859-1"?><worksheet><sheetData><row><c t="str"><v>乙</v></c></row>\
            </sheetData></worksheet>
            """
        #expect(try texts(sheet(parts(Array(text.utf8)))) == [["乙"]])
        #expect(try texts(sheet(parts([0xEF, 0xBB, 0xBF] + Array(text.utf8)))) == [["乙"]])
    }

    /// Behind however much that is nothing.
    @Test func aDocumentTypeIsFoundBehindALongComment() throws {
        let text = "<!--\(String(repeating: "-x", count: 4000))--><!DOCTYPE x><worksheet/>"
        #expect(throws: refusal("declares a document type")) {
            try WorkbookReader.sheets(in: parts(Array(text.utf8)).bytes())
        }
    }

    @Test func everyCutAndEveryFlippedByteIsAnErrorOrASheet() throws {
        let bytes = try WorkbookParts(
            rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", strings: "<si><t>甲</t></si>"
        ).bytes()
        for count in stride(from: 0, to: bytes.count, by: 7) {
            _ = try? WorkbookReader.sheets(in: bytes.prefix(count))
            var damaged = bytes
            damaged[damaged.startIndex + count] ^= 0x41
            _ = try? WorkbookReader.sheets(in: damaged)
        }
        #expect(throws: WorkbookReadError.self) { try WorkbookReader.sheets(in: bytes.prefix(40)) }
    }
}
