import CaseFile
import Replication
import Testing

@Suite struct DeadlineTests {
    private static func day(_ text: String) -> CivilDate {
        guard let day = CivilDate(text) else { preconditionFailure("\(text) is no day") }
        return day
    }

    private static func rule(
        _ length: Int, _ unit: DeadlineRule.Unit = .day, roll: DeadlineRule.Roll = .stays, extensionMax: Int = 0
    ) -> DeadlineRule {
        DeadlineRule(
            id: "X", label: Label("办结", "Settled"), trigger: Label("受理", "it is accepted"), basis: "某规定",
            length: length,
            unit: unit, roll: roll, source: .county, extensionMax: extensionMax, warnDays: 3,
            validFrom: day("2000-01-01"))
    }

    @Test func aPeriodThatStandsStillHasNoEnd() {
        let suspension = DeadlineCourse.Suspension(first: Self.day("2026-04-10"), last: nil, reason: "等鉴定")
        let course = DeadlineCourse(start: Self.day("2026-04-01"), suspensions: [suspension])
        let deadline = Self.rule(30).deadline(course, .published)
        #expect(deadline.due == .suspended(since: suspension.first))
        #expect(deadline.day == nil && deadline.state(on: Self.day("2026-08-01")) == .suspended)
        // What was late before it stood still stays late.
        let late = Self.rule(5).deadline(course, .published)
        #expect(late.due == .on(Self.day("2026-04-06")))
        #expect(late.state(on: Self.day("2026-04-10")) == .overdue(days: 4))
    }

    @Test func onlyWhatWasApprovedCounts() {
        let rule = Self.rule(60, extensionMax: 30)
        let start = Self.day("2026-03-01")
        let asked = DeadlineCourse.Extension(length: 20, approvedBy: nil, reason: "案情复杂")
        let first = DeadlineCourse.Extension(length: 20, approvedBy: "王主任", reason: "案情复杂")
        let notYet = rule.deadline(DeadlineCourse(start: start, extensions: [asked]), .published)
        #expect(notYet.due == .on(Self.day("2026-04-30")) && notYet.remarks == [.notApproved(length: 20)])
        let twice = rule.deadline(DeadlineCourse(start: start, extensions: [first, first]), .published)
        #expect(twice.due == .on(Self.day("2026-05-30")))
        #expect(twice.remarks == [.beyondLimit(approved: 40, allowed: 30)])
        // Numbers that no sum can hold are an extension like any other that is too long.
        let huge = DeadlineCourse.Extension(length: .max, approvedBy: "王主任", reason: "")
        let bounded = rule.deadline(DeadlineCourse(start: start, extensions: [huge, huge]), .published)
        #expect(bounded.due == .on(Self.day("2026-05-30")))
    }

    @Test func whereTheCountyMovesAnEndItSaysFromWhere() {
        let course = DeadlineCourse(start: Self.day("2026-04-20"))
        let moved = Self.rule(15, roll: .moves).deadline(course, .published)
        #expect(moved.due == .on(Self.day("2026-05-06")))
        #expect(moved.remarks == [.moved(from: Self.day("2026-05-05"))])
        // Where it cannot be known, the earlier day counts.
        let unknown = Self.rule(15, roll: .moves).deadline(
            DeadlineCourse(start: Self.day("2026-12-20")), .published)
        #expect(unknown.due == .notBefore(Self.day("2027-01-04")) && unknown.remarks == [.unpublished(year: 2027)])
    }

    @Test func aNoticeThatComesLaterAnswers() {
        let rule = Self.rule(5, .workingDay)
        let course = DeadlineCourse(start: Self.day("2026-12-28"))
        #expect(rule.deadline(course, .published).due == .notBefore(Self.day("2027-01-02")))
        let notice = HolidayNotice(
            year: 2027,
            holidays: [.init("元旦", Self.day("2027-01-01")...Self.day("2027-01-03"), worked: [])])
        let later = WorkCalendar(HolidayNotice.published + [notice])
        #expect(rule.deadline(course, later).due == .on(Self.day("2027-01-05")))
    }

