import CaseFile
import Foundation
import Replication
import Testing

@testable import CaseWork

/// Returns from a real store.
@Suite struct ReportReadingTests {
    private static let identity = "360899196403120010"
    private let key: CenterKey
    private let office: Office

    init() throws {
        key = try CenterKey()
        office = try Office.withVillage(key: key)
    }

    private func report(
        _ template: ReportTemplate, _ month: String = "2026-05", area: String? = nil, reveals: Bool = false
    ) throws -> Report {
        let period = try ReportPeriod(month: month, from: nil, to: nil, today: .first)
        return try office.look(as: key.key) { try $0.report(template, period, area: area, reveals: reveals) }
    }

    private func cell(_ report: Report, _ column: String, row: Int = 0) throws -> ReportCell {
        report.rows[row].cells[try #require(report.columns.firstIndex { $0.id == column })]
    }

    /// A case with a party, a visit, a demand, a follow-up and a supervision.
    @discardableResult
    private func tellStory() throws -> SavedRecord {
        let saved = try office.makeCase()
        let id = saved.key.id.description
        func draft(_ kind: String, _ local: String? = nil, _ fields: [(String, FieldValue)]) -> RecordEdit {
            .create(RecordDraft(kind: kind, localName: local, fields: fields))
        }
        _ = try office.write { writing in
            try writing.save(
                [
                    draft(
                        "person", "zou",
                        [
                            ("name", .string("邹某某")), ("identity", .string(Self.identity)),
                            ("phone", .string("13900001111")),
                        ]),
                    draft(
                        "case_party", nil,
                        [("case", .string(id)), ("person", .string("@zou")), ("side", .string("applicant"))]),
                    draft(
                        "visit", "v",
                        [
                            ("case", .string(id)), ("started", .string("2026-05-06 10:00")),
                            ("narrative", .string("背靠背说的话")),
                        ]),
                    draft(
                        "visit", nil, [("case", .string(id)), ("planned", .string("2026-05-20 10:00"))]),
                    draft(
                        "emotion", nil,
                        [
                            ("visit", .string("@v")), ("person", .string("@zou")),
                            ("self_before", .object([("score", .number(9))])),
                        ]),
                    draft(
                        "demand", nil,
                        [("case", .string(id)), ("text", .string("=赔偿 证号\(Self.identity)，电话13900001111"))]),
                    draft(
                        "supervision", nil,
                        [
                            ("case", .string(id)), ("issuer", .string("县委政法委")), ("on", .string("2026-05-08")),
                            ("items", .string("限期化解")), ("due", .object([("date", .string("2026-05-30"))])),
                        ]),
                ], in: Office.village)
        }
        return saved
    }

    @Test func aLedgerTellsWhatTheCaseFileSays() throws {
        let saved = try tellStory()
        let report = try report(.township)
        #expect(try cell(report, "village").text == "石仓村")
        #expect(try cell(report, "received").value == .date(CivilDate("2026-05-01") ?? .first))
        #expect(try cell(report, "source").text == "入户听诉")
        #expect(try cell(report, "party").text == "邹某某")
        #expect(try cell(report, "phone").text == "13900001111")
        #expect(try cell(report, "due").text == "2026-05-30")
        #expect(try cell(report, "supervision").text == "2026-05-08 县委政法委：限期化解")
        // Planned is not visited.
        #expect(try cell(report, "visits").value == .count(1))
        #expect(report.rows.count == 2 && report.rows[0].records.first == saved.key.id.description)
        let kinds = Set(report.sources.map(\.kind))
        #expect(kinds == ["case", "case_party", "person", "visit", "demand", "supervision"])
        #expect(try self.report(.prominent).rows.count == 2)
    }

    @Test func identityNumbersAreMaskedUntilTheyAreAskedForAlsoWithinTexts() throws {
        try tellStory()
        let masked = try report(.township)
        #expect(try cell(masked, "identity").text == "360899********0010")
        #expect(try cell(masked, "demands").text == "=赔偿 证号360899********0010，电话13900001111")
        for template in ReportTemplate.allCases {
            for form in ReportForm.allCases where form != .xlsx {
                let bytes = try form.bytes(of: report(template))
                #expect(bytes.range(of: Data(Self.identity.utf8)) == nil)
            }
        }
        #expect(try cell(report(.township, reveals: true), "identity").text == Self.identity)
    }

    @Test func feelingsNarrativesAndRestrictedScopesAreInNoReturn() throws {
        let saved = try tellStory()
        let team = ScopeID(rawValue: 0x5555)
        let draft = DirectoryDraft(codec: office.engine.codec, author: Office.zhang)
        try office.saveRaw(
            [
                draft.scope(
                    RecordID(rawValue: 0x77), number: team, area: Office.villageArea, purpose: "case_team")
            ], in: .directory)
        _ = try office.write { writing in
            try writing.create(
                RecordDraft(
                    kind: "visit",
                    fields: [
                        ("case", .string("\(saved.key.id)@\(saved.key.scope)")),
                        ("started", .string("2026-05-09 10:00")), ("narrative", .string("专班的话")),
                    ]), in: team)
        }
        for template in ReportTemplate.allCases {
            let text = String(decoding: try JSONEncoder().encode(report(template, reveals: true)), as: UTF8.self)
            #expect(!text.contains("背靠背说的话") && !text.contains("专班的话") && !text.contains("emotion"))
        }
        #expect(try cell(report(.township), "visits").value == .count(1))
    }

    @Test func aWithdrawnCaseIsInNoReturn() throws {
        let saved = try tellStory()
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: saved.key, reason: "重复登记")) }
        for template in ReportTemplate.allCases where template != .monthly {
            #expect(try report(template).rows.count == 1)
        }
        #expect(try report(.monthly).sources.isEmpty)
    }

    @Test func theMonthlyTableCountsEachDayInItsMonth() throws {
        let saved = try tellStory()
        _ = try office.write {
            try $0.correct(
                RecordCorrection(
                    record: saved.key,
                    fields: [("substantive_end", .object([("on", .string("2026-06-10"))]))]))
        }
        func figures(_ month: String) throws -> [String] {
            let report = try report(.monthly, month)
            return report.rows.prefix(5).map { $0.cells[5...].map(\.text).joined(separator: " ") }
        }
        #expect(try figures("2026-05") == ["1 1 1", "1 1 1", "100.0% 100.0% 100.0%", "0 0 0", "0.0% 0.0% 0.0%"])
        #expect(try figures("2026-06") == ["0 0 1", "0 0 1", "— — 100.0%", "1 1 1", "— — 100.0%"])
        #expect(try figures("2026-04") == ["0 0 0", "0 0 0", "— — —", "0 0 0", "— — —"])
    }

    @Test func anAreaWithoutRecordsAndAnUnknownOneAreRefused() throws {
        try tellStory()
        #expect(try report(.events, area: "石仓村").rows.count == 2)
        #expect(throws: CaseWorkError.self) { try report(.events, area: "没有的村") }
    }

    @Test func twoThousandCasesAreAllThere() throws {
        let lines = (1...2000).map { number in
            let day = number % 28 + 1
            return #"{"kind":"case","key":"c\#(number)","fields":{"title":"纠纷\#(number)","code":"永丰-\#(number)","#
                + #""source":"home_visit","stage":"handling","people_count":\#(number % 600 + 1),"#
                + #""first_received":{"name":"张","at":"2026-05-\#(day < 10 ? "0" : "")\#(day) 09:00"}}}"#
        }
        _ = try office.importLines(lines.joined(separator: "\n") + "\n")
        let ledger = try report(.township)
        #expect(ledger.rows.count == 2001 && ledger.rows.last?.cells[1].text == "2000件")
        let people = (1...2000).reduce(0) { $0 + $1 % 600 + 1 }
        #expect(try cell(ledger, "people", row: 2000).value == .integer(Int64(people)))
        #expect(try ReportForm.xlsx.bytes(of: ledger).count > 100_000)
        let monthly = try report(.monthly)
        #expect(monthly.rows[0].cells[6].value == .count(2000) && monthly.rows[0].cells[6].records.count == 2000)
        #expect(try ReportForm.xlsx.bytes(of: monthly).starts(with: [0x50, 0x4B]))
    }
}
