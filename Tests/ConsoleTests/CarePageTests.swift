import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// Signs of danger, how one person felt, and who looked at whole numbers: on real pages with a real store.
@Suite struct CarePageTests {
    private static func raise(_ story: QuarrelStory, _ pages: PagesOfACenter) async throws {
        _ = try await SaveRecordsCommand(
            corrections: [
                .init(
                    record: story.visits.home.description, kind: "visit",
                    fields: [
                        TypedField(
                            "safety",
                            .object([
                                ("raised", .string("yes")), ("concern", .string("自伤")), ("text", .string("说不想活了")),
                            ]))
                    ])
            ], speaker: Speaker()
        ).run(on: pages.node)
    }

    @Test func aSignOfDangerStaysOnThePagesUntilSomebodyAnswersIt() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/safety").text.contains("没有待处置的安全风险"))
            try await Self.raise(story, pages)
            #expect(try await browser.get(story.casePath).text.contains("有 1 处安全风险还没有人处置"))
            let list = try await browser.get("/safety").text
            #expect(list.contains("自伤 · 说不想活了") && list.contains("邹某伤害赔偿纠纷"))
            let path = String(try #require(list.firstMatch(of: #/href="([^"]+\/safety)">写明怎样处置的/#)).1)
            // What is due says so, and leads to the same form.
            let due = try await browser.get("/due?range=all").text
            #expect(due.contains("安全风险待处置") && due.contains("href=\"\(path)\""))

            // A closing page of any kind is refused with the reason.
            var correction = try FilledForm(
                try await browser.get("/record/\(story.scope)/102/\(story.caseID)/correct").text, marked: "form_seen")
            correction.fill("stage", "closed")
            let refused = try await browser.post(
                "/record/\(story.scope)/102/\(story.caseID)/correct", correction.fields)
            #expect(refused.status == 422 && refused.text.contains("安全风险没有人答复"))

            var form = try FilledForm(try await browser.get(path).text, marked: "form_what")
            let empty = try await browser.post(path, form.fields)
            #expect(empty.status == 422)
            form.fill("form_what", "已上门，女儿陪着")
            form.fill("form_by", "县医院王医生")
            #expect(try await browser.post(path, form.fields)["location"] == "/safety?saved=1")
            #expect(try await browser.get("/safety").text.contains("没有待处置的安全风险"))
            #expect(try await !browser.get(story.casePath).text.contains("还没有人处置"))
            #expect(try await browser.get(path).text.contains("县医院王医生：已上门，女儿陪着"))
        }
    }

    @Test func onePersonsRatingsAreDrawnWithTheirNumbersAndNobodyElses() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let person = "/record/\(story.scope)/101/\(story.zou)"
            #expect(try await browser.get(person).text.contains("href=\"\(person)/feelings\""))
            let page = try await browser.get(person + "/feelings").text
            for words in [
                "邹某的心情变化", "不排名", "9 → 7", "7 → 5", "从第一次到最近一次自评：-4", "观察者看法：愤怒，\(QuarrelStory.observed)",
                "role=\"img\"", "<table",
            ] { #expect(page.contains(words), "\(words)") }
            #expect(!page.contains("刘小某"))
            #expect(try await browser.get("/record/\(story.scope)/102/\(story.caseID)/feelings").status == 404)
        }
    }

    @Test func aWholeNumberIsShownOnceAndWhoLookedIsRecordedFirst() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let person = "/record/\(story.scope)/101/\(story.zou)"
            #expect(try await browser.get(person).text.contains("href=\"\(person)/reveal\""))
            let masked = try await browser.get(person + "/reveal").text
            #expect(!masked.contains(QuarrelStory.identityNumber) && masked.contains("360825********0016"))
            var form = try FilledForm(masked, marked: "form_reason")
            form.fill("form_reason", " ")
            let unsaid = try await browser.post(form.action, form.fields)
            #expect(unsaid.status == 422 && !unsaid.text.contains(QuarrelStory.identityNumber))
            #expect(try await ListRevealsCommand().run(on: pages.node).reveals.isEmpty)
            form.fill("form_reason", "核对协议")
            let shown = try await browser.post(form.action, form.fields)
            #expect(shown.text.contains(QuarrelStory.identityNumber) && shown.text.contains("已记下"))
            let reveals = try await ListRevealsCommand(record: "邹某").run(on: pages.node).reveals
            #expect(reveals.map(\.by) == ["王主任"] && reveals.map(\.reason) == ["核对协议"])
            #expect(reveals.first?.record?.title.zhHans == "邹某")
            #expect(try await !browser.get(person).text.contains(QuarrelStory.identityNumber))
            #expect(try await !browser.get(person + "/reveal").text.contains(QuarrelStory.identityNumber))
            // It is no part of the case's file.
            #expect(try await !browser.get(story.casePath).text.contains("核对协议"))
        }
    }

    @Test func backToBackWordsAreMarkedForTheirReadersAndOnNoPrint() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let page = try await browser.get(story.casePath).text
            #expect(page.contains("class=\"mark restricted\"") && page.contains(QuarrelStory.backToBack))
            for path in [story.mediationPath, story.printPath(of: story.visits.apart)] {
                #expect(try await !browser.get(path).text.contains(QuarrelStory.backToBack), "\(path)")
            }
            let exported = try await browser.get(story.casePath + "/export/page").text
            #expect(!exported.contains(QuarrelStory.backToBack))
            #expect(try await !browser.get("/find?q=十五万").text.contains(QuarrelStory.backToBack))
        }
    }

    @Test func theQuestionnaireIsFilledInWithConsentOnly() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            let zou = sample.zou.id.description.filter { $0 != "-" }
            form.fill([
                "p.\(zou).here": "1", "p.\(zou).before": "6", "visit.mode": "face_to_face",
                "visit.narrative": "说了家里的事", "p.\(zou).anxious": "2", "p.\(zou).worry": "1",
                "p.\(zou).interest": "0", "p.\(zou).mood": "0",
            ])
            form.fill("form_person", PagePathOf.word(sample.zou))
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("本人同意才能填"))
            var again = try FilledForm(refused.text, marked: "visit.narrative")
            again.fill("p.\(zou).consent", "1")
            #expect(try await browser.post(again.action, again.fields).status == 303)
            try await pages.inspect { access in
                let trend = try access.reading.feelingTrend(of: sample.zou)
                #expect(trend.points.map(\.questionnaireTotal) == [3])
            }
        }
    }

    @Test func backToBackWordsOfTheFormGoToTheirReadersOrComeBackWithWhatToDo() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill(["visit.mode": "back_to_back", "visit.narrative": "他背后说的那句重话"])
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("tingsu access grant"))
            // Nothing that was typed is lost.
            #expect(refused.text.contains("他背后说的那句重话"))
            _ = try await GrantAccessCommand(
                LocalNode.AccessPlace(area: "练习一村", purpose: "专班专用"), devices: [], readOnly: false
            ).run(on: pages.node)
            let again = try FilledForm(refused.text, marked: "visit.narrative")
            #expect(try await browser.post(again.action, again.fields).status == 303)
            #expect(try await browser.get("/case/\(sample.caseFile.scope)/\(sample.caseFile.id)").text.contains("那句重话"))
        }
    }
}
