import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing

/// 四句话 and 多方筹措 on the page of a case.
@Suite struct CaseAnalysisPageTests {
    private static func form(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>
    ) async throws -> FilledForm {
        var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
        form.fill(values)
        return form
    }

    @Test func theFourSentencesAreAskedAndShown() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = story.casePath + "/analyse"
            let empty = try await browser.get(story.casePath).text
            for words in [path, "尊重历史", "照顾现实", "依法依规", "情理结合", "还没写"] {
                #expect(empty.contains(words), "\(words)")
            }
            #expect(try await browser.get(path).text.contains("哪些能办，哪些不可突破"))
            let first = try await Self.form(browser, path, ["history": "八年前<口头>答应过", "law": "可以调解"])
            for _ in 1...2 { #expect(try await browser.post(first.action, first.fields).status == 303) }
            let again = try await Self.form(browser, path, ["reason": "各退一步"])
            #expect(again["history"] == "八年前<口头>答应过")
            #expect(try await browser.post(again.action, again.fields).status == 303)
            let page = try await browser.get(story.casePath).text
            #expect(page.contains("八年前&lt;口头&gt;答应过") && page.contains("各退一步"))
            // Once, and not among the other facts of the case once more.
            #expect(page.components(separatedBy: "各退一步").count == 2)
            let long = try await Self.form(browser, path, ["law": String(repeating: "法", count: 1001)])
            let refused = try await browser.post(long.action, long.fields)
            #expect(refused.status == 422 && refused.text.contains("各退一步"))
            let changes = try await pages.inspect { access in
                try access.transaction.changes(
                    touching: RecordKey(scope: story.scope, kind: CaseSchema.recordKind, id: story.caseID)
                ).count
            }
            #expect(changes == 3)
        }
    }

    @Test func whatIsProvidedIsSummedUpAgainstTheNeed() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = "\(story.casePath)/new/\(ContributionSchema.recordKind.rawValue)"
            let empty = try await browser.get(story.casePath).text
            #expect(empty.contains(path) && empty.contains("还没有人答应提供什么"))
            #expect(!empty.contains("还没有到的"))
            for (who, amount) in [("原单位", "80000.50"), ("村医", "")] {
                let form = try await Self.form(
                    browser, path, ["provider.who": who, "what": "住房补贴", "amount": amount, "due.date": "2026-06-30"])
                for _ in 1...2 { #expect(try await browser.post(form.action, form.fields).status == 303) }
            }
            // The agreement of the story promises 220 000 yuan.
            let page = try await browser.get(story.casePath).text
            for words in ["220,000.00", "80,000.50", "139,999.50", "原单位", "村医", "还没落实", "按协议总额"] {
                #expect(page.contains(words), "\(words)")
            }
            let funding = try await pages.inspect { access in
                try access.reading.funding(
                    ofCase: RecordKey(scope: story.scope, kind: CaseSchema.recordKind, id: story.caseID))
            }
            #expect(funding.items.count == 2 && funding.promised == 8_000_050)
        }
    }
}
