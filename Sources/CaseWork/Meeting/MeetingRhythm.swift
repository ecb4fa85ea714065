public import CaseFile
public import Replication

/// On which days a series meets, as its record says it, and where a day goes that nobody works.
///
/// The days by the series are a function of the series alone: every machine names them alike, whatever calendar it holds.
/// Where such a day is moved to depends on the holidays that the county has published, and is asked anew each time.
public struct MeetingRhythm: Hashable, Sendable {
    /// What becomes of a meeting whose day nobody works.
    public enum Roll: String, Hashable, Sendable {
        case stays
        case later
        case earlier
        case dropped
    }

    /// 1 for Monday to 7 for Sunday, else a day of the month; a month that lacks it has its last day.
    public let day: Int
    public let isMonthly: Bool
    public let from: CivilDate
    /// Nil while it goes on.
    public let until: CivilDate?
    public let roll: Roll

    public init(day: Int, isMonthly: Bool, from: CivilDate, until: CivilDate? = nil, roll: Roll = .stays) {
        self.day = day
        self.isMonthly = isMonthly
        self.from = from
        self.until = until
        self.roll = roll
    }

    /// The days by the series that lie in `range`, rising.
    public func days(in range: ClosedRange<CivilDate>) -> [CivilDate] {
        let first = max(range.lowerBound, from)
        let last = until.map { min(range.upperBound, $0) } ?? range.upperBound
        guard first <= last else { return [] }
        return isMonthly ? monthDays(first, last) : weekDays(first, last)
    }

    /// Whether the series itself names this day.
    public func names(_ day: CivilDate) -> Bool { days(in: day...day) == [day] }

    /// The day on which the meeting of a day by the series is held; nil where it is not.
    ///
    /// A year whose holidays nobody has published yet has its weekends only (`WorkCalendar.isPublished`).
    public func heldDay(of day: CivilDate, _ calendar: WorkCalendar) -> CivilDate? {
        func isFree(_ day: CivilDate) -> Bool { calendar.kind(of: day)?.isFree ?? day.isWeekend }
        guard isFree(day), roll != .stays else { return day }
        guard roll != .dropped else { return nil }
        var moved = day
        for _ in 0..<Self.freeDaysMax {
            moved = moved.offset(roll == .later ? 1 : -1)
            if !isFree(moved) { return moved }
        }
        return day
    }

    /// No notice has made so many days in a row free; a wrong one must not be searched to the end of time.
    private static let freeDaysMax = 31

    private func weekDays(_ first: CivilDate, _ last: CivilDate) -> [CivilDate] {
        guard (1...7).contains(day) else { return [] }
        var days: [CivilDate] = []
        var next = first.offset((day - 1 - first.weekday + 7) % 7)
        while next <= last {
            days.append(next)
            guard let later = next.adding(days: 7) else { break }
            next = later
        }
        return days
    }

    private func monthDays(_ first: CivilDate, _ last: CivilDate) -> [CivilDate] {
        var days: [CivilDate] = []
        var month = CivilDate(year: first.year, month: first.month, day: 1)
        while let start = month, start <= last {
            let length = CivilDate.days(inMonth: start.month, ofYear: start.year)
            if let meeting = CivilDate(year: start.year, month: start.month, day: min(max(1, day), length)),
                first <= meeting, meeting <= last
            {
                days.append(meeting)
            }
            month = start.adding(months: 1)
        }
        return days
    }
}
