import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// Where a case stands, on its page, and the page that is handed out.
@Suite struct CaseStandingPageTests {
    private static func record(_ lines: [String], _ pages: PagesOfACenter) async throws {
        _ = try await ImportRecordsCommand(
            .jsonLines, file: Data(lines.joined(separator: "\n").utf8), isDryRun: false, area: "练习一村",
            speaker: Speaker()
        ).run(on: pages.node)
    }

    @Test func theStepsTheTeamAndThePapersStandOnTheCasePage() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let bare = try await browser.get(story.casePath).text
            // Nobody recorded a step or a paper: the stage counts from the day on which the case was received.
            for words in ["走到哪一步", "处置", "2026-04-08 起", "必须的还缺 6 项", "权利义务告知书", "没有登记"] {
                #expect(bare.contains(words), "\(words)")
            }
            #expect(bare.contains("aria-current=\"step\""))
            let id = story.caseID
            try await Self.record(
                [
                    #"{"kind":"case_step","fields":{"case":"\#(id)","stage":"follow_up","entered_on":"2026-05-10"}}"#,
                    #"{"kind":"case_step","fields":{"case":"\#(id)","backlog_stage":"tracing","entered_on":"2026-05-01"}}"#,
                    #"{"kind":"team_member","fields":{"case":"\#(id)","member":{"name":"周法官"},"role":"law","from":"2026-05-02"}}"#,
                    #"{"kind":"handover","fields":{"case":"\#(id)","kind":"person","from":{"name":"张干部"},"to":{"name":"李干部"},"asked_on":"2026-05-03"}}"#,
                    #"{"kind":"document","fields":{"case":"\#(id)","slot":"history","state":"missing","reason":"2015年<原件>遗失"}}"#,
                    #"{"kind":"document","fields":{"case":"\#(id)","slot":"application","state":"present","title":"调解申请书","holder":"陈档案"}}"#,
                ], pages)
            let text = try await browser.get(story.casePath).text
            for words in [
                "2026-04-08 – 2026-05-10", "32 天", "积案四步", "积案溯源", "周法官", "张干部 → 李干部", "还没有答复", "必须的还缺 5 项",
                "2015年&lt;原件&gt;遗失", "原件在 陈档案 处",
            ] { #expect(text.contains(words), "\(words)") }
            // They are entries of the timeline, too, each where it happened.
            let entries = text.components(separatedBy: "<li class=\"entry ")
            #expect(entries.contains { $0.hasPrefix("handover") && $0.contains("2026-05-03") && $0.contains("事后补记") })
        }
    }

    /// What was handed over says so on both its pages: the one that was left, and the one where it lives.
    @Test func aCaseThatWasHandedOverSaysWhereItLives() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            #expect(try await !browser.get(story.casePath).text.contains("移交到"))
            let speaker = Speaker()
            _ = try await HandOverCaseCommand(
                record: "\(story.caseID)", to: "藤田镇", reason: "住在<二村>", area: "练习一村", speaker: speaker
            ).run(on: pages.node)
            _ = try await AnswerHandoverCommand(
                record: "\(story.caseID)", .accepted, on: "2026-06-01", reason: "住在<二村>", area: "练习一村", speaker: speaker
            ).run(on: pages.node)
            let left = try await browser.get(story.casePath).text
            #expect(left.contains("这个案件已于 2026-06-01 移交到藤田镇") && left.contains("住在&lt;二村&gt;"))
            let there = try #require(
                try await pages.inspect { access in
                    access.directory.scopes.first { access.areaName(of: $0.number) == "藤田镇" }?.number
                })
            let page = try await browser.get("/case/\(there)/\(story.caseID)").text
            #expect(page.contains("2026-06-01 移交到这里（藤田镇）"))
        }
    }

    @Test func aLongListOfPapersStaysWithinThePage() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let long = String(repeating: "很长的材料名称", count: 20)
            let kinds = ["history", "evidence", "minutes"]
            try await Self.record(
                (0..<150).map { number in
                    let slot = kinds[number % kinds.count]
                    return
                        #"{"kind":"document","fields":{"case":"\#(story.caseID)","slot":"\#(slot)","state":"missing","title":"\#(long)","reason":"\#(long)\#(number)"}}"#
                }
                    + (0..<60).map {
                        #"{"kind":"team_member","fields":{"case":"\#(story.caseID)","member":{"name":"成员\#($0)"},"role":"law","from":"2026-05-02"}}"#
                    }, pages)
            let page = try await browser.get(story.casePath)
            #expect(page.body.count < 70_000, "\(page.body.count)")
            #expect(page.text.contains("另外还有 45 项"))
        }
    }

    @Test func thePageOfTheWholeCaseIsSavedAndSaysNothingThatIsHidden() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let text = try await browser.get(story.casePath).text
            #expect(text.contains("href=\"\(story.casePath)/export\""))
            let page = try await browser.get(story.casePath + "/export")
            #expect(page.status == 200)
            #expect(page.text.contains("tingsu case export \(story.caseID) --to"))
            let file = try await browser.get(story.casePath + "/export/page")
            #expect(file["content-disposition"]?.hasPrefix("attachment; filename=\"case-") == true)
            for words in [
                "卷内目录", "邹某伤害赔偿纠纷", QuarrelStory.together, "360825********0016", "第一期付款", "他肯来说一声", "来源和签名",
            ] { #expect(file.text.contains(words), "\(words)") }
            #expect(!file.text.contains(QuarrelStory.identityNumber))
            #expect(try await browser.get("/case/\(story.scope)/\(story.zou)/export").status == 404)
            #expect(try await browser.get("/case/\(story.scope)/\(story.zou)/export/page").status == 404)
            // Who has not given a PIN gets nothing.
            let stranger = Browser(port: pages.port)
            #expect(try await stranger.get(story.casePath + "/export/page").status != 200)
        }
    }
}
