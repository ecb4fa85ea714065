import CaseFile
import Foundation
import Replication
import SwiftCSV
import Testing
import Workbook

@testable import CaseWork

@Suite struct ReportFileTests {
    /// Texts that a spreadsheet would take for something else, or that an encoding might lose.
    private static let texts = [
        "=1+1", "=cmd|' /C calc'!A0", "+86 139", "-5", "@SUM(A1)", "＝1", "\t=1", "\r=1", "\n=1", "'quoted", "a,b",
        "say \"so\"",
        " spaced ", "two\nlines", "two\r\nlines", "360899196403120010", "36089919640312001X", "13900001111",
        "07961234567",
        "0", "00", "12", "1234567890123", "永丰-001", "阿·卜杜拉", "㐂𠮷龘𪚥", "😀", "€ ǹ ḿ", "", "'", "合计",
    ]

    private func report(_ texts: [String]) -> Report {
        Report(
            template: "events", title: "清单", subtitle: "六月",
            columns: [.init("a", "文字", width: 10), .init("b", "数,目", width: 10)],
            rows: texts.map { .init([.text($0), ReportCell(.integer(-3))], records: []) }, footer: "签发人：", notes: [],
            sources: [], madeAt: 1_780_275_600_000)
    }

    @Test func aCSVFileGivesBackWhatWasWritten() throws {
        for form in [ReportForm.csv, .csvGB18030] {
            let bytes = try form.bytes(of: report(Self.texts))
            let text =
                try form == .csv
                ? #require(String(data: bytes.dropFirst(3), encoding: .utf8)) : #require(GB18030.text(of: bytes))
            #expect(text.hasSuffix("\r\n") && !text.hasPrefix("\u{FEFF}"))
            let rows = try CSV<Enumerated>(string: text, loadColumns: false)
            #expect(rows.header == ["文字", "数,目"])
            // The reader of the library makes LF of every end of a line within a cell.
            let back = rows.rows.map { row in row[0].hasPrefix("'") ? String(row[0].dropFirst()) : row[0] }
            func plain(_ text: String) -> String { text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") }
            #expect(back.map(plain) == Self.texts.map(plain))
            #expect(rows.rows.allSatisfy { $0[1] == "-3" })
        }
        #expect(try ReportForm.csv.bytes(of: report([])).starts(with: [0xEF, 0xBB, 0xBF]))
    }

    @Test func noTextOfACSVFileIsAFormulaOrALongNumber() throws {
        for text in Self.texts {
            let harmless = ReportCSV.harmless(text)
            if let first = harmless.unicodeScalars.first {
                #expect(!"=+-@＝＋－＠\t\r\n".unicodeScalars.contains(first), "\(text)")
            }
            let isNumber = !harmless.isEmpty && harmless.utf8.allSatisfy { (0x30...0x39).contains($0) }
            if isNumber { #expect(Int64(harmless).map { "\($0)" } == text && text.count <= 11) }
        }
        #expect(ReportCSV.harmless("360899196403120010") == "'360899196403120010")
        #expect(ReportCSV.harmless("13900001111") == "13900001111")
        #expect(ReportCSV.harmless("永丰-001") == "永丰-001")
    }

    /// Also the characters that GBK lacks; a code point that would come back as another is refused by the line that has it.
    @Test func gb18030LosesNothing() throws {
        for scalar in stride(from: UInt32(0x20), through: 0x2FA1D, by: 7).compactMap(Unicode.Scalar.init) {
            let text = "x\(Character(scalar))"
            guard scalar.properties.generalCategory != .privateUse else { continue }
            let bytes = try GB18030.bytes(of: text)
            #expect(GB18030.text(of: bytes)?.unicodeScalars.last == scalar)
        }
        #expect(try GB18030.bytes(of: "听𠮷😀") == Data([0xCC, 0xFD, 0x95, 0x34, 0xB2, 0x35, 0x94, 0x39, 0xFC, 0x36]))
        #expect(throws: ReportError.notInGB18030("坏\u{E5E5},-3")) {
            try ReportForm.csvGB18030.bytes(of: report(["好", "坏\u{E5E5}"]))
        }
    }

    @Test func aWorkbookIsMadeOfAnyTextAndTheSameFiguresMakeTheSameFile() throws {
        let long = String(repeating: "长文字，", count: 12_000)
        let report = report(Self.texts + [long, "\u{1}控制\u{B}", "_x0041_"])
        let bytes = try ReportForm.xlsx.bytes(of: report)
        #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
        #expect(try ReportForm.xlsx.bytes(of: report) == bytes)
    }

    @Test func aSheetThatCannotBeIsRefused() {
        let sheet = WorkbookSheet(name: "a[b]", columns: [], rows: [])
        #expect(throws: WorkbookError.self) { try WorkbookWriter.bytes(of: [sheet], title: "x", madeAt: 0) }
    }

    @Test func aReportSurvivesItsJSON() throws {
        var sample = SampleFacts(seed: 4)
        let content = Ledger.township(.june).content(of: sample.cases(20))
        let report = Report(
            template: "township", title: "t", subtitle: "s", columns: content.columns, rows: content.rows, footer: "",
            notes: content.notes, sources: content.sources, madeAt: 1)
        #expect(try JSONDecoder().decode(Report.self, from: JSONEncoder().encode(report)) == report)
    }
}
