public import CaseFile
import CaseStore
import Replication

/// What is due, as a calendar that phones and mail programs read (iCalendar, RFC 5545).
///
/// Calendars leak: they are synchronised with companies, shown on lock screens and shared with families. So an entry
/// says the case's code and what the rule asks for, and neither a person's name nor a word that somebody wrote. Whoever
/// asks for more gets titles and names, too.
public struct CalendarFeed: Sendable {
    /// What an entry says.
    public enum Detail: String, Hashable, Sendable {
        /// The case's code and the rule's name.
        case codes
        /// Also the case's title, what is to be done, who sees to it and why.
        case names
    }

    /// One day of the calendar, all that an entry needs.
    struct Entry: Hashable, Sendable {
        let uid: String
        let day: CivilDate
        let summary: String
        let description: [String]
        /// Days before it at which to be reminded, at nine in the morning.
        let warnDays: Int
    }

    let name: String
    let entries: [Entry]
    /// When it was made, milliseconds since 1970.
    let now: Int64

    /// The whole file: lines end with CR and LF, and none is longer than 75 octets.
    public var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tingsu//Due//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:" + CalendarText.escaped(name), "X-WR-TIMEZONE:Asia/Shanghai",
        ]
        for entry in entries { lines += CalendarFeed.lines(entry, stamp: CalendarText.utc(now)) }
        lines.append("END:VCALENDAR")
        return lines.flatMap(CalendarText.folded).map { $0 + "\r\n" }.joined()
    }

    private static func lines(_ entry: Entry, stamp: String) -> [String] {
        let summary = CalendarText.escaped(entry.summary)
        var lines = [
            "BEGIN:VEVENT", "UID:" + entry.uid, "DTSTAMP:" + stamp,
            "DTSTART;VALUE=DATE:" + CalendarText.date(entry.day),
        ]
        // The end is the day after, which the last of all days does not have.
        if let next = entry.day.adding(days: 1) { lines.append("DTEND;VALUE=DATE:" + CalendarText.date(next)) }
        lines += [
            "SUMMARY:" + summary,
            "DESCRIPTION:" + CalendarText.escaped(entry.description.joined(separator: "\n")),
            "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + summary,
            // From midnight of the day: at nine on it, or at nine so many days before.
            "TRIGGER:" + (entry.warnDays > 0 ? "-P\(entry.warnDays - 1)DT15H" : "PT9H"), "END:VALARM", "END:VEVENT",
        ]
        return lines
    }
}

extension CaseReading {
    /// The calendar of these things. What has no date is not in it.
    public func calendar(
        _ views: [DueView], _ detail: CalendarFeed.Detail, in language: Language, now: Int64
    ) throws -> CalendarFeed {
        let words = Words(language)
        let entries = try views.compactMap { view in
            try view.day.map { try entry(view, on: $0, detail, words) }
        }
        return CalendarFeed(name: words.text("calendar.name"), entries: entries, now: now)
    }

    private func entry(
        _ view: DueView, on day: CivilDate, _ detail: CalendarFeed.Detail, _ words: Words
    ) throws -> CalendarFeed.Entry {
        let (item, language) = (view.item, words.language)
        let short = item.caseID.map { String($0.description.suffix(8)) }
        let code =
            item.caseCode ?? short.map { words.text("calendar.case", ["id": $0]) } ?? words.text("calendar.none")
        let (summary, description): (String, [String])
        switch detail {
        case .codes:
            summary = "\(code) \(view.ruleName(in: language))"
            description = ruleSentences(view, withNames: false, words)
        case .names:
            let what = item.what.isEmpty ? [] : [item.what]
            summary = ([item.caseTitle ?? code, view.ruleName(in: language)] + what).joined(separator: " ")
            let who = worker(of: view).map { [words.text("calendar.who", ["who": $0])] } ?? []
            description = who + (try why(view, in: language))
        }
        return CalendarFeed.Entry(
            uid: "\(item.key.id)-\(CalendarText.token(item.rule))@tingsu", day: day, summary: summary,
            description: description, warnDays: view.deadline?.rule.warnDays ?? 0)
    }
}
