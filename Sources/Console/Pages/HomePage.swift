import CaseFile
import CaseStore
import CaseWork
import Replication

/// 今天: what is overdue and due, what people disagree about, how far the records have come.
enum HomePage {
    /// One thing to do.
    private struct Task: Sendable {
        let href: String
        let what: String
        let caseTitle: String?
        let due: String
        /// As `DueText` names it: for the style, beside the words.
        let state: String
        let stateWords: String
        let isDisputed: Bool
    }

    private struct Content: Sendable {
        let personName: String
        let dateText: String
        let tasks: [Task]
        let hasTasks: Bool
        let moreCount: Int?
        /// Alarms that have not reached the upstream.
        let alarmCount: Int?
        let conflictCount: Int?
        let conflictsHref: String?
        /// Records that the person withdrew while somebody edited them.
        let besideCount: Int?
        let visitHref: String?
        let findHref: String?
        let syncHref: String?
        let dayReturn: DayReturnPage.State?
        let drafts: [VisitDrafts.Line]
        let hasDrafts: Bool
    }

    /// A page, not a list to scroll for ever: the earliest first, the rest is counted.
    private static let tasksMax = 40
    /// Each costs a look at all changes of its record; the page of conflicts looks at all of them.
    private static let besidesMax = 100

    static let routes: [PageRoute] = [
        .get("/") { request in
            let person = try request.person
            let words = request.words
            func link(_ path: String) -> String? { Navigation.isThere(path, request) ? path : nil }
            let links = (link("/conflicts"), link("/visit/new"), link("/find"), link("/sync"))
            let content = try await request.node.inspect { access in
                let today = access.today
                // What is late, and what its rule wants to be called to mind by now.
                let due = try today.map { try access.reading.due(on: $0, .warned, limit: tasksMax) }
                let tasks = due?.views.map { task($0, words) } ?? []
                let alarms = try WaitingAlarms(access.transaction).alarms.count
                let conflicts = try access.queries.conflictCount()
                let besides = try access.reading.editsBesideWithdrawals(limit: besidesMax).count {
                    $0.withdrawnBy.contains(person)
                }
                let drafts = try VisitDrafts.lines(of: person, access, words)
                return Content(
                    personName: access.directory.name(ofUser: person),
                    dateText: today.map { DayText.long($0, words) } ?? "", tasks: tasks, hasTasks: !tasks.isEmpty,
                    moreCount: due.flatMap { $0.count > tasks.count ? $0.count - tasks.count : nil },
                    alarmCount: alarms > 0 ? alarms : nil, conflictCount: conflicts > 0 ? conflicts : nil,
                    conflictsHref: links.0,
                    besideCount: besides > 0 ? besides : nil, visitHref: links.1, findHref: links.2,
                    syncHref: links.3, dayReturn: try DayReturnPage.state(access, on: today, words),
                    drafts: drafts, hasDrafts: !drafts.isEmpty)
            }
            return .page(template: "home", title: words.text("home.title"), content: content)
        }
    ]

    private static func task(_ view: DueView, _ words: Words) -> Task {
        let state = DueText(view, words)
        return Task(
            href: DueLine.href(view.item), what: view.what(in: words.language), caseTitle: view.item.caseTitle,
            due: view.day.map { DayText.short($0, words) } ?? "—", state: state.name, stateWords: state.text,
            isDisputed: view.item.isDisputed)
    }
}
