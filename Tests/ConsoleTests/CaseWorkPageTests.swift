import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// Offers, the closing check, the stages of a long-standing case and a family plan, on the pages of a case.
@Suite struct CaseWorkPageTests {
    private static func send(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>, marked: String
    ) async throws -> HTTPReply {
        var form = try FilledForm(try await browser.get(path).text, marked: marked)
        form.fill(values)
        return try await browser.post(form.action, form.fields)
    }

    private static func offer(
        _ browser: Browser, _ path: String, _ side: String, _ amount: String
    ) async throws -> HTTPReply {
        let values: KeyValuePairs = [
            "side": side, "amount": amount, "terms": "一次付清", "on": "2026-06-01", "stage": "old_debts",
        ]
        return try await send(browser, path, values, marked: "action=\"\(path)\"")
    }

    @Test func theTalksGoRoundByRoundAndSayHowFarApart() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = "\(story.casePath)/offers"
            let empty = try await browser.get(path).text
            #expect(empty.contains("还没有方案"))
            let first = try await Self.offer(browser, path, "applicant", "60万")
            #expect(first.status == 303)
            let second = try await Self.offer(browser, path, "opponent", "15万")
            #expect(second.status == 303)
            let third = try await Self.offer(browser, path, "applicant", "30万")
            #expect(third.status == 303)
            let page = try await browser.get(path).text
            let shown = ["第 1 轮", "第 2 轮", "450,000.00", "150,000.00", "先还旧账"].filter { !page.contains($0) }
            #expect(shown.isEmpty, "\(shown)")
            let wrong = try await Self.offer(browser, path, "applicant", "很多")
            #expect(wrong.status == 422 && wrong.text.contains("很多"))
        }
    }

    @Test func anOfferIsAnsweredInThePersonsWords() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = "\(story.casePath)/offers"
            let made = try await Self.offer(browser, path, "applicant", "30万")
            #expect(made.status == 303)
            let mark = "action=\"\(path)/answer\""
            let unsaid = try await Self.send(browser, path, ["form_words": "还没想好"], marked: mark)
            #expect(unsaid.status == 422)
            let said: KeyValuePairs = ["form_response": "accepted", "form_words": "就这么定<了>"]
            let answer = try await Self.send(browser, path, said, marked: mark)
            #expect(answer.status == 303)
            let page = try await browser.get(path).text
            #expect(page.contains("就这么定&lt;了&gt;"))
        }
    }

    @Test func theClosingCheckKeepsProcedureAndMatterApart() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = "\(story.casePath)/closure"
            let page = try await browser.get(path).text
            for words in ["程序", "实质", "诉求没有结论", "没有问过刘小某", "权利义务告知书", "都办完了"] {
                #expect(page.contains(words), "\(words)")
            }
            // What is said to be met while papers are missing needs a word.
            let refused = try await Self.send(
                browser, path, ["met.legal": "1", "note.legal": "都说清了", "met.emotional": "0", "met.papers": "1"],
                marked: "action=\"\(path)\"")
            #expect(refused.status == 422 && refused.text.contains("还有 6 项没有办完") && refused.text.contains("都说清了"))
            let unsaid = try await Self.send(browser, path, ["met.legal": "0"], marked: "action=\"\(path)\"")
            #expect(unsaid.status == 422)
            let saved = try await Self.send(
                browser, path, ["met.legal": "0", "met.emotional": "0", "note.emotional": "再看一个月"],
                marked: "action=\"\(path)\"")
            #expect(saved.status == 303)
            #expect(try await browser.get(path).text.contains("核查过"))
        }
    }

    @Test func aLongStandingCaseGoesThroughItsStages() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let new = "\(story.casePath)/new/\(CaseStepSchema.recordKind.rawValue)"
            #expect(try await browser.get("/backlog").text.contains("没有积案"))
            #expect(try await !browser.get(story.casePath).text.contains(new))
            try await story.correct(
                story.caseID,
                [
                    TypedField(
                        "backlog",
                        .object([("flag", .bool(true)), ("since", .string("2015-03-01")), ("petitions", .number(9))]))
                ], seen: nil, pages)
            #expect(try await browser.get(story.casePath).text.contains(new))
            let blank = try await Self.send(
                browser, new, ["backlog_stage": "tracing", "entered_on": "2026-05-01"], marked: "action=\"\(new)\"")
            #expect(blank.status == 422)
            let saved = try await Self.send(
                browser, new, ["backlog_stage": "tracing", "entered_on": "2026-05-01", "evidence": "1998年批文"],
                marked: "action=\"\(new)\"")
            #expect(saved.status == 303)
            let list = try await browser.get("/backlog").text
            for words in ["邹某伤害赔偿纠纷", "信访 9 次", "积案溯源", "未化解 1 件"] { #expect(list.contains(words), "\(words)") }
        }
    }

    @Test func aFamilyPlanIsMadeStepByStep() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let new = "\(story.casePath)/new/\(FamilyStepSchema.recordKind.rawValue)"
            let first = try await browser.get(new).text
            #expect(first.contains("亲情重建"))
            // The button adds a row for somebody, and keeps what was typed.
            var form = try FilledForm(first, marked: "action=\"\(new)\"")
            form.fill(["what": "清明一起扫墓", "due.date": "2027-04-05", "form_rows": "add:who"])
            let rows = try await browser.post(form.action, form.fields)
            form = try FilledForm(rows.text, marked: "action=\"\(new)\"")
            #expect(form["what"] == "清明一起扫墓")
            #expect(form["form_rows"] == nil)
            form.fill("who.1.who", "邹某")
            let saved = try await browser.post(form.action, form.fields)
            #expect(saved.status == 303)
            #expect(try await browser.get(story.casePath).text.contains("清明一起扫墓"))
        }
    }
}
