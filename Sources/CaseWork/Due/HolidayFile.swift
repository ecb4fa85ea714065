public import CaseFile
public import Foundation
import Replication

/// A year's holidays as the files of holiday-cn have them: `year`, and `days` of `name`, `date` and `isOffDay`.
///
/// Whoever has no line brings the file on a stick. A day that is off belongs to the holiday of its name; one that is not
/// off is a weekend day that is worked for it.
public struct HolidayFile: Sendable {
    public let notice: HolidayNotice
    /// Where the file says that it comes from; nil where it says nothing.
    public let source: String?

    private struct Content: Decodable {
        struct Day: Decodable {
            let name: String
            let date: String
            let isOffDay: Bool
        }

        let year: Int
        let papers: [String]?
        let days: [Day]
    }

    /// More days than any notice names; a year has some forty.
    private static let daysMax = 400

    /// Reads a file. Throws `CaseWorkError` that names the day that is wrong.
    public init(_ data: Data) throws {
        guard let content = try? JSONDecoder().decode(Content.self, from: data), (2000...9998).contains(content.year),
            content.days.count <= HolidayFile.daysMax
        else { throw CaseWorkError.holidayFileUnreadable }
        var free: [(day: CivilDate, name: String)] = []
        var worked: [(day: CivilDate, name: String)] = []
        for day in content.days {
            let name = day.name.trimmed
            guard let date = CivilDate(day.date), abs(date.year - content.year) <= 1, !name.isEmpty, name.count <= 40
            else { throw CaseWorkError.holidayDayInvalid(day.date, year: content.year) }
            guard !(free + worked).contains(where: { $0.day == date }) else {
                throw CaseWorkError.holidayDayTwice(day.date)
            }
            if day.isOffDay { free.append((date, name)) } else { worked.append((date, name)) }
        }
        guard !free.isEmpty else { throw CaseWorkError.holidayFileEmpty(year: content.year) }
        notice = HolidayNotice(year: content.year, holidays: HolidayFile.holidays(free, worked))
        source = content.papers?.first
    }

    /// Days of one name that follow each other are one holiday.
    private static func holidays(
        _ free: [(day: CivilDate, name: String)], _ worked: [(day: CivilDate, name: String)]
    ) -> [HolidayNotice.Holiday] {
        var stretches: [(name: String, days: ClosedRange<CivilDate>, worked: [CivilDate])] = []
        for (day, name) in free.sorted(by: { $0.day < $1.day }) {
            if let last = stretches.last, last.name == name, last.days.upperBound.adding(days: 1) == day {
                stretches[stretches.count - 1].days = last.days.lowerBound...day
            } else {
                stretches.append((name, day...day, []))
            }
        }
        for (day, name) in worked.sorted(by: { $0.day < $1.day }) {
            let own = stretches.indices.filter { stretches[$0].name == name }
            let nearest = (own.isEmpty ? Array(stretches.indices) : own).min { left, right in
                distance(day, stretches[left].days) < distance(day, stretches[right].days)
            }
            if let nearest { stretches[nearest].worked.append(day) }
        }
        return stretches.map { HolidayNotice.Holiday($0.name, $0.days, worked: $0.worked) }
    }

    private static func distance(_ day: CivilDate, _ days: ClosedRange<CivilDate>) -> Int {
        min(
            abs(day.daysSince1970 - days.lowerBound.daysSince1970),
            abs(day.daysSince1970 - days.upperBound.daysSince1970))
    }
}
