import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// 专项行动 on the pages: chosen at a visit, listed with what belongs to it, and the figure of what cadres began.
@Suite struct CampaignPageTests {
    private static func recordCampaign(_ pages: PagesOfACenter) async throws -> String {
        let author = try await pages.administrator
        let key = try await NodePages(node: pages.node).record(as: author) { _, writing in
            try writing.create(
                RecordDraft(
                    kind: "campaign",
                    fields: [
                        ("name", .string("入户<听诉>")), ("from", .string("2026-05-01")), ("until", .string("2026-12-31")),
                    ]), in: .directory
            ).key
        }
        return key.id.description
    }

    @Test func aVisitNamesItsCampaignAndStandsInItsList() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/").text.contains("/campaigns"))
            #expect(try await browser.get("/campaigns").text.contains("还没有专项行动"))
            let sample = try await pages.recordCase()
            let without = try await pages.visitForm(browser, PagePathOf.visit(sample.household))
            #expect(without["visit.campaign"] == nil)
            let id = try await Self.recordCampaign(pages)
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.household))
            #expect(form["visit.campaign"]?.isEmpty == true)
            form.fill(["visit.campaign": id, "visit.narrative": "都说了"])
            let saved = try await browser.post(form.action, form.fields)
            #expect(saved.status == 303, "\(VisitPageTests.problems(saved.text))")
            let list = try await browser.get("/campaigns").text
            #expect(list.contains("入户&lt;听诉&gt;") && list.contains("走访 1 次，1 户，带出案件 0 件"))
            let page = try await browser.get("/campaigns/\(id)").text
            for words in ["石仓村17号", "走访的人：王主任", "走访 1 次，其中主动上门 1 次（100%）", "还没有案件记到它名下"] {
                #expect(page.contains(words), "\(words)")
            }
            let visit = try #require(saved["location"]).split(separator: "?")[0]
            #expect(try await browser.get(String(visit)).text.contains("入户&lt;听诉&gt;"))
        }
    }

    @Test func theCenterAddsOneOnThePageOnce() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/campaigns").text.contains("href=\"/campaigns/new\""))
            var form = try FilledForm(try await browser.get("/campaigns/new").text, marked: "action=\"/campaigns/new\"")
            form.fill(["name": "入户<听诉>", "from": "2026-05-01", "until": "2026-04-01"])
            let wrong = try await browser.post(form.action, form.fields)
            #expect(wrong.status == 422 && wrong.text.contains("入户&lt;听诉&gt;"))
            form = try FilledForm(wrong.text, marked: "action=\"/campaigns/new\"")
            form.fill("until", "2026-12-31")
            let saved = try #require(try await browser.post(form.action, form.fields)["location"])
            try await browser.get("/campaigns/new")
            #expect(try await browser.post(form.action, form.fields)["location"] == saved)
            #expect(try await browser.get(saved).text.contains("2026-05-01 到 2026-12-31"))
            // Another one of that name is refused, also from the same day: it may say other things.
            form = try FilledForm(try await browser.get("/campaigns/new").text, marked: "action=\"/campaigns/new\"")
            form.fill(["name": "入户<听诉>", "from": "2026-05-01", "purpose": "另一回事"])
            #expect(try await browser.post(form.action, form.fields).status == 422)
            #expect(try await pages.inspect { $0.directory.campaigns.count } == 1)
        }
    }

    @Test func theFigureOfTheYearIsCountedWhenSomebodyAsks() async throws {
        try await PagesOfACenter.run { pages in
            _ = try await pages.recordCase()
            let browser = try await pages.signedIn()
            let plain = try await browser.get("/campaigns").text
            #expect(plain.contains("/campaigns?share=1") && !plain.contains("其中主动发现"))
            let counted = try await browser.get("/campaigns?share=1").text
            #expect(counted.contains("案件 1 件，其中主动发现 1 件（100%）"))
            #expect(counted.contains("走访 0 次，其中主动上门 0 次<"))
        }
    }

    @Test func whatIsNoCampaignHasNoPage() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            for id in ["\(sample.caseFile.id)", "x"] {
                #expect(try await browser.get("/campaigns/\(id)").status == 404, "\(id)")
            }
        }
    }
}
