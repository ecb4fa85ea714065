import Replication
import Testing

@Suite struct CivilDateTests {
    /// A calendar that only counts: next day, next month, next year, with the leap rule written out. The code under
    /// test computes with eras instead.
    private struct CountingCalendar {
        var year = 1900
        var month = 1
        var day = 1

        mutating func advance() {
            let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
    }

    /// 1 January 1900 is 25,567 days before 1970: 70 years of 365 days and 17 leap days (1904 … 1968).
    @Test func everyDayOfTwoCenturiesSurvivesItsNumberAndItsText() throws {
        var counted = CountingCalendar()
        var days = -25_567
        var before: CivilDate?
        var count = 0
        while counted.year <= 2100 {
            let date = try #require(CivilDate(year: counted.year, month: counted.month, day: counted.day))
            // One expectation for each day would be slow to report; a failing day names itself.
            let isRight =
                date.daysSince1970 == days && CivilDate(daysSince1970: days) == date
                && CivilDate(date.description) == date && before.map { $0 < date } ?? true
            if !isRight { Issue.record("\(date) is day \(days), not \(date.daysSince1970)") }
            before = date
            counted.advance()
            days += 1
            count += 1
        }
        #expect(count == 201 * 365 + 49)
        #expect(days == 47_847)
    }

    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2026, 6, 3, 20_607), (1, 1, 1, -719_162),
        (9999, 12, 31, 2_932_896),
    ])
    func knownDaysHaveTheirNumbers(year: Int, month: Int, day: Int, number: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.daysSince1970 == number)
        #expect(CivilDate(daysSince1970: number) == date)
    }

    @Test(arguments: [
        (2026, 2, 29), (2100, 2, 29), (1900, 2, 29), (2024, 2, 30), (2026, 4, 31), (2026, 6, 0), (2026, 0, 1),
        (2026, 13, 1), (2026, -1, 1), (2026, 1, 32), (0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (Int.max, Int.max, Int.max),
        (Int.min, Int.min, Int.min),
    ])
    func aDayThatDoesNotExistIsRefused(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [-719_163, 2_932_897, Int.min, Int.max])
    func aNumberOutsideTheYearsIsRefused(number: Int) {
        #expect(CivilDate(daysSince1970: number) == nil)
    }

    @Test(arguments: [
        "", "2026", "2026-06", "2026-6-3", "26-06-03", "2026-06-03 ", " 2026-06-03", "2026/06/03", "20260603",
        "2026-06-03T00:00", "2026-06-31", "2026-13-01", "+026-06-03", "2026--6-03", "2026-06-03-", "２０２６-06-03",
        "2026年06月03日", "-2026-06-03",
    ])
    func anotherFormOfTextIsRefused(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func textIsPaddedToItsWidth() {
        #expect(CivilDate(year: 9, month: 1, day: 2)?.description == "0009-01-02")
        #expect(CivilDate("0009-01-02") == CivilDate(year: 9, month: 1, day: 2))
    }
}
