import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing
import WireProtocol

@Suite struct SettlePageTests {
    @Test func bothReadingsStandOnThePageWithWhoWhenAndTheVisitTheyCameFrom() async throws {
        try await Self.disputed { pages, story, browser in
            let list = try await browser.get("/conflicts").text
            let page = try await browser.get(story.conflictPath(CaseSchema.next)).text
            for words in ["先约刘小某", "先核算数额", "王主任"] {
                #expect(list.contains(words) && page.contains(words), "\(words)")
            }
            #expect(list.contains("href=\"\(story.conflictPath(CaseSchema.next))\""))
            #expect(page.matches(of: #/王主任，\d{4}-\d\d-\d\d \d\d:\d\d/#).count == 2)
        }
    }

    @Test func theVisitOfAReadingIsALinkToIt() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            // Saved with its visit, and contradicted by somebody who had not seen the change.
            let seen = try await story.seenCase(pages)
            let visit = SaveRecordsCommand.NewRecord(
                "visit",
                fields: [
                    TypedField("case", .string("\(story.caseID)")), TypedField("started", .string("2026-05-20 10:00")),
                ])
            let saved = try await SaveRecordsCommand(
                records: [visit],
                corrections: [
                    .init(record: "\(story.caseID)", fields: [TypedField("stage", .string("回访"))], seen: seen)
                ], speaker: Speaker()
            ).run(on: pages.node)
            try await story.correct(story.caseID, [TypedField("stage", .string("结案"))], seen: seen, pages)
            let browser = try await pages.signedIn()
            let page = try await browser.get(story.conflictPath(CaseSchema.stage)).text
            let made = try #require(saved.saved.first { $0.record.kind == "visit" })
            #expect(page.contains("\(made.record.id)") && page.contains("来自 2026-05-20 的走访"))
        }
    }

    @Test func longReadingsAreFoldedAndEachCanBeReadToItsEnd() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let visit = story.visits.together
            let voices = ["甲", "乙", "丙", "丁"]
            let (administrator, scope) = (try await pages.administrator, story.scope)
            // Longer than a form takes, as the program of another county may.
            try await pages.node.write { engine, transaction, environment in
                for voice in voices {
                    let text = "\(voice)说" + String(repeating: "<话>", count: 6_000) + "\(voice)说完了"
                    let draft = ChangeDraft(
                        kind: VisitSchema.recordKind, record: visit, author: administrator, supersedes: [],
                        writes: [.init(register: VisitSchema.narrative, value: engine.codec.encode(.text(text)))])
                    _ = try engine.save([draft], in: scope, transaction, environment: environment)
                }
            }
            let (kind, register) = (VisitSchema.recordKind.rawValue, VisitSchema.narrative.rawValue)
            let path = "/conflicts/\(scope)/\(kind)/\(visit)/\(register)"
            let browser = try await pages.signedIn()
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.body.count <= 100 * 1024)
            #expect(page.text.contains("以哪一种为准"))
            for voice in voices { #expect(page.text.contains("\(voice)说&lt;") && !page.text.contains("\(voice)说完了")) }
            let links = page.text.matches(of: #/href="([^"]*)">看全文（\d+ 字）/#).map { String($0.1) }
            try #require(links.count == voices.count)
            var ends: [String] = []
            for link in links {
                for part in 1...2 {
                    let whole = try await browser.get("\(link)?page=\(part)")
                    #expect(whole.status == 200 && whole.body.count <= 100 * 1024)
                    ends += voices.filter { whole.text.contains("\($0)说完了") }
                }
            }
            #expect(ends.sorted() == voices.sorted())
            #expect(try await browser.get(path + "/" + String(repeating: "0", count: 32)).status == 404)
        }
    }

    @Test func oneReadingIsChosenWithAReasonAndTheOtherStaysInTheHistory() async throws {
        try await Self.disputed { pages, story, browser in
            let path = story.conflictPath(CaseSchema.next)
            let form = try await browser.get(path).text
            let choice = try #require(Self.choice(of: "先核算数额", in: form))
            let seen = Browser.value(of: "form_seen", in: form) ?? ""
            let without = try await browser.post(path, [("form_seen", seen), ("form_choice", choice)])
            #expect(without.status == 422 && without.text.contains("请写明为什么这样定"))
            #expect(without.text.contains("value=\"\(choice)\" checked"))
            let none = try await browser.post(path, [("form_seen", seen), ("form_reason", "问过")])
            #expect(none.status == 422 && none.text.contains("请选一种说法"))
            let sent = try await browser.post(
                path, [("form_seen", seen), ("form_choice", choice), ("form_reason", "打电话问过本人")])
            #expect(sent["location"] == story.casePath + "?saved=1")
            #expect(try await browser.get("/conflicts").text.contains("没有说法不一的地方"))
            #expect(try await browser.get(path).text.contains("这一项没有分歧"))
            let history = try await ShowHistoryCommand(record: story.caseID.description).run(on: pages.node)
            #expect(history.entries.contains { $0.note == "打电话问过本人" })
            #expect(history.entries.contains { "\($0)".contains("先约刘小某") })
        }
    }

    @Test func anotherValueIsWritten() async throws {
        try await Self.disputed { pages, story, browser in
            let path = story.conflictPath(CaseSchema.next)
            let form = try await browser.get(path).text
            let fields = [("form_seen", Browser.value(of: "form_seen", in: form) ?? ""), ("form_reason", "两件都做")]
            let empty = try await browser.post(path, fields + [("form_choice", "new")])
            #expect(empty.status == 422 && empty.text.contains("还没有写"))
            let refused = try await browser.post(
                path, fields + [("form_choice", "new"), ("next.step", "先算数额，再约人"), ("next.date", "昨天")])
            #expect(refused.status == 422 && refused.text.contains("value=\"先算数额，再约人\""))
            // Who writes a value and forgets the mark beside it means the value.
            let sent = try await browser.post(
                path, fields + [("next.step", "先算数额，再约人"), ("next.date", "2026-06-20")])
            #expect(sent.status == 303)
            let page = try await browser.get(story.casePath).text
            #expect(page.contains("先算数额，再约人") && !page.contains("有分歧"))
        }
    }

    @Test func aThirdValueThatArrivedMeanwhileStaysAndIsShown() async throws {
        try await Self.disputed { pages, story, browser in
            let path = story.conflictPath(CaseSchema.next)
            let form = try await browser.get(path).text
            let choice = try #require(Self.choice(of: "先核算数额", in: form))
            try await Self.say("请镇司法所来一趟", story, pages)
            let seen = Browser.value(of: "form_seen", in: form) ?? ""
            let sent = try await browser.post(
                path, [("form_seen", seen), ("form_choice", choice), ("form_reason", "问过")])
            let location = try #require(sent["location"])
            #expect(location.hasPrefix(path + "?saved="))
            let page = try await browser.get(location).text
            #expect(page.contains("又到了一种说法") && page.contains("您刚才定的") && page.contains("刚刚到的说法"))
            #expect(page.contains("请镇司法所来一趟") && page.contains("先核算数额") && !page.contains("先约刘小某"))
        }
    }

    @Test func aRefusedFormComesBackWithWhatArrivedAndThenCountsAsSeen() async throws {
        try await Self.disputed { pages, story, browser in
            let path = story.conflictPath(CaseSchema.next)
            let form = try await browser.get(path).text
            let choice = try #require(Self.choice(of: "先核算数额", in: form))
            try await Self.say("请镇司法所来一趟", story, pages)
            let refused = try await browser.post(
                path, [("form_seen", Browser.value(of: "form_seen", in: form) ?? ""), ("form_choice", choice)])
            #expect(refused.status == 422 && refused.text.contains("刚刚到的说法"))
            let seen = Browser.value(of: "form_seen", in: refused.text) ?? ""
            let sent = try await browser.post(
                path, [("form_seen", seen), ("form_choice", choice), ("form_reason", "三种都看了")])
            #expect(sent["location"] == story.casePath + "?saved=1")
        }
    }

    @Test func whatSomebodyElseSettledMeanwhileIsNotSettledAgain() async throws {
        try await Self.disputed { pages, story, browser in
            let path = story.conflictPath(CaseSchema.next)
            let form = try await browser.get(path).text
            let choice = try #require(Self.choice(of: "先核算数额", in: form))
            let fields = [
                ("form_seen", Browser.value(of: "form_seen", in: form) ?? ""), ("form_choice", choice),
                ("form_reason", "问过"),
            ]
            #expect(try await browser.post(path, fields).status == 303)
            let again = try await browser.post(path, fields)
            #expect(again.status == 422 && again.text.contains("已经有人定了"))
        }
    }

    /// A case about whose next step two people disagree.
    private static func disputed(
        _ body: (PagesOfACenter, QuarrelStory, Browser) async throws -> Void
    ) async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let seen = try await story.seenCase(pages)
            for step in ["先约刘小某", "先核算数额"] {
                try await story.correct(
                    story.caseID, [TypedField("next", .object([("step", .string(step))]))], seen: seen, pages)
            }
            try await body(pages, story, try await pages.signedIn())
        }
    }

    /// Somebody who saw none of the readings writes another.
    private static func say(_ step: String, _ story: QuarrelStory, _ pages: PagesOfACenter) async throws {
        let first = try await ShowHistoryCommand(record: story.caseID.description).run(on: pages.node).entries[0]
        try await story.correct(
            story.caseID, [TypedField("next", .object([("step", .string(step))]))],
            seen: String(first.change.prefix(12)), pages)
    }

    /// The choice whose text this is.
    private static func choice(of text: String, in page: String) -> String? {
        page.components(separatedBy: "<div class=\"option\">").first { $0.contains(text) }
            .flatMap { Browser.value(of: "form_choice", in: $0) }
    }
}
