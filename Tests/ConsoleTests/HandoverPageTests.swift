import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// 转办: a case that was asked to be handed over is accepted or objected to on a page, where both sides may be written.
@Suite struct HandoverPageTests {
    private func ask(_ story: QuarrelStory, _ pages: PagesOfACenter) async throws {
        _ = try await HandOverCaseCommand(
            record: "\(story.caseID)", to: "藤田镇", reason: "住在<镇上>", papers: "案卷一份", area: "练习一村",
            speaker: Speaker()
        ).run(on: pages.node)
    }

    /// The answer of the only handover of the case.
    private func answer(_ story: QuarrelStory, _ pages: PagesOfACenter) async throws -> Value {
        try await pages.inspect { access in
            let key = RecordKey(scope: story.scope, kind: CaseSchema.recordKind, id: story.caseID)
            return try #require(access.reading.team(of: key).handovers.first).shown(HandoverSchema.answer)
        }
    }

    /// The form on the page, with a verdict and the name of who gave it.
    private func filled(_ verdict: String, _ path: String, _ browser: Browser) async throws -> FilledForm {
        var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
        form.fill(["form_verdict": verdict, "form_by": "陈镇长"])
        return form
    }

    @Test func itIsAcceptedOnThePageAndLivesThere() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = story.casePath + "/handover"
            #expect(try await !browser.get(story.casePath).text.contains(path))
            #expect(try await browser.get(path).text.contains("没有等待答复的转办"))
            try await ask(story, pages)
            #expect(try await browser.get(story.casePath).text.contains("href=\"\(path)\""))
            let page = try await browser.get(path).text
            for words in ["藤田镇", "住在&lt;镇上&gt;", "案卷一份"] { #expect(page.contains(words), "\(words)") }
            let wrong = try await filled("ghost", path, browser)
            #expect(try await browser.post(wrong.action, wrong.fields).status == 404)
            #expect(try await answer(story, pages) == .none)
            let form = try await filled("accepted", path, browser)
            #expect(try await browser.post(form.action, form.fields)["location"] == path + "?saved=1")
            let given = try await answer(story, pages)
            #expect(given[member: HandoverSchema.Answer.verdict] == .code("accepted"))
            #expect(given[member: HandoverSchema.Answer.by] == .text("陈镇长"))
            #expect(try await browser.get(story.casePath).text.contains("移交到藤田镇"))
            let there = try #require(
                try await pages.inspect { access in
                    access.directory.scopes.first { access.areaName(of: $0.number) == "藤田镇" }?.number
                })
            #expect(try await browser.get("/case/\(there)/\(story.caseID)").text.contains("移交到这里（藤田镇）"))
            // The same form once more finds nothing to answer.
            try await browser.get(path)
            #expect(try await browser.post(form.action, form.fields).status == 422)
        }
    }

    @Test func anObjectionSaysWhyAndMovesNothing() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            try await ask(story, pages)
            let path = story.casePath + "/handover"
            var form = try await filled("objected", path, browser)
            let bare = try await browser.post(form.action, form.fields)
            #expect(bare.status == 422 && bare.text.contains("陈镇长"))
            #expect(try await answer(story, pages) == .none)
            form = try FilledForm(bare.text, marked: "action=\"\(path)\"")
            form.fill("form_reason", "当事人户口不在本镇")
            _ = try await browser.post(form.action, form.fields)
            let given = try await answer(story, pages)
            #expect(given[member: HandoverSchema.Answer.verdict] == .code("objected"))
            #expect(given[member: HandoverSchema.Answer.reason] == .text("当事人户口不在本镇"))
            let left = try await browser.get(story.casePath).text
            #expect(!left.contains("移交到藤田镇") && !left.contains("href=\"\(path)\""))
        }
    }

    /// A machine that may not write both sides says where it can be done, and takes no answer.
    @Test func elsewhereThePageSaysWhere() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            try await ask(story, pages)
            let path = story.casePath + "/handover"
            let form = try await filled("accepted", path, browser)
            pages.clocks.mayWriteNothing = true
            let page = try await browser.get(path).text
            #expect(page.contains("县中心") && !page.contains("action=\"\(path)\""))
            #expect(try await browser.get(story.casePath).text.contains("href=\"\(path)\""))
            try await browser.get(path)
            #expect(try await browser.post(form.action, form.fields).status == 422)
            pages.clocks.mayWriteNothing = false
            #expect(try await answer(story, pages) == .none)
        }
    }
}
