import CaseFile
import Replication
import Testing

@testable import CaseWork

@Suite struct ReportPeriodTests {
    private let today = CivilDate("2026-06-03") ?? .first

    private func period(_ month: String? = nil, from: String? = nil, to: String? = nil) throws -> String {
        let period = try ReportPeriod(month: month, from: from, to: to, today: today)
        return "\(period.first)–\(period.last)"
    }

    @Test func aMonthIsReadAsPeopleWriteIt() throws {
        for text in ["2026-02", "2026年2月", "202602", "２０２６-０２", " 2026/2 "] {
            #expect(try period(text) == "2026-02-01–2026-02-28", "\(text)")
        }
        #expect(try period("2024-02") == "2024-02-01–2024-02-29")
        #expect(try period() == "2026-06-01–2026-06-30")
        #expect(try period(" ") == "2026-06-01–2026-06-30")
    }

    @Test func daysAreReadAsPeopleWriteThem() throws {
        #expect(try period(from: "2026.4.1", to: "2026年6月30日") == "2026-04-01–2026-06-30")
        #expect(try period(from: "2026-05-11") == "2026-05-11–2026-06-03")
        #expect(try period(to: "2026-05-20") == "2026-05-01–2026-05-20")
        #expect(try period(from: "2026-06-03", to: "2026-06-03") == "2026-06-03–2026-06-03")
    }

    @Test func whatIsNoPeriodIsRefusedByName() {
        for text in ["2026-13", "六月", "2026", "20266", "2026-06-01", "2026-0x", "99999999-1"] {
            #expect(throws: ReportError.badMonth(text)) { try period(text) }
        }
        #expect(throws: ReportError.badDay("2026-02-30")) { try period(from: "2026-02-30") }
        #expect(throws: ReportError.periodEndsBeforeItBegins("2026-06-04", "2026-06-03")) {
            try period(from: "2026-06-04")
        }
        #expect(throws: ReportError.badMonth("2026-06")) { try period("2026-06", from: "2026-06-01") }
        #expect(ReportError.badMonth("x").label.zhHans.contains("x"))
    }

    @Test func theNameOfAPeriodFitsAFile() throws {
        #expect(try ReportPeriod(month: "2026-06", from: nil, to: nil, today: today).fileName == "2026-06")
        #expect(
            try ReportPeriod(month: nil, from: "2026-06-01", to: nil, today: today).fileName == "2026-06-01_2026-06-03")
    }
}
