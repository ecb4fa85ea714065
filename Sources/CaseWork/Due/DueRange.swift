import CaseFile
import Replication

/// How much of what is due a list shows.
public enum DueRange: Hashable, Sendable {
    case overdue
    case today
    /// From today to the end of Sunday.
    case week
    /// What is overdue, and what is due within so many days.
    case within(days: Int)
    /// What is overdue, and what its rule wants to be called to mind by now.
    case warned
    /// Everything that is open, also what has no date.
    case all

    /// The days that count, seen from `today`; `warnDays` is how early the earliest rule warns.
    func days(on today: CivilDate, warnDays: Int) -> ClosedRange<CivilDate> {
        switch self {
        case .overdue: .first...today.offset(-1)
        case .today: today...today
        case .week: today...today.offset(6 - today.weekday)
        case .within(let days): .first...today.offset(max(0, days))
        case .warned: .first...today.offset(warnDays)
        case .all: .first...(.last)
        }
    }

    /// Whether something that nobody can date is shown: it must not be lost where the late things are.
    var showsUnclear: Bool {
        switch self {
        case .overdue, .within, .warned, .all: true
        case .today, .week: false
        }
    }
}

extension CivilDate {
    /// The first and the last day that dates have.
    static let first = end(-719_162)
    static let last = end(2_932_896)

    private static func end(_ days: Int) -> CivilDate {
        guard let date = CivilDate(daysSince1970: days) else { preconditionFailure("\(days)") }
        return date
    }

    /// So many days later, or the last of all days.
    func offset(_ days: Int) -> CivilDate { adding(days: days) ?? (days < 0 ? .first : .last) }

    /// 0 for Monday to 6 for Sunday; 1 January 1970 was a Thursday.
    var weekday: Int { (daysSince1970 % 7 + 10) % 7 }
}
