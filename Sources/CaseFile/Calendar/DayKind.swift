/// What a day is to those who work: the week makes some free, the State Council's yearly notice others, and it takes
/// some weekends back (调休).
public enum DayKind: Hashable, Sendable {
    case working
    /// A Saturday or Sunday that no notice touches.
    case weekend
    /// Free by the notice, weekends within a holiday among them.
    case holiday(String)
    /// A weekend day on which people work in exchange for a free day.
    case swapped(String)

    /// Whether nobody works: 法定休假日 in the sense of 民法典 art. 203, weekends and holidays.
    public var isFree: Bool {
        switch self {
        case .weekend, .holiday: true
        case .working, .swapped: false
        }
    }
}
