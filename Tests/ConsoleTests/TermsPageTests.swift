import CaseFile
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing

/// Changed terms, a court's confirmation, notes to a family plan and superseded policies, on real pages.
@Suite struct TermsPageTests {
    private static let script = "<script>alert(1)</script>"
    private static let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"

    private static func filled(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>
    ) async throws -> FilledForm {
        var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
        form.fill(values)
        return form
    }

    private static func first(_ kind: RecordKind, _ pages: PagesOfACenter) async throws -> RecordKey {
        try await pages.inspect { access in
            let all = try access.transaction.scopes().flatMap { scope in
                try access.transaction.states(in: scope).map(\.key).filter { $0.kind == kind }
            }
            return try #require(all.first)
        }
    }

    @Test func termsChangeWithAReasonOnceAndKeepWhatTheyWere() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = story.fieldsPath(AgreementSchema.recordKind, story.agreement)
            #expect(try await browser.get(path).text.contains("\(path)/amend"))
            var form = try await Self.filled(
                browser, path + "/amend",
                ["form_what": "分三次付清" + Self.script, "form_reason": "", "total_amount": "很多"])
            #expect(form["terms"] == "刘小某分两期支付二十二万元")
            let noReason = try await browser.post(form.action, form.fields)
            #expect(noReason.status == 422 && noReason.text.contains("很多") && noReason.text.contains(Self.escaped))
            form.fill("form_reason", "收成晚了")
            let noAmount = try await browser.post(form.action, form.fields)
            #expect(noAmount.status == 422 && noAmount.text.contains("很多") && noAmount.text.contains("收成晚了"))
            form.fill("total_amount", "20万")
            form.fill("form_agreed", "邹某、刘小某")
            for _ in 0..<2 {
                #expect(try await browser.post(form.action, form.fields)["location"] == path + "?saved=1")
            }
            let page = try await browser.get(path).text
            for words in ["200,000.00", "收成晚了", Self.escaped] { #expect(page.contains(words), "\(words)") }
            #expect(!page.contains(Self.script))
            #expect(page.components(separatedBy: "收成晚了").count == 2)
        }
    }

    @Test func aMilestoneIsPutOffByAgreement() async throws {
        try await PagesOfACenter.run { pages in
            _ = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = PagePathOf.record(try await Self.first(MilestoneSchema.recordKind, pages))
            let form = try await Self.filled(
                browser, path + "/amend",
                ["form_what": "推迟一个月", "form_reason": "收成晚了", "due.date": "2026-07-31", "due.reason": "收成晚了"])
            #expect(try await browser.post(form.action, form.fields)["location"] == path + "?saved=1")
            let page = try await browser.get(path).text
            #expect(page.contains("2026-07-31") && page.contains("推迟一个月"))
        }
    }

    @Test func aCourtConfirmsOnlyWhatTheLawAllows() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = story.fieldsPath(AgreementSchema.recordKind, story.agreement)
            let form = try await Self.filled(
                browser, path + "/confirm", ["on": "2026-05-28", "court": "永丰县人民法院", "document": "（2026）永司确1号"])
            var wrong = form
            wrong.fill("on", "不知道")
            let unread = try await browser.post(wrong.action, wrong.fields)
            #expect(unread.status == 422 && unread.text.contains("永丰县人民法院"))
            try await story.correct(
                story.agreement, [TypedField("kind", .string("end_of_petition"))], seen: nil, pages)
            #expect(try await !browser.get(path).text.contains("\(path)/confirm"))
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("息诉罢访协议不能") && refused.text.contains("永司确1号"))
            try await story.correct(story.agreement, [TypedField("kind", .string("written"))], seen: nil, pages)
            try await browser.get(path)
            #expect(try await browser.post(form.action, form.fields).status == 303)
            #expect(try await browser.get(path).text.contains("永丰县人民法院"))
        }
    }

    @Test func aStepOfAFamilyPlanIsNotedOnce() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            _ = try await SaveRecordsCommand(
                records: [
                    .init(
                        "family_step",
                        fields: [
                            TypedField("case", .string(story.caseID.description)),
                            TypedField("who", .array([.string("邹某")])), TypedField("what", .string("清明一起扫墓")),
                        ])
                ], area: "练习一村", speaker: Speaker()
            ).run(on: pages.node)
            let path = PagePathOf.record(try await Self.first(FamilyStepSchema.recordKind, pages))
            let blank = try await Self.filled(browser, path + "/note", ["text": ""])
            #expect(try await browser.post(blank.action, blank.fields).status == 422)
            let form = try await Self.filled(browser, path + "/note", ["text": "父子一起上了山" + Self.script])
            for _ in 0..<2 { #expect(try await browser.post(form.action, form.fields).status == 303) }
            let page = try await browser.get(path).text
            #expect(page.components(separatedBy: "父子一起上了山").count == 2)
            #expect(page.contains(Self.escaped) && !page.contains(Self.script))
        }
    }

    @Test func aPolicyIsReplacedByANewerOne() async throws {
        try await PagesOfACenter.run { pages in
            _ = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            func policy(_ title: String, _ from: String) -> SaveRecordsCommand {
                SaveRecordsCommand(
                    records: [
                        .init(
                            "policy_tool",
                            fields: [
                                TypedField("title", .string(title)), TypedField("valid_from", .string(from)),
                            ])
                    ], area: "练习一村", speaker: Speaker())
            }
            _ = try await policy("宅基地办法", "2020-01-01").run(on: pages.node)
            let old = try await Self.first(PolicyToolSchema.recordKind, pages)
            let path = PagePathOf.record(old)
            #expect(try await browser.get(path + "/supersede").text.contains("还没有别的政策"))
            _ = try await policy("新宅基地办法<script>", "2026-03-01").run(on: pages.node)
            let page = try await browser.get(path + "/supersede").text
            #expect(page.contains("新宅基地办法&lt;script&gt;"))
            let value = String(try #require(page.firstMatch(of: #/<option value="([^"]+)">新宅基地办法/#)).1)
            let unsaid = try await Self.filled(browser, path + "/supersede", [:])
            #expect(try await browser.post(unsaid.action, unsaid.fields).status == 422)
            let form = try await Self.filled(browser, path + "/supersede", ["by": value])
            for _ in 0..<2 {
                #expect(try await browser.post(form.action, form.fields)["location"] == path + "?saved=1")
            }
            #expect(try await browser.get(path).text.contains("2026-02-28"))
        }
    }
}
