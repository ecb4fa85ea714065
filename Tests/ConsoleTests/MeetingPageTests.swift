import CaseFile
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing

/// 会议: series, agenda, minutes and decisions on real pages with a real store.
@Suite struct MeetingPageTests {
    private static let script = "<script>alert(1)</script>"
    private static let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"

    private static func filled(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>, at action: String? = nil
    ) async throws -> FilledForm {
        var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(action ?? path)\"")
        form.fill(values)
        return form
    }

    /// A weekly meeting of the story's village; answers the path of the next one.
    private static func series(_ browser: Browser, _ story: QuarrelStory) async throws -> String {
        let form = try await filled(
            browser, "/meetings/series",
            [
                "form_scope": story.scope.description, "title": "周会商", "kind": "weekly", "rhythm": "weekly",
                "day": "1", "time": "09:30", "from": "2026-05-18", "place": "镇二楼",
            ])
        #expect(try await browser.post(form.action, form.fields)["location"] == "/meetings?saved=1")
        // Sent twice it is one series.
        #expect(try await browser.post(form.action, form.fields).status == 303)
        let list = try await browser.get("/meetings").text
        #expect(list.components(separatedBy: "<strong>周会商</strong> <span>周会商 ·").count == 2)
        let next = try #require(
            list.firstMatch(of: #/href="(\/meeting\/[^"]+)"><strong>周会商<\/strong> <span>[-0-9]+ 09:30/#))
        return String(next.1)
    }

    private static func count(_ kind: RecordKind, _ story: QuarrelStory, _ pages: PagesOfACenter) async throws -> Int {
        try await pages.inspect { access in
            try access.transaction.states(in: story.scope).count { $0.key.kind == kind }
        }
    }

    @Test func theMeetingsOfASeriesAppearByThemselvesAndPlanningMakesRecordsOfThem() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/meetings").text.contains("还没有例会"))
            let path = try await Self.series(browser, story)
            let list = try await browser.get("/meetings").text
            for words in [" 09:30", "过期未开", "待开", "镇二楼"] { #expect(list.contains(words), "\(words)") }
            let page = try await browser.get(path).text
            #expect(page.contains("建议"))
            // With the reason why it is there.
            #expect(
                page.firstMatch(of: #/<strong>邹某伤害赔偿纠纷<\/strong><\/a> <span class="hint">[^<]{2,}</#) != nil)
            #expect(!page.contains("打印会议纪要"))
            #expect(try await Self.count(MeetingSchema.recordKind, story, pages) == 0)
            #expect(try await browser.post("/meetings/plan").status == 303)
            let planned = try await Self.count(MeetingSchema.recordKind, story, pages)
            #expect(planned >= 4)
            #expect(try await browser.post("/meetings/plan").status == 303)
            #expect(try await Self.count(MeetingSchema.recordKind, story, pages) == planned)
            let wrong = try await Self.filled(
                browser, "/meetings/series",
                ["form_scope": story.scope.description, "title": Self.script, "day": "1", "time": "25点"])
            let refused = try await browser.post(wrong.action, wrong.fields)
            #expect(refused.status == 422 && refused.text.contains("25点") && refused.text.contains(Self.escaped))
            #expect(!refused.text.contains(Self.script))
        }
    }

    @Test func anAgendaIsWhatPeopleMadeOfTheProposal() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = try await Self.series(browser, story)
            let action = path + "/agenda"
            let wrong = try await Self.filled(
                browser, path, ["form_case": "没有这个案件", "form_why": "群众当面提出"], at: action)
            let refused = try await browser.post(wrong.action, wrong.fields)
            #expect(refused.status == 422 && refused.text.contains("没有这个案件") && refused.text.contains("群众当面提出"))
            let form = try await Self.filled(
                browser, path, ["form_text": Self.script, "form_why": "干部提出"], at: action)
            #expect(form["form_keep"] != nil)
            let saved = try await browser.post(form.action, form.fields)
            #expect(saved["location"] == path + "?saved=1")
            let page = try await browser.get(path).text
            #expect(page.contains(Self.escaped) && !page.contains(Self.script) && page.contains("邹某伤害赔偿纠纷"))
            // Nothing kept: what was left out stays out.
            var bare = try await Self.filled(browser, path, [:], at: action)
            bare = try Self.without("form_keep", bare)
            #expect(try await browser.post(bare.action, bare.fields).status == 303)
            #expect(try await browser.get(path).text.contains("议程还是空的"))
        }
    }

    private static func without(_ name: String, _ form: FilledForm) throws -> FilledForm {
        var form = form
        form.fill(name, "")
        return form
    }

    @Test func aDecisionBecomesATaskOfItsCaseOnce() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = try await Self.series(browser, story)
            let hold = path + "/hold"
            let empty = try await Self.filled(browser, hold, ["started": ""])
            #expect(try await browser.post(empty.action, empty.fields).status == 422)
            var form = try await Self.filled(
                browser, hold,
                [
                    "attendees": "王主任\n李支书", "absent": "赵所长：出差", "minutes": "议了两件事" + Self.script,
                    "decision_0": "补齐医疗票据", "responsible_0": "民政局/李科长", "path_0": "到县医院调病历",
                    "due_0": "过两天",
                ])
            #expect(form["case_0"]?.isEmpty == false)
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("过两天") && refused.text.contains("到县医院调病历"))
            #expect(try await Self.count(TaskSchema.recordKind, story, pages) == 0)
            form.fill("due_0", "2026-06-05")
            for _ in 0..<2 {
                #expect(try await browser.post(form.action, form.fields)["location"] == path + "?saved=1")
            }
            #expect(try await Self.count(TaskSchema.recordKind, story, pages) == 1)
            let page = try await browser.get(path).text
            for words in ["已开", "补齐医疗票据", "李科长", "到县医院调病历", "期限 2026-06-05", Self.escaped] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains(Self.script))
            #expect(try await browser.get(story.casePath).text.contains("补齐医疗票据"))
            let sheet = try await browser.get(path.replacing("/meeting/", with: "/print/meeting/")).text
            for words in ["会议纪要", "王主任", "赵所长", "补齐医疗票据", "2026-06-05", Self.escaped] {
                #expect(sheet.contains(words), "\(words)")
            }
        }
    }

    @Test func aMeetingOnTheSpotIsCalledFromTheCaseAtAnyHour() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let file = try await browser.get(story.casePath).text
            let call = String(try #require(file.firstMatch(of: #/href="(\/meetings\/call\?case=[^"]+)"/#)).1)
            let form = try await Self.filled(
                browser, call, ["kind": "joint_session", "planned": "2026-06-01T19:30", "place": "村委会"])
            let saved = try await browser.post(form.action, form.fields)
            let path = try #require(saved["location"]).replacing("?saved=1", with: "")
            #expect(try await browser.post(form.action, form.fields)["location"] == path + "?saved=1")
            #expect(try await Self.count(MeetingSchema.recordKind, story, pages) == 1)
            let page = try await browser.get(path).text
            #expect(page.contains("第 1 轮") && page.contains("2026-06-01 19:30") && page.contains("王主任"))
            #expect(try await browser.get(story.casePath).text.contains(path))
            // What comes up there is a decision of that case, without naming it.
            let held = try await Self.filled(
                browser, path + "/hold",
                ["attendees": "王主任", "parties": "邹某", "decision_0": "先付医药费", "responsible_0": "李支书"])
            #expect(try await browser.post(held.action, held.fields).status == 303)
            #expect(try await browser.get(path).text.contains("先付医药费"))
            #expect(try await Self.count(TaskSchema.recordKind, story, pages) == 1)
        }
    }

    @Test func whoMayNotWriteAnAreaSeesItsMeetingsAndChangesNone() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = try await Self.series(browser, story)
            let hold = try await Self.filled(browser, path + "/hold", ["attendees": "王主任", "minutes": "议了"])
            let agenda = try await Self.filled(browser, path, ["form_text": "别的事"], at: path + "/agenda")
            pages.clocks.mayWriteNothing = true
            let page = try await browser.get(path).text
            #expect(page.contains("邹某伤害赔偿纠纷") && !page.contains("action=\"\(path)") && !page.contains("\(path)/hold"))
            #expect(try await !browser.get("/meetings").text.contains("/meetings/series\""))
            #expect(try await browser.get(path + "/hold").status == 404)
            try await browser.get("/meetings")
            for form in [hold, agenda] {
                let reply = try await browser.post(form.action, form.fields)
                #expect([404, 422].contains(reply.status), "\(form.action) \(reply.status)")
            }
            pages.clocks.mayWriteNothing = false
            #expect(try await Self.count(MeetingSchema.recordKind, story, pages) == 0)
            #expect(try await browser.get("/meeting/\(story.scope)/\(story.caseID)").status == 404)
        }
    }
}
