import CaseFile
import CaseWork
import Replication

/// Days as people write them.
enum DayText {
    /// `6月3日` or `3 June`.
    static func short(_ date: CivilDate, _ words: Words) -> String {
        words.text("day.short", ["month": month(date, words), "day": "\(date.day)"])
    }

    /// `2026年6月3日 星期三` or `Wednesday, 3 June 2026`.
    static func long(_ date: CivilDate, _ words: Words) -> String {
        // 1 January 1970 was a Thursday.
        let weekday = ((date.daysSince1970 + 3) % 7 + 7) % 7
        return words.text(
            "day.long",
            [
                "year": "\(date.year)", "month": month(date, words), "day": "\(date.day)",
                "weekday": words.text("day.weekday.\(weekday + 1)"),
            ])
    }

    /// `2026-06-03 14:05` of Shanghai; a dash where the clock told no day.
    static func time(_ instant: Int64) -> String {
        ShanghaiTime(instant: instant).map { "\($0.date) \($0.timeText.prefix(5))" } ?? "—"
    }

    private static func month(_ date: CivilDate, _ words: Words) -> String { words.text("day.month.\(date.month)") }
}
