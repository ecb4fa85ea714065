import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

@Suite struct CasePageTests {
    @Test func aCaseIsToldOnOnePageWithWhoWhatAndHowTheyFelt() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let page = try await browser.get(story.casePath)
            #expect(page.status == 200)
            for words in [
                "邹某伤害赔偿纠纷", "YF-1", "处置", "风险：红", "class=\"chip risk-red\"", "赵主任", "核对医疗票据", "逾期", "申请方", "对方",
                "刘小某", QuarrelStory.atHome, QuarrelStory.backToBack, "要求赔偿六十万元", "刘小某分两期支付二十二万元", "第一期付款", "已履行",
                "他肯来说一声", "已到县中心", "9 → 7",
            ] { #expect(page.text.contains(words), "\(words)") }
            let visit = try #require(page.text.firstMatch(of: #/href="(\/visit\/new\?about=[^"]+)"/#)).1
            #expect(try await browser.get(String(visit)).text.contains("邹某伤害赔偿纠纷"))
            // The newest first, and the other way round where it is asked for.
            #expect(Self.order(of: page.text, QuarrelStory.together, QuarrelStory.atHome) == true)
            let old = try await browser.get(story.casePath + "?order=old").text
            #expect(Self.order(of: old, QuarrelStory.atHome, QuarrelStory.together) == true)
            #expect(try await browser.get("/case/\(story.scope)/\(story.zou)").status == 404)
            #expect(try await browser.get("/case/zz/zz").status == 404)
        }
    }

    @Test func aNumberThatWasTypedWrongIsFoundFromTheCaseAndFromItsVisitAndCorrected() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let page = try await browser.get(story.casePath).text
            let feeling = #/href="([^"]+)"><strong>邹某[^<]* 9 → 7</#
            let path = String(try #require(page.firstMatch(of: feeling)).1)
            let emotion = try await browser.get(path).text
            let visit = try #require(emotion.firstMatch(of: #/href="([^"]+)">← 回到走访/#)).1
            #expect(try await browser.get(String(visit)).text.contains("href=\"\(path)\""))

            var form = try FilledForm(try await browser.get(path + "/correct").text, marked: "form_seen")
            form.fill("self_after.score", "6")
            #expect(try await browser.post(path + "/correct", form.fields).status == 303)
            #expect(try await browser.get(story.casePath).text.contains("9 → 6"))
            #expect(try await browser.get(String(visit)).text.contains("9 → 6"))
        }
    }

    @Test func distressIsDrawnFromTheNumbersOfTheTableBesideIt() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let text = try await browser.get(story.casePath).text
            let figure = try #require(text.components(separatedBy: "<figure").dropFirst().first)
            #expect(figure.contains("role=\"img\"") && figure.contains("aria-labelledby=\"curve-0\""))
            // 0 lies at 130 and 10 at 30 of the drawing: 9, 7, 7, 5.
            let heights = figure.matches(of: #/<circle cx="\d+" cy="(\d+)"/#).map { String($0.1) }
            #expect(heights == ["40", "60", "60", "80"])
            let cells = figure.matches(of: #/<td>([^<]*)<\/td>/#).map { String($0.1) }
            #expect(cells == ["2026-04-08", "9", "7", "2026-04-15", "7", "5"])
            #expect(!figure.contains("style="))
        }
    }

    @Test func whatWasWrittenDownLaterSaysSo() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            // The visits of spring were recorded when this test runs.
            let entries = try await browser.get(story.casePath).text.components(separatedBy: "<li class=\"entry ")
            #expect(entries.filter { $0.hasPrefix("visit") }.allSatisfy { $0.contains("事后补记") })
            #expect(entries.filter { $0.hasPrefix("demand") }.allSatisfy { !$0.contains("事后补记") })
        }
    }

    @Test func whatPeopleDisagreeAboutIsMarkedAndLeadsToItsSettling() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let seen = try await story.seenCase(pages)
            for stage in ["回访", "结案"] {
                try await story.correct(story.caseID, [TypedField("stage", .string(stage))], seen: seen, pages)
            }
            let browser = try await pages.signedIn()
            let text = try await browser.get(story.casePath).text
            #expect(text.contains("有分歧"))
            #expect(text.contains("href=\"\(story.conflictPath(CaseSchema.stage))\""))
        }
    }

    @Test func withdrawnRecordsAreFoldedAwayWithTheirReason() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            _ = try await ChangeLifecycleCommand(
                .withdraw, record: story.visits.home.description, reason: "记到了别人的案子里", seen: nil, area: nil,
                speaker: Speaker()
            ).run(on: pages.node)
            let browser = try await pages.signedIn()
            let text = try await browser.get(story.casePath).text
            #expect(!text.contains(QuarrelStory.atHome))
            let folded = try #require(text.components(separatedBy: "id=\"withdrawn\"").last)
            #expect(folded.contains("<details><summary>") && folded.contains("记到了别人的案子里"))
        }
    }

    @Test func aCaseOfAThousandChangesStaysWithinAHundredKilobytesAndLosesNothing() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let long = String(repeating: "他说这些年谁来都只问数字。\n", count: 40)
            var lines: [String] = []
            for number in 0..<480 {
                let visit = try Self.line(
                    "visit", key: "n\(number)", unit: "u\(number)",
                    [
                        "case": "\(story.caseID)", "started": "2026-05-\(10 + number % 20) 09:\(10 + number % 50)",
                        "narrative": "第\(number)次。" + long, "purpose": String(long.prefix(480)), "mode": "面对面",
                        "visitors": ["张干部"],
                    ])
                let emotion = try Self.line(
                    "emotion", key: "e\(number)", unit: "u\(number)",
                    ["visit": "@n\(number)", "person": "\(story.zou)", "self_before": number % 11, "self_after": 3])
                lines += [visit, emotion]
            }
            for number in 0..<40 {
                lines.append(
                    try Self.line("demand", key: "d\(number)", unit: "d", ["case": "\(story.caseID)", "text": long]))
            }
            let file = Data(lines.joined(separator: "\n").utf8)
            let made = try await ImportRecordsCommand(
                .jsonLines, file: file, isDryRun: false, area: "练习一村", speaker: Speaker()
            ).run(on: pages.node)
            #expect(made.created.count == 1000)
            let browser = try await pages.signedIn()
            var assets = try await browser.get("/favicon.ico").body.count
            for name in try await browser.get("/").text.split(separator: "\"") where name.hasPrefix("/assets/") {
                assets += try await browser.get(String(name)).body.count
            }
            // From page to page, as somebody would click.
            var next: String? = story.casePath
            var seen: Set<String> = []
            var count = 0
            while let path = next, count < 60 {
                let page = try await browser.get(path)
                #expect(page.status == 200)
                #expect(page.body.count + assets <= 100_000, "\(path): \(page.body.count) + \(assets)")
                for match in page.text.matches(of: #/<p class="entry-head">.*?<a href="([^"]+)"/#) {
                    #expect(seen.insert(String(match.1)).inserted)
                }
                let older = page.text.firstMatch(of: #/href="([^"]+)">下一页/#)
                next = older.map { String($0.1).replacing("&amp;", with: "&").split(separator: "#")[0] }.map(
                    String.init)
                count += 1
            }
            // 480 visits, 40 demands, and the story's three visits, words for named readers, demand, agreement and plan.
            #expect(seen.count == 527)
        }
    }

    @Test func noPageOfACaseHasAnythingInlineOrFromElsewhere() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let visit = story.fieldsPath(VisitSchema.recordKind, story.visits.home)
            for path in [
                story.casePath, visit, visit + "/withdraw", "/conflicts", story.conflictPath(CaseSchema.stage),
                story.mediationPath, story.printPath(of: story.visits.home),
            ] {
                let page = try await browser.get(path)
                #expect(page.status == 200, "\(path)")
                for word in ["http://", "https://", " style=", " onclick=", "<style", "<script>", "{{", "[["] {
                    #expect(!page.text.contains(word), "\(path) \(word)")
                }
            }
        }
    }

    /// Whether `first` stands before `second`; nil where one of them is missing.
    private static func order(of text: String, _ first: String, _ second: String) -> Bool? {
        guard let one = text.range(of: first), let other = text.range(of: second) else { return nil }
        return one.lowerBound < other.lowerBound
    }

    private static func line(_ kind: String, key: String, unit: String, _ fields: [String: Any]) throws -> String {
        let object: [String: Any] = ["kind": kind, "key": key, "unit": unit, "fields": fields]
        return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
}
