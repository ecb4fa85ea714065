/// A day of the calendar, always of Asia/Shanghai, without a time and without a zone.
///
/// A due date is a day in the county, whatever zone a laptop believes in; storing it as an instant moves it by a day on
/// a machine set to UTC. Proleptic Gregorian.
public struct CivilDate: Hashable, Sendable, Comparable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// Takes a date of the Gregorian calendar in the years 1–9999; nil for a day that does not exist.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.days(inMonth: month, ofYear: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-06-03`; nil for any other form.
    public init?(_ text: some StringProtocol) {
        var numbers = (0, 0, 0)
        var place = 0
        for byte in text.utf8 {
            switch (place, byte) {
            case (4, 0x2D), (7, 0x2D): break
            case (0..<4, 0x30...0x39): numbers.0 = numbers.0 * 10 + Int(byte - 0x30)
            case (5..<7, 0x30...0x39): numbers.1 = numbers.1 * 10 + Int(byte - 0x30)
            case (8..<10, 0x30...0x39): numbers.2 = numbers.2 * 10 + Int(byte - 0x30)
            default: return nil
            }
            place += 1
        }
        guard place == 10 else { return nil }
        self.init(year: numbers.0, month: numbers.1, day: numbers.2)
    }

    /// The day that lies `daysSince1970` days after 1 January 1970; nil outside the years 1–9999.
    ///
    /// Source: H. Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
    public init?(daysSince1970: Int) {
        guard (-719_162...2_932_896).contains(daysSince1970) else { return nil }
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days since 1 January 1970, negative before it.
    ///
    /// Source: as above, `days_from_civil`.
    public var daysSince1970: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// How many days the month has; for a month outside 1–12 the answer means nothing.
    public static func days(inMonth month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDate: CustomStringConvertible {
    /// `2026-06-03`.
    public var description: String {
        func digit(_ number: Int) -> UInt8 { 0x30 + UInt8(number % 10) }
        let dash: UInt8 = 0x2D
        return String(
            decoding: [
                digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), dash,
                digit(month / 10), digit(month), dash, digit(day / 10), digit(day),
            ], as: UTF8.self)
    }
}
