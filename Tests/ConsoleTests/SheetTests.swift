import CaseFile
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing

@Suite struct SheetTests {
    /// Everything that one side may not read of the other, or that is for the case team only.
    private static let forTheTeamOnly = [
        QuarrelStory.backToBack, QuarrelStory.atHome, QuarrelStory.observed, QuarrelStory.cause,
        QuarrelStory.identityNumber, "9 → 7", "要求赔偿六十万元",
    ]

    @Test func whatOneSideSaidAloneIsNowhereOnTheSheetThatBothSign() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let sheet = try await browser.get(story.mediationPath)
            #expect(sheet.status == 200)
            for words in Self.forTheTeamOnly { #expect(!sheet.text.contains(words), "\(words)") }
            for words in [
                "调解记录", QuarrelStory.together, "刘小某分两期支付二十二万元", "第一期付款", "申请方当事人", "对方当事人", "手印", "共 2 次",
                "村委会",
            ] { #expect(sheet.text.contains(words), "\(words)") }
            // Asking for the visit by its id does not bring it onto the sheet.
            for visit in [story.visits.home, story.visits.apart] {
                #expect(try await browser.get(story.mediationPath + "?of=\(visit)").status == 404)
            }
        }
    }

    @Test func nobodyIsLeftOffTheSheetInSilence() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let names = (1...41).map { "邻居\($0)号" }
            let lines = names.enumerated().flatMap { index, name in
                [
                    #"{"kind":"person","key":"n\#(index)","fields":{"name":"\#(name)"}}"#,
                    #"{"kind":"case_party","fields":{"case":"\#(story.caseID)","person":"@n\#(index)","side":"opponent"}}"#,
                ]
            }
            _ = try await ImportRecordsCommand(
                .jsonLines, file: Data(lines.joined(separator: "\n").utf8), isDryRun: false, area: "练习一村",
                speaker: Speaker()
            ).run(on: pages.node)
            let sheet = try await pages.signedIn().get(story.mediationPath)
            for name in names { #expect(sheet.text.contains(name), "\(name)") }
            // Forty of the 43 have a row and a place to sign.
            #expect(sheet.text.contains("另有 3 位当事人没有列在表里"))
            #expect(sheet.body.count <= 100 * 1024)
        }
    }

    @Test func aSessionAboutWhoseModePeopleDisagreeIsNoSession() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            #expect(try await browser.get(story.mediationPath).text.contains(QuarrelStory.together))
            let seen = try await story.seen(story.visits.together, pages)
            try await story.correct(
                story.visits.together, [TypedField("mode", .string("背靠背"))], seen: seen, pages)
            try await story.correct(
                story.visits.together, [TypedField("mode", .string("面对面"))], seen: seen, pages)
            #expect(!(try await browser.get(story.mediationPath).text).contains(QuarrelStory.together))
        }
    }

    @Test func oneSideOfADisagreementIsNotPrintedAsAgreed() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let seen = try await story.seen(story.agreement, pages)
            for terms in ["刘小某支付三十万元", "刘小某支付十万元"] {
                try await story.correct(story.agreement, [TypedField("terms", .string(terms))], seen: seen, pages)
            }
            let browser = try await pages.signedIn()
            let sheet = try await browser.get(story.mediationPath).text
            #expect(!sheet.contains("三十万元") && !sheet.contains("支付十万元") && sheet.contains("有两种说法"))
        }
    }

    @Test func theFootNamesTheChangesAndTheHeadOfTheLog() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let change = try await ShowHistoryCommand(record: story.visits.together.description).run(on: pages.node)
                .entries[0].change
            let heads = try await NodePages(node: pages.node).inspect { access in
                try access.transaction.heads(in: story.scope)
            }
            for path in [story.mediationPath, story.printPath(of: story.visits.together)] {
                let foot = try #require(
                    try await browser.get(path).text.components(separatedBy: "class=\"sheet-foot\"").last)
                #expect(foot.contains(change))
                let head = try #require(heads.last)
                #expect(foot.contains("第 \(head.seq) 条") && foot.contains("\(head.hash)"))
            }
        }
    }

    @Test func theVisitSheetHasTheWordsAndPlacesToSign() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let together = try await browser.get(story.printPath(of: story.visits.together)).text
            for words in ["走访听诉记录", QuarrelStory.together, "签名", "手印", "2026-05-06 09:40 – 11:20", "练习"] {
                #expect(together.contains(words), "\(words)")
            }
            #expect(!together.contains("背靠背记录"))
            // Feelings and what the observer thought stand on no sheet that somebody signs.
            let home = try await browser.get(story.printPath(of: story.visits.home)).text
            #expect(home.contains(QuarrelStory.atHome))
            #expect(!home.contains(QuarrelStory.observed) && !home.contains("9 → 7"))
            let apart = try await browser.get(story.printPath(of: story.visits.apart)).text
            // What was said there is on no paper that lies about: it has readers of its own.
            #expect(apart.contains("背靠背记录") && !apart.contains(QuarrelStory.backToBack))
        }
    }

    @Test func identityNumbersAreMaskedAndTheTrainingCountySaysSo() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let sheet = try await browser.get(story.mediationPath).text
            #expect(sheet.contains("360825********0016"))
            #expect(sheet.contains("class=\"sheet-training\""))
        }
    }

    @Test func aSheetIsChineseWhateverLanguageItsReaderHas() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let sheet = try await browser.get(story.mediationPath, headers: ["Accept-Language: en"]).text
            #expect(sheet.contains("调解记录") && sheet.contains("lang=\"zh-Hans\""))
        }
    }

    @Test func aCaseWithoutASessionHasASheetToFillInByHand() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            for record in [story.visits.together, story.agreement] {
                _ = try await ChangeLifecycleCommand(
                    .withdraw, record: record.description, reason: "记错了", seen: nil, area: nil, speaker: Speaker()
                ).run(on: pages.node)
            }
            let browser = try await pages.signedIn()
            let sheet = try await browser.get(story.mediationPath)
            #expect(sheet.status == 200 && sheet.text.contains("class=\"rule\"") && sheet.text.contains("邹某"))
            for words in Self.forTheTeamOnly + [QuarrelStory.together] {
                #expect(!sheet.text.contains(words), "\(words)")
            }
        }
    }
}
