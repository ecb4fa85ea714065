import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 积案清零: the long-standing cases, how long each has been open, and in which of the four stages it is.
enum BacklogPage {
    /// One case.
    struct Line: Sendable {
        let lineHref: String
        let lineTitle: String
        let lineYears: String
        let lineDetail: String
        let lineStage: String
        let isCleared: Bool
    }

    private struct Content: Sendable {
        let countText: String
        let lines: [Line]
        let hasLines: Bool
        let pager: Pager?
    }

    private static let linesPerPage = 30

    static let routes: [PageRoute] = [
        .get("/backlog") { request in
            let (words, query) = (request.words, request.query)
            let content = try await request.node.inspect { access in
                let all = try access.reading.backlog(includingCleared: true)
                let pager = Pager(count: all.count, size: linesPerPage, asked: query["page"], words) {
                    "/backlog?page=\($0)"
                }
                return Content(
                    countText: words.text(
                        "backlog.count",
                        [
                            "open": "\(all.count { $0.cleared == nil })",
                            "cleared": "\(all.count { $0.cleared != nil })",
                        ]), lines: all[pager.range].map { line($0, ShownValues(access, words)) },
                    hasLines: !all.isEmpty,
                    pager: pager.isNeeded ? pager : nil)
            }
            return .page(template: "backlog", title: words.text("backlog.title"), content: content)
        }
    ]

    private static func line(_ item: BacklogItem, _ values: ShownValues) -> Line {
        let (words, access) = (values.words, values.access)
        let today = access.today
        let stage = item.stage.map {
            access.catalog.codeTable(.backlogStage)?.code($0)?.label.text(in: words.language) ?? $0
        }
        let days = today.flatMap { item.daysInStage(on: $0) }
        return Line(
            lineHref: PagePath.case(item.record.key),
            lineTitle: Excerpt.text(item.record.shown(CaseSchema.title).plainText ?? "—"),
            lineYears: today.flatMap { item.years(on: $0) }.map { words.text("backlog.years", ["count": "\($0)"]) }
                ?? words.text("backlog.no_since"),
            lineDetail: values.line([
                item.since.map { words.text("case_state.since", ["day": "\($0)"]) },
                item.petitions.map { words.text("backlog.petitions", ["count": "\($0)"]) },
                item.policeCalls.map { words.text("backlog.police", ["count": "\($0)"]) },
                access.areaName(of: item.record.key.scope),
            ]),
            lineStage: item.cleared.map { words.text("backlog.cleared", ["day": "\($0)"]) }
                ?? (stage ?? words.text("backlog.not_begun"))
                    + (days.map { " " + words.text("case_state.days_so_far", ["count": "\($0)"]) } ?? ""),
            isCleared: item.cleared != nil)
    }
}
