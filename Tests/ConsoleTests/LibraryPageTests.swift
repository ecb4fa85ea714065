import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// From the closed case over its review to a library case that a second person checks, all on pages.
@Suite struct LibraryPageTests {
    private static func close(_ story: QuarrelStory, _ pages: PagesOfACenter) async throws {
        try await story.correct(story.caseID, [TypedField("stage", .string("closed"))], seen: nil, pages)
    }

    private static func send(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>, marked: String
    ) async throws -> HTTPReply {
        var form = try FilledForm(try await browser.get(path).text, marked: marked)
        form.fill(values)
        return try await browser.post(form.action, form.fields)
    }

    @Test func aCaseBecomesALibraryCaseThatSomebodyElseChecks() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let new = "\(story.casePath)/new/\(ReviewSchema.recordKind.rawValue)"
            // Before closing there is nothing to review; the form says so and keeps what was typed.
            let early = try await Self.send(
                browser, new,
                [
                    "happened": "邹某与刘小某在练习一村争了八年", "helped": "先听完", "method": "先谈心情", "procedure": "先核票据",
                    "on": "2026-06-01",
                ], marked: "action=\"\(new)\"")
            #expect(early.status == 422)
            #expect(early.text.contains("还没有结案") && early.text.contains("邹某与刘小某在练习一村争了八年"))
            #expect(try await browser.get("\(story.casePath)/propose").text.contains("先写复盘"))
            try await Self.close(story, pages)
            let partly = try await Self.send(
                browser, new, ["happened": "邹某争了八年", "on": "2026-06-01"], marked: "action=\"\(new)\"")
            #expect(partly.status == 422 && partly.text.contains("有效做法、方法总结、流程规范"))
            let saved = try await Self.send(
                browser, new,
                [
                    "happened": "邹某与刘小某在练习一村争了八年，老李也在", "helped": "先听完", "method": "先谈心情", "procedure": "先核票据",
                    "on": "2026-06-01",
                ], marked: "action=\"\(new)\"")
            #expect(saved.status == 303)

            let propose = "\(story.casePath)/propose"
            let draft = try await browser.get(propose).text
            for words in ["甲与乙在某村争了八年", "练习一村 → 某村", "刘小某 → 乙", "老李"] {
                #expect(draft.contains(words), "\(words)")
            }
            var form = try FilledForm(draft, marked: "action=\"\(propose)\"")
            form.fill("form_replacing", "老李=一位老人")
            form.fill("form_button", "look")
            let again = try await browser.post(form.action, form.fields)
            #expect(again.status == 200 && again.text.contains("一位老人也在"))
            form = try FilledForm(again.text, marked: "action=\"\(propose)\"")
            // A name that is typed into the draft does not come back in.
            form.fill("form_title", "邹某工伤赔偿一例")
            form.fill("form_button", "save")
            let kept = try await browser.post(form.action, form.fields)
            let path = try #require(kept["location"]?.split(separator: "?").first.map(String.init))
            let own = try await browser.get(path).text
            #expect(own.contains("甲工伤赔偿一例") && own.contains("待第二人核对") && own.contains("要由另一个人核对"))
            #expect(!own.contains("name=\"form_verdict\""))
            let mine = try await browser.post(path, [("form_verdict", "anonymous"), ("form_seen", "")])
            #expect(mine.status == 422 && !mine.text.contains("已核对，可以引用"))
            #expect(try await browser.get("/library").text.contains("不能引用"))
            #expect(try await browser.get("\(story.casePath)/similar").text.contains("可以引用的案例：0 个"))

            try await pages.addPerson("李核对")
            let other = try await pages.signedIn(as: "李核对", pin: "8421")
            let undecided = try await Self.send(other, path, ["form_note": "看过"], marked: "action=\"\(path)\"")
            #expect(undecided.status == 422 && undecided.text.contains("请选一个核对结论"))
            let checked = try await Self.send(
                other, path, ["form_verdict": "anonymous", "form_note": "看过"], marked: "action=\"\(path)\"")
            #expect(checked.status == 303)
            let usable = try await browser.get(path).text
            #expect(usable.contains("已核对，可以引用") && usable.contains("李核对"))
            let similar = try await browser.get("\(story.casePath)/similar").text
            #expect(similar.contains("甲工伤赔偿一例") && similar.contains("相似度"))
            #expect(try await browser.get(story.casePath).text.contains("甲工伤赔偿一例"))
        }
    }

    @Test func policiesAndTheNetworkAreAddedAndAnOldPolicyIsFlagged() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let policies = "/library/new/\(PolicyToolSchema.recordKind.rawValue)"
            for (title, from) in [("旧<办法>", "2020-01-01"), ("新办法", "2026-05-01")] {
                let saved = try await Self.send(
                    browser, policies, ["title": title, "valid_from": from, "form_scope": "\(story.scope)"],
                    marked: "action=\"\(policies)\"")
                #expect(saved.status == 303)
            }
            let blank = try await Self.send(browser, policies, ["number": "1号"], marked: "action=\"\(policies)\"")
            #expect(blank.status == 422)
            try await story.correct(
                story.demand, [TypedField("policies", .string("旧<办法>"))], seen: nil, pages)
            #expect(try await !browser.get(story.casePath).text.contains("引用的政策要核对"))
            _ = try await SupersedePolicyCommand(old: "旧<办法>", new: "新办法", speaker: Speaker()).run(on: pages.node)
            let list = try await browser.get("/library?part=policies").text
            #expect(list.contains("旧&lt;办法&gt;") && list.contains("已被“新办法”取代") && list.contains("现行"))
            let flagged = try await browser.get(story.casePath).text
            #expect(flagged.contains("引用的政策要核对") && flagged.contains("已被“新办法”取代"))

            let network = "/library/new/\(NetworkMemberSchema.recordKind.rawValue)"
            let member = try await Self.send(
                browser, network,
                [
                    "name": "周律师", "kind": "person", "skills": "law", "phone": "13807961234",
                    "form_scope": "\(story.scope)",
                ], marked: "action=\"\(network)\"")
            #expect(member.status == 303)
            let all = try await browser.get("/library?part=network").text
            #expect(all.contains("周律师") && all.contains("13807961234"))
            #expect(try await browser.get("/library?part=network&skill=law").text.contains("周律师"))
            #expect(try await !browser.get("/library?part=network&skill=medicine").text.contains("周律师"))
            #expect(try await browser.get("/library/new/\(CaseSchema.recordKind.rawValue)").status == 404)
        }
    }
}
