import Replication

extension DeadlineRule {
    /// When a period under this rule ends.
    ///
    /// The day it began is not counted. Days of a suspension are not counted. A period of months ends on the
    /// corresponding day, and then later by the days on which it stood still.
    ///
    /// Source: 民法典 arts. 201–203.
    public func deadline(_ course: DeadlineCourse, _ calendar: WorkCalendar) -> Deadline {
        var remarks: [Deadline.Remark] = []
        let more = approvedLength(course, &remarks)
        if let suspension = course.suspensions.filter({ $0.last == nil }).min(by: { $0.first < $1.first }) {
            // Over before it began to stand still: what is late stays late.
            let whole = DeadlineCourse(
                start: course.start, extensions: course.extensions,
                suspensions: course.suspensions.filter { $0.last != nil })
            let ended = deadline(whole, calendar)
            if let day = ended.day, day < suspension.first {
                return Deadline(rule: self, course: course, due: ended.due, remarks: ended.remarks)
            }
            return Deadline(
                rule: self, course: course, due: .suspended(since: suspension.first), remarks: remarks)
        }
        let count = Count(course: course, calendar: calendar)
        var missing: Set<Int> = []
        let end =
            switch unit {
            case .day: count.days(length + more, from: course.start)
            case .workingDay: count.workingDays(length + more, from: course.start, &missing)
            case .month: count.months(length, andDays: more, from: course.start)
            }
        remarks += missing.sorted().map { .unpublished(year: $0) }
        guard let end else { return Deadline(rule: self, course: course, due: .never, remarks: remarks) }
        guard missing.isEmpty else {
            return Deadline(rule: self, course: course, due: .notBefore(end), remarks: remarks)
        }
        return rolled(end, course, calendar, remarks)
    }

    /// Approved extensions, no more than the rule allows.
    private func approvedLength(_ course: DeadlineCourse, _ remarks: inout [Deadline.Remark]) -> Int {
        var approved = 0
        for item in course.extensions where item.length > 0 {
            if item.approvedBy == nil {
                remarks.append(.notApproved(length: item.length))
            } else {
                approved = approved.addingReportingOverflow(item.length).partialValue
            }
        }
        guard approved > extensionMax || approved < 0 else { return approved }
        remarks.append(.beyondLimit(approved: approved, allowed: extensionMax))
        return extensionMax
    }

    private func rolled(
        _ end: CivilDate, _ course: DeadlineCourse, _ calendar: WorkCalendar, _ remarks: [Deadline.Remark]
    ) -> Deadline {
        func result(_ due: Deadline.Due, _ remark: Deadline.Remark? = nil) -> Deadline {
            Deadline(rule: self, course: course, due: due, remarks: remarks + (remark.map { [$0] } ?? []))
        }
        guard roll != .stays else { return result(.on(end)) }
        var day = end
        while true {
            guard let kind = calendar.kind(of: day) else {
                // Without the notice even a weekday may be free, and a Sunday worked.
                return result(roll == .moves ? .notBefore(end) : .on(end), .unpublished(year: day.year))
            }
            guard kind.isFree else { break }
            guard let next = day.adding(days: 1) else { return result(.on(end)) }
            day = next
        }
        guard day != end else { return result(.on(end)) }
        return roll == .moves ? result(.on(day), .moved(from: end)) : result(.on(end), .mayMove(to: day))
    }
}

/// Counts days behind a day, passing over those on which the period stood still.
private struct Count {
    let course: DeadlineCourse
    let calendar: WorkCalendar

    private func isSuspended(_ day: CivilDate) -> Bool { course.suspensions.contains { $0.covers(day) } }

    func days(_ length: Int, from start: CivilDate) -> CivilDate? { step(length, from: start) { _ in true } }

    /// A day whose year is not published counts as worked: so no day can be earlier than the answer.
    func workingDays(_ length: Int, from start: CivilDate, _ missing: inout Set<Int>) -> CivilDate? {
        var years: Set<Int> = []
        let end = step(length, from: start) { day in
            guard let kind = calendar.kind(of: day) else {
                years.insert(day.year)
                return true
            }
            return !kind.isFree
        }
        missing = years
        return end
    }

    func months(_ length: Int, andDays more: Int, from start: CivilDate) -> CivilDate? {
        guard let corresponding = start.adding(months: length) else { return nil }
        let length = corresponding.daysSince1970 - start.daysSince1970
        return days(length + more, from: start)
    }

    private func step(_ length: Int, from start: CivilDate, counts: (CivilDate) -> Bool) -> CivilDate? {
        var day = start
        var left = length
        while left > 0 {
            guard let next = day.adding(days: 1) else { return nil }
            day = next
            if !isSuspended(day), counts(day) { left -= 1 }
        }
        return day
    }
}
