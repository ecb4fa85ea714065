import CaseFile
import CaseStore
import Replication

/// What a list holds: a range seen from a day, with the days that count.
struct DueWindow {
    let range: DueRange
    let days: ClosedRange<CivilDate>
    let today: CivilDate

    func holds(_ deadline: Deadline?) -> Bool {
        guard let deadline else { return range.showsUnclear }
        guard let day = deadline.day else { return range == .all }
        if range == .warned, case .running = deadline.state(on: today) { return false }
        return days.contains(day)
    }
}

extension CaseReading {
    /// What runs under rules and may be over by a day. Those of one rule and one first day end together, and are counted
    /// once for all; the others are looked at one by one.
    struct Running {
        private let groups: [(group: CourseGroup, deadline: Deadline?)]
        private let others: [DueView]
        private let today: CivilDate
        private let selection: DueSelection

        init(_ reading: CaseReading, until end: CivilDate, on today: CivilDate, _ selection: DueSelection) throws {
            let (book, calendar) = (reading.directory.deadlines.book, reading.directory.deadlines.calendar)
            let latest = end == .last ? [] : book.ids.map { ($0, book.latestStart($0, endingBy: end)) }
            groups = try reading.queries.courseGroups(since: end, latest: latest, selection).map { group in
                let rule = book.rule(group.rule, on: group.start)
                return (group, rule?.deadline(DeadlineCourse(start: group.start), calendar))
            }
            others = try reading.queries.courses(since: end, latest: latest, selection, isPlain: false).map {
                try reading.runningView($0, on: today)
            }
            self.today = today
            self.selection = selection
        }

        func count(_ window: DueWindow) -> Int {
            groups.reduce(0) { $0 + (window.holds($1.deadline) ? $1.group.count : 0) }
                + others.count { window.holds($0.deadline) }
        }

        /// Those that the window holds, at least the first `limit` of them, and how many there are.
        func views(
            _ window: DueWindow, _ reading: CaseReading, limit: Int
        ) throws -> (views: [DueView], count: Int) {
            var views = others.filter { window.holds($0.deadline) }
            func order(_ entry: (group: CourseGroup, deadline: Deadline?)) -> (CivilDate, String) {
                (entry.deadline?.day ?? entry.group.start, entry.group.rule)
            }
            let wanted = groups.filter { window.holds($0.deadline) }.sorted { order($0) < order($1) }
            let count = wanted.reduce(views.count) { $0 + $1.group.count }
            var taken = 0
            var last: CivilDate?
            for (group, deadline) in wanted {
                let day = deadline?.day ?? group.start
                // A day is taken whole: within it other things than the first day decide the order.
                if taken >= limit, day != last { break }
                views += try reading.queries.courses(in: group, selection).map { DueView($0, deadline, on: today) }
                taken += group.count
                last = day
            }
            return (views, count)
        }
    }
}
