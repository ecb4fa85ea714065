import CaseFile
import CaseStore
import CaseWork
import Replication

/// 到期: what is to be done by a day, with the rule that says so; and the same as a calendar.
enum DuePage {
    private struct Choice: Sendable {
        let choiceHref: String
        let choiceText: String
        let isChosen: Bool
    }

    private struct Content: Sendable {
        let dateText: String
        let saved: SavedNotice?
        let ranges: [Choice]
        let whose: [Choice]
        let lines: [DueLine]
        let hasLines: Bool
        let pager: Pager?
        let calendarHref: String
        let calendarNamesHref: String
    }

    /// What of the list is shown, as the address says it.
    private enum Range: String, CaseIterable {
        case overdue
        case today
        case week
        case all

        var range: DueRange {
            switch self {
            case .overdue: .overdue
            case .today: .today
            case .week: .week
            case .all: .all
            }
        }
    }

    private enum Whose: String, CaseIterable {
        case here
        case mine
        case area
    }

    /// A page of a hundred kilobytes holds so many, each with its reasons.
    private static let linesPerPage = 25

    static let routes: [PageRoute] = [
        .get("/due") { request in
            let (person, words, query) = (try request.person, request.words, request.query)
            let content = try await request.node.inspect { access in try filled(person, query, access, words) }
            return .page(template: "due", title: words.text("due_page.title"), content: content)
        },
        .get("/due/calendar") { request in
            let (person, language, query) = (try request.person, request.language, request.query)
            let text = try await request.node.inspect { access in
                let today = try today(access)
                let selection = selection(whose(query), person, access)
                // Whole: the earliest are those that are late, and would hide what is to come.
                let views = try access.reading.due(on: today, .all, selection, limit: .max).views
                return try access.reading.calendar(
                    views, query["names"] == "1" ? .names : .codes, in: language, now: access.now
                ).text
            }
            return .file(name: "tingsu-due.ics", contentType: "text/calendar; charset=utf-8", bytes: Array(text.utf8))
        },
    ]

    private static func filled(
        _ person: RecordID, _ query: FormInput, _ access: PageAccess, _ words: Words
    ) throws -> Content {
        let today = try today(access)
        let whose = whose(query)
        let selection = selection(whose, person, access)
        let counts = try access.reading.dueCounts(on: today, selection)
        // Where nothing is late, the day's work is what one came for.
        let range =
            query["range"].flatMap(Range.init)
            ?? (counts.overdue > 0 ? .overdue : counts.today > 0 ? .today : counts.week > 0 ? .week : .all)
        let page = max(1, min(query["page"].flatMap { Int($0) } ?? 1, 400))
        let list = try access.reading.due(on: today, range.range, selection, limit: page * linesPerPage)
        func href(_ range: Range, _ whose: Whose, page: Int = 1) -> String {
            "/due?range=\(range.rawValue)&whose=\(whose.rawValue)" + (page > 1 ? "&page=\(page)" : "")
        }
        let pager = Pager(count: list.count, size: linesPerPage, asked: "\(page)", words) {
            href(range, whose, page: $0)
        }
        let shown = pager.range.clamped(to: 0..<list.views.count)
        let numbers: [Range: Int] = [.overdue: counts.overdue, .today: counts.today, .week: counts.week]
        return Content(
            dateText: DayText.long(today, words), saved: SavedNotice(query),
            ranges: Range.allCases.map { choice in
                let count = numbers[choice].map { " \($0)" } ?? ""
                return Choice(
                    choiceHref: href(choice, whose), choiceText: words.text("due_page.\(choice.rawValue)") + count,
                    isChosen: choice == range)
            },
            whose: Whose.allCases.map { choice in
                Choice(
                    choiceHref: href(range, choice), choiceText: words.text("due_page.\(choice.rawValue)"),
                    isChosen: choice == whose)
            },
            lines: try list.views[shown].map { try DueLine($0, access, words) }, hasLines: !list.views.isEmpty,
            pager: pager.isNeeded ? pager : nil, calendarHref: "/due/calendar?whose=\(whose.rawValue)",
            calendarNamesHref: "/due/calendar?whose=\(whose.rawValue)&names=1")
    }

    private static func today(_ access: PageAccess) throws -> CivilDate {
        guard let today = access.today else { throw PageFailure.notFound }
        return today
    }

    private static func whose(_ query: FormInput) -> Whose { query["whose"].flatMap(Whose.init) ?? .here }

    private static func selection(_ whose: Whose, _ person: RecordID, _ access: PageAccess) -> DueSelection {
        switch whose {
        case .here: return DueSelection()
        case .mine:
            return DueSelection(
                person: DueSelection.Person(user: person, name: access.directory.name(ofUser: person)))
        case .area:
            // Somebody of the whole county has no area of their own: everything here is theirs.
            let area = access.directory.user(person)?.area
            return DueSelection(scopes: area.map { access.directory.scopes(below: $0).map(\.number) })
        }
    }
}
