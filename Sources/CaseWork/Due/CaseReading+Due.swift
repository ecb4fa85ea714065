import CaseFile
public import CaseStore
public import Replication

/// A list of what is due, with the number of all that it stands for.
public struct DueList: Sendable {
    /// The earliest first; no more than was asked for.
    public let views: [DueView]
    public let count: Int
}

/// How many things are late, and how many come.
public struct DueCounts: Hashable, Sendable {
    public let overdue: Int
    public let today: Int
    public let week: Int

    public init(overdue: Int, today: Int, week: Int) {
        self.overdue = overdue
        self.today = today
        self.week = week
    }
}

extension CaseReading {
    /// What is open in a range of days, the earliest first: the one source of every list, page and calendar of dates.
    ///
    /// Days that people agreed on come from one table and what runs under a rule from another, because the end of the
    /// latter depends on the directory: a county's new rule moves it without any change of the records.
    public func due(
        on today: CivilDate, _ range: DueRange, _ selection: DueSelection = DueSelection(),
        limit: Int = CaseQueries.limitDefault
    ) throws -> DueList {
        let book = directory.deadlines.book
        let warnings = book.ids.map { ($0, book.rule($0, on: today)?.warnDays ?? 0) }
        let days = range.days(on: today, warnDays: warnings.map(\.1).max() ?? 0)
        let latest = range == .warned ? warnings.map { (rule: $0, day: today.offset($1)) } : []
        let wanted = DueWindow(range: range, days: days, today: today)
        let agreed = try queries.dueDays(days, latest: latest, selection, limit: limit).map { view($0, on: today) }
        let agreedCount = agreed.count < limit ? agreed.count : try queries.dueDayCount(days, latest: latest, selection)
        let running = try Running(self, until: days.upperBound, on: today, selection)
        let (courses, courseCount) = try running.views(wanted, self, limit: limit)
        let views = (agreed + courses).sorted { $0.order < $1.order }
        return DueList(views: Array(views.prefix(limit)), count: agreedCount + courseCount)
    }

    /// What is overdue or due within `days` days; the earliest first.
    public func due(on today: CivilDate, within days: Int, in scopes: [ScopeID]? = nil) throws -> [DueView] {
        try due(on: today, .within(days: days), DueSelection(scopes: scopes)).views
    }

    /// How many things are overdue, due today, and due this week with today.
    public func dueCounts(on today: CivilDate, _ selection: DueSelection = DueSelection()) throws -> DueCounts {
        let week = DueRange.week.days(on: today, warnDays: 0)
        let running = try Running(self, until: week.upperBound, on: today, selection)
        func count(_ range: DueRange) throws -> Int {
            let days = range.days(on: today, warnDays: 0)
            return try queries.dueDayCount(days, selection)
                + running.count(DueWindow(range: range, days: days, today: today))
        }
        return DueCounts(overdue: try count(.overdue), today: try count(.today), week: try count(.week))
    }

    /// One thing of a record, as it stands on a day; nil where nothing of it is open. Of several periods that one step
    /// started, the one of `rule`, else the one that ends first.
    public func due(of key: RecordKey, rule: String? = nil, on today: CivilDate) throws -> DueView? {
        let selection = DueSelection(scopes: [key.scope])
        let items =
            try queries.dueDays(.first...(.last), selection, limit: .max) + queries.courses(since: .last, selection)
        return try items.filter { $0.key == key && (rule == nil || $0.rule == rule) }
            .map { try runningView($0, on: today) }.min { $0.order < $1.order }
    }

    func runningView(_ item: DueItem, on today: CivilDate) throws -> DueView {
        guard !item.isPlain, let record = try merged(item.key) else { return view(item, on: today) }
        return DueView(
            item, deadline(item.key.kind, rules: [item.rule], starts: [item.start], record.values(of:)), on: today)
    }

    func view(_ item: DueItem, on today: CivilDate) -> DueView {
        let rule = directory.deadlines.book.rule(item.rule, on: item.start)
        let deadline = rule?.deadline(DeadlineCourse(start: item.start), directory.deadlines.calendar)
        return DueView(item, deadline, on: today)
    }
}
