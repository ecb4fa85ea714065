public import Replication

/// A wall-clock time in the county: a civil date and a time of day, eight hours ahead of UTC.
///
/// All of China keeps one time. The offset is fixed: summer time of 1986–1991 is disregarded, so that an instant in
/// those summers shows one hour before the clocks of that day. No visit is that old, and days of birth are civil dates
/// without a time. The machine's own zone plays no part.
public struct ShanghaiTime: Hashable, Sendable {
    public static let offsetMilliseconds: Int64 = 8 * 3_600_000
    private static let dayMilliseconds: Int64 = 86_400_000

    public let date: CivilDate
    /// 0…23.
    public let hour: Int
    /// 0…59.
    public let minute: Int
    /// 0…59.
    public let second: Int
    /// 0…999.
    public let millisecond: Int

    /// Takes a time of day that exists; nil for any other (24:00, a leap second).
    public init?(date: CivilDate, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999).contains(millisecond)
        else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }

    /// The time in Shanghai at `instant`, milliseconds since 1970 UTC; nil outside the years 1–9999.
    public init?(instant: Int64) {
        let (local, overflow) = instant.addingReportingOverflow(Self.offsetMilliseconds)
        guard !overflow else { return nil }
        var days = local / Self.dayMilliseconds
        var rest = Int(local % Self.dayMilliseconds)
        if rest < 0 {
            days -= 1
            rest += Int(Self.dayMilliseconds)
        }
        guard let date = CivilDate(daysSince1970: Int(days)) else { return nil }
        self.init(
            date: date, hour: rest / 3_600_000, minute: rest / 60_000 % 60, second: rest / 1000 % 60,
            millisecond: rest % 1000)
    }

    /// Milliseconds since 1970 UTC.
    public var instant: Int64 {
        let time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        return Int64(date.daysSince1970) * Self.dayMilliseconds + Int64(time) - Self.offsetMilliseconds
    }

    /// `14:05`, with seconds and milliseconds only where they are not zero.
    public var timeText: String {
        var text = "\(Self.padded(hour, 2)):\(Self.padded(minute, 2))"
        if second != 0 || millisecond != 0 { text += ":\(Self.padded(second, 2))" }
        if millisecond != 0 { text += ".\(Self.padded(millisecond, 3))" }
        return text
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension ShanghaiTime: CustomStringConvertible {
    /// `2026-06-03 14:05`.
    public var description: String { "\(date) \(timeText)" }
}
