import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 专项行动: the campaigns with what belongs to each, and how much of the work cadres began themselves.
enum CampaignsPage {
    /// One campaign.
    private struct Line: Sendable {
        let campaignHref: String
        let campaignName: String
        let campaignDays: String
        let campaignSums: String
    }

    private struct Content: Sendable {
        let lines: [Line]
        let hasLines: Bool
        /// Nil until somebody asks: it reads every case and visit of the year.
        let share: InitiativeLines?
        let pager: Pager?
        /// Where one is added; nil but at the center.
        let addHref: String?
    }

    private static let linesPerPage = 20

    /// Where a campaign is shown.
    static func path(_ id: RecordID) -> String { "/campaigns/\(id)" }

    static let routes: [PageRoute] = [
        .get("/campaigns") { request in
            let (words, query) = (request.words, request.query)
            let isCenter = request.node.facts.role == .center
            let content = try await request.node.inspect { access in
                let all = access.reading.campaigns
                let pager = Pager(count: all.count, size: linesPerPage, asked: query["page"], words) {
                    "/campaigns?page=\($0)"
                }
                return Content(
                    lines: try all[pager.range].map { line(try access.reading.campaign($0.id), words) },
                    hasLines: !all.isEmpty, share: query["share"] == nil ? nil : try share(access, words),
                    pager: pager.isNeeded ? pager : nil, addHref: isCenter ? CampaignForm.path : nil)
            }
            return .page(template: "campaigns", title: words.text("campaigns.title"), content: content)
        }
    ]

    /// Of this year until today.
    private static func share(_ access: PageAccess, _ words: Words) throws -> InitiativeLines? {
        guard let today = access.today else { return nil }
        let period = try ReportPeriod(month: nil, from: "\(today.year)-01-01", to: nil, today: today)
        return InitiativeLines(
            try access.initiative(in: period),
            title: words.text("campaigns.share_of", ["from": "\(period.first)", "until": "\(period.last)"]), words)
    }

    private static func line(_ view: CampaignView, _ words: Words) -> Line {
        Line(
            campaignHref: path(view.record.key.id),
            campaignName: Excerpt.text(view.record.shown(CampaignSchema.name).plainText ?? "—"),
            campaignDays: days(of: view, words), campaignSums: sums(of: view, words))
    }

    /// Its first and its last day.
    static func days(of view: CampaignView, _ words: Words) -> String {
        let from = view.record.shown(CampaignSchema.from).date?.description ?? "—"
        return view.record.shown(CampaignSchema.until).date.map {
            words.text("campaigns.days", ["from": from, "until": "\($0)"])
        } ?? words.text("campaigns.since", ["from": from])
    }

    static func sums(of view: CampaignView, _ words: Words) -> String {
        words.text(
            "campaigns.sums",
            [
                "visits": "\(view.madeCount)", "households": "\(view.households.count)",
                "cases": "\(view.cases.count)",
            ])
    }
}

/// How much of the work cadres began, in two lines.
struct InitiativeLines: Sendable {
    let shareTitle: String
    let shareCases: String
    let shareVisits: String

    init(_ initiative: Initiative, title: String, _ words: Words) {
        func text(_ word: String, _ share: Initiative.Share) -> String {
            words.text(word, ["begun": "\(share.begun)", "all": "\(share.all)"])
                + (share.percent.map { words.text("campaigns.percent", ["percent": "\($0)"]) } ?? "")
        }
        shareTitle = title
        shareCases = text("campaigns.share_cases", initiative.cases)
        shareVisits = text("campaigns.share_visits", initiative.visits)
    }
}
