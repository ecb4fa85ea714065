import Foundation

/// Days and times as a spreadsheet counts them: days since its epoch, the time of day as the fraction.
///
/// Source: ECMA-376 part 1, section 18.17.4.1. In the epoch of 1900 the day 60 is 29 February 1900, which never was: days
/// before March 1900 are one off, and are not read.
enum SerialDate {
    /// Serial number of 1 March 1900.
    private static let firstSure = 61.0
    /// Serial number of 1 January 10000, the first that no spreadsheet writes.
    private static let end = 2_958_466.0
    /// Days from 1 January 1904, whose number is 0 there, to the count of 1900.
    private static let daysTo1904 = 1462.0
    /// Serial number of 1 January 1970.
    private static let unixEpoch = 25_569

    /// `2026-06-03`, with ` 14:05` behind it where there is a time of day; nil where it is no date.
    static func text(_ number: Double, isFrom1904: Bool) -> String? {
        let serial = number + (isFrom1904 ? daysTo1904 : 0)
        guard serial >= firstSure, serial < end else { return nil }
        var days = Int(serial)
        var minutes = Int(((serial - Double(days)) * 1440).rounded())
        if minutes == 1440 { (days, minutes) = (days + 1, 0) }
        let (year, month, day) = civil(daysSince1970: days - unixEpoch)
        let date = String(format: "%04d-%02d-%02d", year, month, day)
        return minutes == 0 ? date : date + String(format: " %02d:%02d", minutes / 60, minutes % 60)
    }

    /// The Gregorian date of a day number.
    private static func civil(daysSince1970 days: Int) -> (Int, Int, Int) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
        return (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}
