import CaseFile
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing

/// 专班、会诊、症结 of a case, on real pages with a real store.
@Suite struct CaseTalksPageTests {
    private static let script = "<script>alert(1)</script>"
    private static let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"

    private static func filled(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>, at action: String? = nil
    ) async throws -> FilledForm {
        var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(action ?? path)\"")
        form.fill(values)
        return form
    }

    private static func records(_ kind: RecordKind, _ pages: PagesOfACenter) async throws -> [RecordKey] {
        try await pages.inspect { access in
            try access.transaction.scopes().flatMap { scope in
                try access.transaction.states(in: scope).map(\.key).filter { $0.kind == kind }
            }
        }
    }

    @Test func peopleJoinLeadAndLeaveATeamAndStayInItsHistory() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = story.casePath + "/team"
            #expect(try await browser.get(story.casePath).text.contains("还没有专班"))
            func join(_ name: String, _ role: String, leads: String) async throws -> HTTPReply {
                var form = try FilledForm(try await browser.get(path).text, marked: "id=\"f-form_member\"")
                form.fill([
                    "form_member": name, "form_role": role, "form_leads": leads, "form_on": "2026-05-20",
                ])
                return try await browser.post(form.action, form.fields)
            }
            #expect(try await join("民政局/李科长", "department", leads: "0").status == 303)
            #expect(try await join("<img src=x>", "law", leads: "0").status == 303)
            #expect(try await join("周书记", "lead", leads: "1").status == 303)
            let again = try await join("民政局/李科长", "department", leads: "0")
            #expect(again.status == 422 && again.text.contains("已在专班里") && again.text.contains("民政局/李科长"))
            let page = try await browser.get(path).text
            for words in ["李科长", "周书记", "包案负责", "2026-05-20 起", "&lt;img src=x&gt;"] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("<img"))
            #expect(try await browser.get(story.casePath).text.contains("现在 3 人"))

            let members = try await Self.records(TeamMemberSchema.recordKind, pages)
            #expect(members.count == 3)
            let li = try #require(
                page.firstMatch(of: #/<strong>[^<]*李科长[^<]*<\/strong>(?s:.*?)name="form_leave" value="([^"]+)"/#))
            let early = try await browser.post(path, [("form_leave", String(li.1)), ("form_on", "2026-05-01")])
            #expect(early.status == 422 && early.text.contains("2026-05-01"))
            try await browser.get(path)
            let left = try await browser.post(
                path, [("form_leave", String(li.1)), ("form_on", "2026-05-30"), ("form_reason", "调走了")])
            #expect(left["location"] == path + "?saved=1")
            let after = try await browser.get(path).text
            #expect(after.contains("以前在专班的人") && after.contains("2026-05-20 – 2026-05-30"))
            #expect(try await browser.get(story.casePath).text.contains("现在 2 人"))
        }
    }

    @Test func aConsultationHasThreeOpinionsAConclusionAndANextLevel() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let open = story.casePath + "/consult"
            let blank = try await Self.filled(browser, open, ["level": "village", "question": ""])
            #expect(try await browser.post(blank.action, blank.fields).status == 422)
            let form = try await Self.filled(
                browser, open,
                ["level": "village", "question": "赔多少合适" + Self.script, "specialists": "李律师\n周老师"])
            let saved = try await browser.post(form.action, form.fields)
            let path = try #require(saved["location"]).replacing("?saved=1", with: "")
            #expect(try await browser.post(form.action, form.fields).status == 303)
            #expect(try await Self.records(ConsultationSchema.recordKind, pages).count == 1)
            #expect(try await browser.get(story.casePath).text.contains("还缺："))

            let opinion = try await Self.filled(
                browser, path, ["form_aspect": "law", "form_by": "县司法局/李律师", "form_text": "按人身损害赔偿算"],
                at: path + "/opinion")
            for _ in 0..<2 { #expect(try await browser.post(opinion.action, opinion.fields).status == 303) }
            #expect(try await Self.records(OpinionSchema.recordKind, pages).count == 1)
            let unsaid = try await Self.filled(
                browser, path, ["form_aspect": "", "form_text": "说不清"], at: path + "/opinion")
            let refused = try await browser.post(unsaid.action, unsaid.fields)
            #expect(refused.status == 422 && refused.text.contains("说不清"))

            let conclude = try await Self.filled(
                browser, path, ["form_conclusion": "村里定不了", "form_escalate": "1"], at: path + "/conclude")
            for _ in 0..<2 { #expect(try await browser.post(conclude.action, conclude.fields).status == 303) }
            #expect(try await Self.records(ConsultationSchema.recordKind, pages).count == 2)
            let page = try await browser.get(path).text
            for words in ["按人身损害赔偿算", "村里定不了", "已提级到", Self.escaped] { #expect(page.contains(words), "\(words)") }
            #expect(!page.contains(Self.script) && !page.contains("form_conclusion"))
            let next = String(try #require(page.firstMatch(of: #/href="(\/consult\/[^"]+)">已提级到/#)).1)
            #expect(try await browser.get(next).text.contains("会诊提上来"))
        }
    }

    @Test func aPsychologicalOpinionGoesToItsOwnReadersOrNowhere() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let form = try await Self.filled(
                browser, story.casePath + "/consult", ["level": "town", "question": "怎样走出来"])
            let path = try #require(try await browser.post(form.action, form.fields)["location"]).replacing(
                "?saved=1", with: "")
            #expect(try await browser.get(path).text.contains("没有给这台电脑看的权限"))
            let secret = "夜里常惊醒"
            let opinion = try await Self.filled(
                browser, path, ["form_aspect": "psychology", "form_by": "周老师", "form_text": secret],
                at: path + "/opinion")
            // Without readers it is kept nowhere, and what was typed stays on the form.
            let refused = try await browser.post(opinion.action, opinion.fields)
            #expect(refused.status == 422 && refused.text.contains(secret) && refused.text.contains("授权"))
            #expect(try await Self.records(OpinionSchema.recordKind, pages).isEmpty)
            _ = try await GrantAccessCommand(
                LocalNode.AccessPlace(area: "练习一村", purpose: "psychological"), devices: [], readOnly: false
            ).run(on: pages.node)
            try await browser.get(path)
            for _ in 0..<2 { #expect(try await browser.post(opinion.action, opinion.fields).status == 303) }
            let made = try await Self.records(OpinionSchema.recordKind, pages)
            #expect(made.count == 1 && made[0].scope != story.scope)
            let page = try await browser.get(path).text
            #expect(page.contains(secret) && page.contains("class=\"mark restricted\""))
            for other in [story.mediationPath, story.casePath + "/export/page", "/find?q=夜里常惊醒"] {
                #expect(try await !browser.get(other).text.contains(secret), "\(other)")
            }
        }
    }

    @Test func anObstacleIsAssignedAndResolved() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let new = story.casePath + "/obstacle"
            let blank = try await Self.filled(browser, new, ["kind": "duty_gap", "text": ""])
            #expect(try await browser.post(blank.action, blank.fields).status == 422)
            let form = try await Self.filled(
                browser, new, ["kind": "duty_gap", "text": "两个部门都说不归自己管" + Self.script, "department": "民政局"])
            for _ in 0..<2 { #expect(try await browser.post(form.action, form.fields).status == 303) }
            let made = try await Self.records(ObstacleSchema.recordKind, pages)
            #expect(made.count == 1)
            #expect(try await Self.records(TaskSchema.recordKind, pages).isEmpty)
            let path = story.fieldsPath(ObstacleSchema.recordKind, made[0].id)
            let file = try await browser.get(story.casePath).text
            #expect(file.contains("还没有打通") && file.contains(Self.escaped) && !file.contains(Self.script))
            #expect(try await browser.get(path).text.contains("\(path)/assign"))

            let task = try await Self.filled(
                browser, path + "/assign",
                ["responsible": "民政局/李科长", "task": "开会定归口", "path": "请示县里", "due": "2026-06-09"])
            #expect(try await browser.post(task.action, task.fields).status == 303)
            let twice = try await browser.post(task.action, task.fields)
            #expect(twice.status == 422 && twice.text.contains("开会定归口"))
            #expect(try await Self.records(TaskSchema.recordKind, pages).count == 1)

            let unsaid = try await Self.filled(browser, path + "/resolve", ["how": ""])
            #expect(try await browser.post(unsaid.action, unsaid.fields).status == 422)
            let resolved = try await Self.filled(browser, path + "/resolve", ["how": "县里定了由民政局管"])
            #expect(try await browser.post(resolved.action, resolved.fields).status == 303)
            #expect(try await browser.get(story.casePath).text.contains("已打通"))
            #expect(try await !browser.get(path).text.contains("\(path)/resolve"))
        }
    }

    @Test func whoMayNotWriteTheCaseSeesThemAndChangesNone() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let consult = try await Self.filled(
                browser, story.casePath + "/consult", ["level": "town", "question": "赔多少"])
            let obstacle = try await Self.filled(
                browser, story.casePath + "/obstacle", ["kind": "other", "text": "没人管"])
            let agreement = story.fieldsPath(AgreementSchema.recordKind, story.agreement)
            let terms = try await Self.filled(
                browser, agreement + "/amend", ["form_what": "分三次付", "form_reason": "收成晚了"])
            var join = try FilledForm(
                try await browser.get(story.casePath + "/team").text, marked: "id=\"f-form_member\"")
            join.fill(["form_member": "周书记", "form_role": "lead"])
            pages.clocks.mayWriteNothing = true
            let file = try await browser.get(story.casePath).text
            #expect(file.contains("\(story.casePath)/team") && !file.contains("\(story.casePath)/consult\""))
            #expect(try await !browser.get(story.casePath + "/team").text.contains("form_member"))
            #expect(try await !browser.get(agreement).text.contains("\(agreement)/amend"))
            for form in [consult, obstacle, terms, join] {
                let refused = try await browser.post(form.action, form.fields)
                #expect(refused.status == 422 && refused.text.contains("没有填写"), "\(form.action)")
            }
            pages.clocks.mayWriteNothing = false
            for kind in [ConsultationSchema.recordKind, ObstacleSchema.recordKind, TeamMemberSchema.recordKind] {
                #expect(try await Self.records(kind, pages).isEmpty)
            }
        }
    }
}
