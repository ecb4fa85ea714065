public import CaseStore
public import Replication

/// Something due, seen from a day.
public struct DueView: Sendable {
    /// How the due date lies to the day; shown as a word, never by colour alone.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case overdue
        case today
        case soon
    }

    public let item: DueItem
    public let state: State
    /// Negative where it is overdue.
    public let daysLeft: Int
}

extension CaseReading {
    /// What is open and was due before `today`, is due then, or within `days` days after it; the earliest first.
    public func due(on today: CivilDate, within days: Int, in scopes: [ScopeID]? = nil) throws -> [DueView] {
        // Beyond the year 9999 everything is included.
        let (sum, isOverflow) = today.daysSince1970.addingReportingOverflow(max(0, days))
        let last = isOverflow ? nil : CivilDate(daysSince1970: sum)
        guard let end = last ?? CivilDate(year: 9999, month: 12, day: 31) else { return [] }
        return try queries.due(onOrBefore: end, in: scopes).map { item in
            let daysLeft = item.due.daysSince1970 - today.daysSince1970
            return DueView(
                item: item, state: daysLeft < 0 ? .overdue : daysLeft == 0 ? .today : .soon, daysLeft: daysLeft)
        }
    }
}
