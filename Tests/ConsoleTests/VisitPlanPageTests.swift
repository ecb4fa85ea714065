import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// 带着方案进户 on the pages: planned and prepared from its case, in what is due, and at hand when the visit is recorded.
@Suite struct VisitPlanPageTests {
    private static func send(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>
    ) async throws -> HTTPReply {
        var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
        form.fill(values)
        return try await browser.post(form.action, form.fields)
    }

    private static func plan(
        _ browser: Browser, about key: RecordKey
    ) async throws -> String {
        let path = PagePathOf.record(key) + "/plan-visit"
        let saved = try await send(
            browser, path,
            [
                "planned": "2026-06-10T09:00", "purpose": "谈分期", "summary": "八年没谈拢", "options": "分两期付\n先付医药费",
                "responsible": "赵主任",
            ])
        #expect(saved.status == 303, "\(VisitPageTests.problems(saved.text))")
        return String(try #require(saved["location"]).split(separator: "?")[0])
    }

    private static func word(_ path: String) -> String {
        let parts = path.split(separator: "/")
        return "\(parts[1])-\(parts[2])-\(parts[3].filter { $0 != "-" })"
    }

    @Test func aVisitIsPlannedFromItsCaseAndStandsInWhatIsDue() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            let path = PagePathOf.record(sample.caseFile) + "/plan-visit"
            #expect(try await browser.get(PagePathOf.caseFile(sample.caseFile)).text.contains(path))
            #expect(try await browser.get(PagePathOf.record(sample.household)).text.contains("/plan-visit"))
            let untimed = try await Self.send(browser, path, ["summary": "八年没谈拢"])
            #expect(untimed.status == 422)
            #expect(untimed.text.contains("没有写计划什么时候去") && untimed.text.contains("八年没谈拢"))
            var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
            form.fill(["planned": "2026-06-10T09:00", "purpose": "谈分期"])
            let first = try await browser.post(form.action, form.fields)
            let second = try await browser.post(form.action, form.fields)
            #expect(first.status == 303 && second["location"] == first["location"])
            let due = try await browser.get("/due?range=all").text
            #expect(due.components(separatedBy: "谈分期").count == 2)
        }
    }

    @Test func theVisitShowsWhatWasPreparedAndIsRecordedInItsPlan() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            let planned = try await Self.plan(browser, about: sample.caseFile)
            for _ in 1...2 {
                #expect(try await Self.send(browser, planned + "/prepare", ["options": "请村医<一起>去"]).status == 303)
            }
            let page = try await browser.get(planned).text
            let making = "/visit/new?about=\(Self.word(planned))"
            #expect(page.contains(making))
            var form = try await pages.visitForm(browser, making)
            #expect(browser.page.contains("八年没谈拢") && browser.page.contains("赵主任"))
            #expect(browser.page.components(separatedBy: "请村医&lt;一起&gt;去").count == 2)
            #expect(form["visit.purpose"] == "谈分期")
            form.fill(["visit.narrative": "愿意分两期", "p.\(sample.liu.id.description.filter { $0 != "-" }).before": "6"])
            let saved = try await browser.post(form.action, form.fields)
            #expect(saved.status == 303, "\(VisitPageTests.problems(saved.text))")
            // The answer to the first sending was lost.
            #expect(try await browser.post(form.action, form.fields)["location"] == saved["location"])
            try await pages.inspect { access in
                let file = try access.reading.caseFile(sample.caseFile)
                let visit = try #require(file.visits.first)
                #expect(file.visits.count == 1 && visit.emotions.count == 1)
                #expect(visit.record.shown(VisitSchema.narrative) == .text("愿意分两期"))
                #expect(visit.record.shown(VisitSchema.purpose) == .text("谈分期"))
                #expect(visit.record.shown(VisitSchema.preparation)[member: 3] == .text("赵主任"))
                #expect(!visit.record.isVisitToBeMade)
            }
            // Its form leads to the visit that was made.
            #expect(try await browser.get(making)["location"] == planned)
            let late = try await browser.get(planned + "/prepare").text
            let refused = try await browser.post(
                planned + "/prepare", try FilledForm(late, marked: "/prepare\"").fields + [("summary", "晚了")])
            #expect(refused.status == 422 && refused.text.contains("已经走过"))
        }
    }

    @Test func whatSomebodyRecordedMeanwhileIsNotWrittenOver() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            let planned = try await Self.plan(browser, about: sample.caseFile)
            var form = try await pages.visitForm(browser, "/visit/new?about=\(Self.word(planned))")
            form.fill("visit.narrative", "我去的那次")
            _ = try await SaveRecordsCommand(
                corrections: [
                    .init(
                        record: String(planned.split(separator: "/")[3]), kind: "visit",
                        fields: [
                            TypedField("started", .string("2026-06-01 08:00")),
                            TypedField("narrative", .string("同事去的")),
                        ])
                ], speaker: Speaker()
            ).run(on: pages.node)
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("这次走访已经保存过了"))
            // Sent once more it is a visit of its own, with all that stands in the form.
            let again = try FilledForm(refused.text, marked: "data-draft=")
            let saved = try await browser.post(again.action, again.fields)
            #expect(saved.status == 303, "\(VisitPageTests.problems(saved.text))")
            let visits = try await pages.inspect { try $0.reading.caseFile(sample.caseFile).visits.map(\.record) }
            #expect(
                visits.map { $0.shown(VisitSchema.narrative).plainText }.sorted { $0 ?? "" < $1 ?? "" }
                    == ["同事去的", "我去的那次"].sorted())
            #expect(visits.allSatisfy { $0.shown(VisitSchema.purpose) == .text("谈分期") })
        }
    }

    @Test func anotherCaseLeavesThePlanOpen() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            let planned = try await Self.plan(browser, about: sample.household)
            var form = try await pages.visitForm(browser, "/visit/new?about=\(Self.word(planned))")
            #expect(form["form_household"] == PagePathOf.word(sample.household))
            // A plan to a household takes the case that is chosen at the door.
            let kept = try await browser.post("/visit/keep", form.fields)
            let draft = try #require(kept["location"])
            let added = try await browser.post(
                draft + "/about",
                form.fields.filter { $0.0 == "form_token" } + [("about", PagePathOf.word(sample.caseFile))])
            form = try await pages.visitForm(browser, try #require(added["location"]))
            #expect(form["form_plan"] == Self.word(planned))
            #expect(form["form_case"] == PagePathOf.word(sample.caseFile))
            let other = try await pages.recordHousehold(address: "石仓村18号").split(separator: "/")
            let away = try await browser.post(
                try #require(added["location"]) + "/about",
                form.fields.filter { $0.0 == "form_token" } + [
                    ("about", "\(other[1])-\(other[2])-\(other[3].filter { $0 != "-" })")
                ])
            form = try await pages.visitForm(browser, try #require(away["location"]))
            #expect(form["form_plan"] == nil)
            #expect(form["visit.purpose"] == "谈分期")
            let saved = try await browser.post(form.action, form.fields)
            #expect(saved.status == 303, "\(VisitPageTests.problems(saved.text))")
            #expect(try await browser.get("/due?range=all").text.contains("谈分期"))
        }
    }
}