    @Test func ofTwoDatesTheEarlierCounts() {
        let rule = Self.rule(15)
        let deadlines = ["2026-03-05", "2026-03-02"].map {
            rule.deadline(DeadlineCourse(start: Self.day($0)), .published)
        }
        #expect(Deadline.counting(deadlines)?.day == Self.day("2026-03-17"))
        #expect(Deadline.counting([]) == nil)
        // One that stands still never hides one that runs.
        let still = rule.deadline(
            DeadlineCourse(
                start: Self.day("2026-01-01"),
                suspensions: [.init(first: Self.day("2026-01-02"), last: nil, reason: "")]), .published)
        #expect(Deadline.counting([still] + deadlines)?.day == Self.day("2026-03-17"))
    }

    @Test func howItStandsIsSaidDayByDay() {
        let deadline = Self.rule(10).deadline(DeadlineCourse(start: Self.day("2026-03-01")), .published)
        func state(_ text: String) -> Deadline.State { deadline.state(on: Self.day(text)) }
        #expect(state("2026-03-07") == .running(daysLeft: 4))
        #expect(state("2026-03-08") == .soon(daysLeft: 3))
        #expect(state("2026-03-11") == .today)
        #expect(state("2026-03-12") == .overdue(days: 1))
    }

    @Test func aPeriodFollowsTheEditionOfItsFirstDay() {
        func edition(_ length: Int, from: String, until: String? = nil) -> DeadlineRule {
            DeadlineRule(
                id: "LOCAL-7", label: Label("一般", "Ordinary"), trigger: Label("受理", "it is accepted"), basis: "本县规定",
                length: length, unit: .day, source: .county, validFrom: Self.day(from),
                validUntil: until.map { Self.day($0) })
        }
        let book = DeadlineRuleBook(
            DeadlineRuleBook.standard.rules + [
                edition(5, from: "2026-07-01"), edition(6, from: "2026-01-01", until: "2026-01-31"),
            ])
        func length(_ text: String) -> Int? { book.rule("LOCAL-7", on: Self.day(text))?.length }
        #expect(length("2025-12-31") == 7)
        #expect(length("2026-01-31") == 6)
        #expect(length("2026-02-01") == 7)
        #expect(length("2026-07-01") == 5)
        #expect(book.rule("XF-DONE", on: Self.day("2022-04-30")) == nil)
    }

    @Test func theRuleTheDayAndTheReasonStandBesideTheDate() throws {
        let rule = try #require(DeadlineRuleBook.standard.rule("XF-DONE", on: Self.day("2026-08-03")))
        let deadline = rule.deadline(DeadlineCourse(start: Self.day("2026-08-03")), .published)
        #expect(
            deadline.reasons(in: .zhHans) == [
                "信访事项办结：受理之日 2026-08-03 的次日起算，60 日。依据：信访工作条例第34条。",
                "最后一天是休假日，依法可能顺延到 2026-10-08；这里按较早的日子提醒。",
            ])
        #expect(deadline.reasons(in: .en)[0].contains("60 days from 2026-08-03"))
    }

    @Test func everyPublishedDayExists() {
        for notice in HolidayNotice.published {
            for holiday in notice.holidays {
                for day in holiday.worked {
                    #expect(day.isWeekend && WorkCalendar.published.kind(of: day) == .swapped(holiday.name))
                }
                #expect(WorkCalendar.published.kind(of: holiday.free.lowerBound) == .holiday(holiday.name))
                #expect(holiday.free.lowerBound.year == notice.year)
            }
        }
        // Free days of a year by the notices: with the weekends, 2026 has 248 days of work.
        #expect([2024, 2025, 2026].map(Self.workedDays) == [251, 248, 248])
        #expect(WorkCalendar.published.kind(of: Self.day("2027-03-01")) == nil)
    }

    private static func workedDays(_ year: Int) -> Int {
        var count = 0
        var date: CivilDate? = day("\(year)-01-01")
        while let day = date, day.year == year {
            if WorkCalendar.published.kind(of: day)?.isFree == false { count += 1 }
            date = day.adding(days: 1)
        }
        return count
    }
}
