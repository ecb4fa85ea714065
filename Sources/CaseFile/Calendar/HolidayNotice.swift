public import Replication

/// The State Council's notice on the holidays of one year (国务院办公厅关于某年部分节假日安排的通知).
///
/// It appears in November of the year before. What a later year will bring is not known, and not guessed.
public struct HolidayNotice: Hashable, Sendable {
    /// One holiday: the days that are free, and the weekend days that are worked for them.
    public struct Holiday: Hashable, Sendable {
        public let name: String
        public let free: ClosedRange<CivilDate>
        public let worked: [CivilDate]

        public init(_ name: String, _ free: ClosedRange<CivilDate>, worked: [CivilDate] = []) {
            self.name = name
            self.free = free
            self.worked = worked
        }
    }

    public let year: Int
    public let holidays: [Holiday]

    public init(year: Int, holidays: [Holiday]) {
        self.year = year
        self.holidays = holidays
    }
}
