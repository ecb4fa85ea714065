import CaseFile
import CaseWork
import Replication
import Testing

@Suite struct MeetingRhythmTests {
    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func days(_ rhythm: MeetingRhythm, _ from: String, _ until: String) throws -> [String] {
        rhythm.days(in: try day(from)...day(until)).map(\.description)
    }

    @Test func aWeeklySeriesMeetsOnItsDayOfTheWeekBetweenItsDates() throws {
        // 2026-06-01 is a Monday.
        let mondays = MeetingRhythm(
            day: 1, isMonthly: false, from: try day("2026-06-03"), until: try day("2026-06-22"))
        #expect(try days(mondays, "2026-05-01", "2026-07-31") == ["2026-06-08", "2026-06-15", "2026-06-22"])
        let sundays = MeetingRhythm(day: 7, isMonthly: false, from: try day("2026-06-01"))
        #expect(try days(sundays, "2026-06-01", "2026-06-14") == ["2026-06-07", "2026-06-14"])
        #expect(try days(sundays, "2026-06-08", "2026-06-13").isEmpty)
    }

    @Test func aMonthWithoutTheDayHasItsLast() throws {
        let last = MeetingRhythm(day: 31, isMonthly: true, from: try day("2028-01-31"))
        #expect(
            try days(last, "2028-01-01", "2028-04-30") == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"])
    }

    @Test(arguments: [
        // The National Day of 2026 is free from the 1st to the 7th, and the 10th is worked in exchange.
        (MeetingRhythm.Roll.stays, "2026-10-05", "2026-10-05" as String?), (.later, "2026-10-05", "2026-10-08"),
        (.earlier, "2026-10-05", "2026-09-30"), (.dropped, "2026-10-05", nil as String?),
        (.later, "2026-10-10", "2026-10-10"),
        (.later, "2026-10-11", "2026-10-12"), (.earlier, "2026-06-19", "2026-06-18"),
        // Nobody has published 2040: its weekends are free all the same.
        (.later, "2040-10-01", "2040-10-01"), (.later, "2040-10-06", "2040-10-08"),
    ])
    func aFreeDayGoesWhereTheSeriesSays(_ roll: MeetingRhythm.Roll, _ named: String, _ held: String?) throws {
        let rhythm = MeetingRhythm(day: 1, isMonthly: false, from: try day("2026-01-01"), roll: roll)
        #expect(rhythm.heldDay(of: try day(named), .published)?.description == held)
    }

    @Test func noDayIsNamedTwiceAndAllLieInTheRange() throws {
        var failures: [String] = []
        for isMonthly in [false, true] {
            for number in 1...31 where isMonthly || number <= 7 {
                let rhythm = MeetingRhythm(day: number, isMonthly: isMonthly, from: try day("2025-01-01"))
                let whole = rhythm.days(in: try day("2025-01-01")...day("2027-12-31"))
                let parts =
                    rhythm.days(in: try day("2025-01-01")...day("2026-02-14"))
                    + rhythm.days(in: try day("2026-02-15")...day("2027-12-31"))
                if whole != parts || whole != Set(whole).sorted() || whole.count != (isMonthly ? 36 : whole.count) {
                    failures.append("\(isMonthly) \(number)")
                }
                if !isMonthly, !(156...157).contains(whole.count) { failures.append("weekly \(number) \(whole.count)") }
            }
        }
        #expect(failures.isEmpty)
    }
}
