import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 会议: what is to be met and what was, and the series from which meetings come.
enum MeetingsPage {
    /// A series in the list.
    private struct Series: Sendable {
        let seriesHref: String
        let seriesTitle: String
        let seriesDetails: String
    }

    private struct Content: Sendable {
        let saved: SavedNotice?
        let coming: [MeetingLine]
        let hasComing: Bool
        let former: [MeetingLine]
        let hasFormer: Bool
        let series: [Series]
        let hasSeries: Bool
        let mayWrite: Bool
        let dateText: String
    }

    /// Days before and after today.
    private static let (daysBefore, daysAfter) = (60, 35)
    private static let linesMax = 60

    static let routes: [PageRoute] = [
        .get("/meetings") { request in
            let (words, query) = (request.words, request.query)
            let content = try await request.node.inspect { access in try filled(access, words, query) }
            return .page(template: "meetings", title: words.text("meetings.title"), content: content)
        }
    ]

    private static func filled(_ access: PageAccess, _ words: Words, _ query: FormInput) throws -> Content {
        guard let today = access.today, let from = today.adding(days: -daysBefore),
            let until = today.adding(days: daysAfter)
        else { throw PageFailure.notFound }
        let all = try access.reading.meetings(in: from...until, on: today)
        func isComing(_ view: MeetingView) -> Bool { view.state == .planned }
        let former = all.filter { !isComing($0) && $0.state != .dropped }.reversed()
        let kinds = access.catalog.codeTable(.meetingKind)
        let series = try access.reading.meetingSeries().map { series in
            Series(
                seriesHref: PagePath.fields(series.key), seriesTitle: series.title,
                seriesDetails: [
                    kinds?.code(series.kind)?.label.text(in: words.language) ?? series.kind,
                    access.areaName(of: series.key.scope),
                    series.rhythm.until.map {
                        words.text("meetings.span", ["from": "\(series.rhythm.from)", "until": "\($0)"])
                    } ?? words.text("meetings.since", ["day": "\(series.rhythm.from)"]),
                ].joined(separator: " · "))
        }
        return Content(
            saved: SavedNotice(query),
            coming: try all.filter(isComing).prefix(linesMax).map { try MeetingLine($0, access, words) },
            hasComing: all.contains(where: isComing),
            former: try former.prefix(linesMax).map { try MeetingLine($0, access, words) },
            hasFormer: !former.isEmpty, series: series, hasSeries: !series.isEmpty,
            mayWrite: access.mayWriteAny, dateText: DayText.long(today, words))
    }
}
