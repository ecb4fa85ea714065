import CaseFile
import CaseStore
public import Replication

/// The days that a return is about.
public struct ReportPeriod: Hashable, Sendable {
    public let first: CivilDate
    public let last: CivilDate

    init(first: CivilDate, last: CivilDate) {
        self.first = first
        self.last = last
    }

    /// The calendar month with this day.
    public init(monthOf day: CivilDate) {
        // A month always has a first day, and the day before the next month's is its last.
        let first = CivilDate(year: day.year, month: day.month, day: 1) ?? day
        let last = (28...31).reversed().lazy.compactMap { CivilDate(year: day.year, month: day.month, day: $0) }.first
        self.init(first: first, last: last ?? day)
    }

    /// What was asked for: a month (`2026-06`, `2026年6月`, `202606`), or days from and to, else the month of `today`.
    /// A first day without a last one ends today; a last one without a first begins with its month. Throws `ReportError`.
    public init(
        month: String?, from: String?, to: String?, today: CivilDate
    ) throws(ReportError) {
        let (month, from, to) = (month.flatMap(Self.given), from.flatMap(Self.given), to.flatMap(Self.given))
        if from == nil, to == nil {
            guard let month else {
                self.init(monthOf: today)
                return
            }
            guard let day = Self.month(month) else { throw .badMonth(month) }
            self.init(monthOf: day)
            return
        }
        if let month { throw .badMonth(month) }
        let last = try to.map { text throws(ReportError) in try Self.day(text) } ?? today
        let first = try from.map { text throws(ReportError) in try Self.day(text) } ?? ReportPeriod(monthOf: last).first
        guard first <= last else { throw .periodEndsBeforeItBegins("\(first)", "\(last)") }
        self.init(first: first, last: last)
    }

    /// From New Year's Day of the year of the last day (年度累计).
    var yearToDate: ReportPeriod {
        ReportPeriod(first: CivilDate(year: last.year, month: 1, day: 1) ?? first, last: last)
    }

    func contains(_ day: CivilDate?) -> Bool { day.map { first <= $0 && $0 <= last } ?? false }

    /// `2026年6月`, or the two days.
    public var text: String {
        self == ReportPeriod(monthOf: first) ? "\(first.year)年\(first.month)月" : "\(first)至\(last)"
    }

    /// For the name of a file: `2026-06`, or the two days.
    public var fileName: String {
        self == ReportPeriod(monthOf: first) ? String(first.description.prefix(7)) : "\(first)_\(last)"
    }

    private static func given(_ text: String) -> String? {
        let text = text.trimmed
        return text.isEmpty ? nil : text
    }

    private static func month(_ text: String) -> CivilDate? {
        let numbers = text.split { !$0.isWholeNumber }.map { run in
            run.compactMap { $0.wholeNumberValue.map { "\($0)" } }.joined()
        }
        guard let first = numbers.first, numbers.count <= 2, first.utf8.count == (numbers.count == 1 ? 6 : 4) else {
            return nil
        }
        let month = numbers.count == 1 ? String(first.suffix(2)) : numbers[1]
        guard let year = Int(first.prefix(4)), let number = Int(month) else { return nil }
        return CivilDate(year: year, month: number, day: 1)
    }

    /// A day as anybody may type it.
    private static func day(_ text: String) throws(ReportError) -> CivilDate {
        do {
            if let date = try Catalog.current.value(from: text, as: .date).date { return date }
        } catch {}
        throw .badDay(text)
    }
}
