public import Replication

/// When something is due, and everything that has to be said beside the date.
public struct Deadline: Hashable, Sendable {
    /// What the date is.
    public enum Due: Hashable, Sendable {
        case on(CivilDate)
        /// Some year has no published calendar: not before this day. It counts as if it were the day, since the earlier
        /// one does.
        case notBefore(CivilDate)
        /// The period stands still since this day.
        case suspended(since: CivilDate)
        /// Beyond the years that dates have.
        case never
    }

    /// What does not count, or cannot be known.
    public enum Remark: Hashable, Sendable {
        /// An extension that nobody has approved.
        case notApproved(length: Int)
        /// More was approved than the rule allows; only that much counts.
        case beyondLimit(approved: Int, allowed: Int)
        /// The holidays of this year are not published.
        case unpublished(year: Int)
        /// Nobody works on the last day; the law may move the end to this day.
        case mayMove(to: CivilDate)
        /// It did move, by the county's rule, from this day.
        case moved(from: CivilDate)
    }

    /// How it stands on a day.
    public enum State: Hashable, Sendable {
        case running(daysLeft: Int)
        case soon(daysLeft: Int)
        case today
        case overdue(days: Int)
        case suspended
    }

    public let rule: DeadlineRule
    public let course: DeadlineCourse
    public let due: Due
    public let remarks: [Remark]

    /// The day to go by: the date, or the earliest that it can be; nil while the period stands still.
    public var day: CivilDate? {
        switch due {
        case .on(let day), .notBefore(let day): day
        case .suspended, .never: nil
        }
    }

    public func state(on today: CivilDate) -> State {
        let day: CivilDate
        switch due {
        case .on(let date), .notBefore(let date): day = date
        case .suspended: return .suspended
        case .never: return .running(daysLeft: .max)
        }
        let left = day.daysSince1970 - today.daysSince1970
        if left < 0 { return .overdue(days: -left) }
        if left == 0 { return .today }
        return left <= rule.warnDays ? .soon(daysLeft: left) : .running(daysLeft: left)
    }

    /// Of several that are said of one thing, the one that counts: the earliest. Nil for none.
    ///
    /// Where two people recorded different days of receipt, nobody may be late because of the later one.
    public static func counting(_ deadlines: [Deadline]) -> Deadline? {
        deadlines.enumerated().min { left, right in
            (left.element.day?.daysSince1970 ?? .max, left.offset)
                < (right.element.day?.daysSince1970 ?? .max, right.offset)
        }?.element
    }
}
