public import Replication

/// Which days are worked, as far as the State Council has published it.
///
/// A year without its notice has no answer: guessing one would make a date that nobody can be held to
/// (DOMAIN.md section 3).
public struct WorkCalendar: Hashable, Sendable {
    /// Looked up; never iterated.
    private var special: [CivilDate: DayKind] = [:]
    /// Years whose notice is here, rising.
    public private(set) var years: [Int]

    /// A later notice of a year replaces the earlier one of that year.
    public init(_ notices: [HolidayNotice]) {
        let newest = Dictionary(notices.map { ($0.year, $0) }, uniquingKeysWith: { _, later in later })
        years = newest.keys.sorted()
        for holiday in years.compactMap({ newest[$0] }).flatMap(\.holidays) {
            var day: CivilDate? = holiday.free.lowerBound
            while let free = day, free <= holiday.free.upperBound {
                special[free] = .holiday(holiday.name)
                day = free.adding(days: 1)
            }
            for day in holiday.worked { special[day] = .swapped(holiday.name) }
        }
    }

    /// Whether the notice of the year is here.
    public func isPublished(_ year: Int) -> Bool { years.contains(year) }

    /// What the day is; nil in a year without a notice, but for days that the notice of a neighbouring year names.
    public func kind(of day: CivilDate) -> DayKind? {
        if let kind = special[day] { return kind }
        guard isPublished(day.year) else { return nil }
        return day.isWeekend ? .weekend : .working
    }
}

extension CivilDate {
    /// So many days later, or earlier where negative; nil outside the years 1–9999.
    public func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
        return overflow ? nil : CivilDate(daysSince1970: sum)
    }

    /// The corresponding day so many months later, or the last of that month where it has no such day; nil outside the
    /// years 1–9999.
    ///
    /// Source: 民法典 art. 202.
    public func adding(months: Int) -> CivilDate? {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, sum >= 12 else { return nil }
        let (newYear, newMonth) = (sum / 12, sum % 12 + 1)
        let last = CivilDate.days(inMonth: newMonth, ofYear: newYear)
        return CivilDate(year: newYear, month: newMonth, day: min(day, last))
    }

    /// Whether it is a Saturday or a Sunday; 1 January 1970 was a Thursday.
    public var isWeekend: Bool {
        let weekday = (daysSince1970 % 7 + 10) % 7
        return weekday == 5 || weekday == 6
    }
}
