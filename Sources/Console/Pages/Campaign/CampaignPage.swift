import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// One campaign: which households were visited and by whom, and which cases came of it.
enum CampaignPage {
    /// A visit of it.
    private struct Visit: Sendable {
        let visitHref: String
        let visitTime: String
        let visitWhere: String
        let visitWho: String
        let isStillToBeMade: Bool
    }

    private struct CaseLine: Sendable {
        let caseLink: String
        let caseTitle: String
        let caseArea: String
    }

    private struct Content: Sendable {
        let name: String
        let days: String
        let purpose: String?
        let sums: String
        let plannedText: String?
        let whoText: String?
        let share: InitiativeLines
        let visits: [Visit]
        let hasVisits: Bool
        let pager: Pager?
        let cases: [CaseLine]
        let hasCases: Bool
        let moreCases: String?
        let visitedCases: [CaseLine]
        let hasVisitedCases: Bool
        let moreVisited: String?
    }

    private static let visitsPerPage = 30
    /// More cases than one looks at on a page; all of them are under 找人找案件.
    private static let casesMax = 60

    static let routes: [PageRoute] = [
        .get("/campaigns/:id") { request in
            let (words, query) = (request.words, request.query)
            guard let id = request.parameters["id"].flatMap({ RecordID($0) }) else { throw PageFailure.notFound }
            let content = try await request.node.inspect { access in
                guard access.directory.campaigns.contains(where: { $0.id == id }) else { throw PageFailure.notFound }
                return try filled(try access.reading.campaign(id), query, ShownValues(access, words))
            }
            return .page(template: "campaign", title: content.name, content: content)
        }
    ]

    private static func filled(_ view: CampaignView, _ query: FormInput, _ values: ShownValues) throws -> Content {
        let words = values.words
        let pager = Pager(count: view.visits.count, size: visitsPerPage, asked: query["page"], words) {
            CampaignsPage.path(view.record.key.id) + "?page=\($0)"
        }
        let planned = view.visits.count - view.madeCount
        func more(_ count: Int) -> String? { count > 0 ? words.text("case_page.more", ["count": "\(count)"]) : nil }
        func lines(_ keys: [RecordKey]) throws -> [CaseLine] {
            try keys.prefix(casesMax).map { key in
                CaseLine(
                    caseLink: PagePath.case(key), caseTitle: Excerpt.text(try values.title(of: key)),
                    caseArea: values.access.areaName(of: key.scope))
            }
        }
        return Content(
            name: view.record.shown(CampaignSchema.name).plainText ?? "—", days: CampaignsPage.days(of: view, words),
            purpose: view.record.shown(CampaignSchema.purpose).plainText, sums: CampaignsPage.sums(of: view, words),
            plannedText: planned > 0 ? words.text("campaigns.to_be_made", ["count": "\(planned)"]) : nil,
            whoText: view.visitors.isEmpty
                ? nil : words.text("campaigns.who", ["names": values.joined(view.visitors)]),
            share: InitiativeLines(view.initiative, title: words.text("campaigns.share"), words),
            visits: try view.visits[pager.range].map { try visit($0, values) }, hasVisits: !view.visits.isEmpty,
            pager: pager.isNeeded ? pager : nil, cases: try lines(view.cases.map(\.key)),
            hasCases: !view.cases.isEmpty, moreCases: more(view.cases.count - casesMax),
            visitedCases: try lines(view.visitedCases), hasVisitedCases: !view.visitedCases.isEmpty,
            moreVisited: more(view.visitedCases.count - casesMax))
    }

    private static func visit(_ visit: CampaignView.Visit, _ values: ShownValues) throws -> Visit {
        let record = visit.record
        let time = try values.text(VisitSchema.started, of: record) ?? values.text(VisitSchema.planned, of: record)
        return Visit(
            visitHref: PagePath.record(record.key), visitTime: time ?? "—",
            visitWhere: values.line(
                try visit.households.map { try values.title(of: $0) }
                    + [try visit.caseFile.map { Excerpt.text(try values.title(of: $0)) }]),
            visitWho: try values.text(VisitSchema.visitors, of: record).map { Excerpt.text($0) } ?? "",
            isStillToBeMade: visit.isStillToBeMade)
    }
}
