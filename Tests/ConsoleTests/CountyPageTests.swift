import CaseFile
import CaseStore
import CaseWork
import Console
import Foundation
import Node
import Replication
import Testing

@Suite struct CountyPageTests {
    /// Adds a question by the page.
    @discardableResult
    private static func add(
        _ values: KeyValuePairs<String, String>, to form: String = "/county/field", _ browser: Browser
    ) async throws -> HTTPReply {
        let page = try await browser.get("/county")
        var filled = try FilledForm(page.text, marked: "action=\"\(form)\"")
        filled.fill(values)
        return try await browser.post(filled.action, filled.fields)
    }

    @Test func theAdministratorAddsAQuestionThatEveryFormAsks() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/board").text.contains("href=\"/county\""))
            #expect(try await browser.get("/county").text.contains("还没有增加问题"))
            let saved = try await Self.add(
                ["kind": "visit", "label": "<b>用水</b>来源", "type": "code", "codes": "井水\r\n自来水"], browser)
            #expect(saved["location"] == "/county?done=1", "\(saved.status)")
            try await Self.add(["kind": "visit", "label": "家里种茶吗", "type": "boolean"], browser)
            let list = try await browser.get("/county?done=1").text
            #expect(list.contains("走访 · &lt;b&gt;用水&lt;/b&gt;来源") && list.contains("10001") && list.contains("使用中"))
            #expect(!list.contains("<b>用水"))

            // The visit's form asks both, and what is answered is on the record, the case's page and the sheet.
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            #expect(browser.page.contains("县里要问的") && browser.page.contains("家里种茶吗"))
            form.fill([
                "visit.narrative": "谈了水。", "visit.mode": "face_to_face", "visit.field_10000": "c2",
                "visit.field_10001": "1",
            ])
            let reply = try await browser.post(form.action, form.fields)
            let path = try #require(reply["location"]?.split(separator: "?").first.map(String.init))
            let record = try await browser.get(path).text
            #expect(record.contains("自来水") && record.contains("家里种茶吗"))
            let visit = try await pages.inspect { access in
                try #require(try access.reading.caseFile(sample.caseFile).visits.first).record.key
            }
            #expect(try await browser.get(PagePathOf.caseFile(sample.caseFile)).text.contains("自来水"))
            let sheet = try await browser.get("/print/visit/\(visit.scope)/\(visit.id)").text
            #expect(sheet.contains("家里种茶吗") && sheet.contains("自来水"))

            // Ended: no new form asks it, the answer stays, and can still be mended where it stands.
            let item = try FilledForm(
                try await browser.get("/county").text, marked: "name=\"form_which\" value=\"10001\"")
            #expect(try await browser.post(item.action, item.fields).status == 303)
            _ = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            #expect(!browser.page.contains("家里种茶吗") && browser.page.contains("来源"))
            #expect(try await browser.get(PagePathOf.record(visit)).text.contains("家里种茶吗"))
            #expect(try await browser.get(PagePathOf.record(visit) + "/correct").text.contains("name=\"field_10001\""))
            #expect(try await browser.get("/county").text.contains("已停用"))
            #expect(try await browser.get("/print/visit/\(visit.scope)/\(visit.id)").text.contains("家里种茶吗"))
        }
    }

    /// Nothing that somebody wrote is lost because the county stopped asking while they wrote.
    @Test func anAnswerInAnOpenFormOutlivesTheQuestion() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            try await Self.add(["kind": "visit", "label": "家里种茶吗", "type": "boolean"], browser)
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill(["visit.narrative": "谈了茶。", "visit.mode": "phone", "visit.field_10000": "1"])
            _ = try await EndCountyFieldCommand(field: "10000").run(on: pages.node)
            #expect(try await browser.post(form.action, form.fields).status == 303)
            try await pages.inspect { access in
                let visit = try #require(try access.reading.caseFile(sample.caseFile).visits.first)
                #expect(visit.record.shown(RegisterNumber(rawValue: 10_000)) == .boolean(true))
            }
        }
    }

    @Test func whatTheCountyAsksOfPeopleFeelingsAndDemandsStandsInTheirBlocks() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            for (kind, label, type) in [
                ("emotion", "睡得好吗", "boolean"), ("demand", "找过几次", "integer"), ("person", "在外打工吗", "boolean"),
            ] {
                let saved = try await Self.add(
                    ["kind": kind, "label": label, "type": type], browser)
                #expect(saved.status == 303, "\(label)")
            }
            let zou = sample.zou.id.description.filter { $0 != "-" }
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill("form_person", PagePathOf.word(sample.zou))
            form.fill([
                "p.\(zou).county.field_10000": "0", "demand.1.text": "改排水沟", "demand.1.county.field_10001": "好几次",
                "new.1.name": "邹小妹", "new.1.county.field_10002": "1", "p.new1.county.field_10000": "1",
                "demand.2.county.field_10001": "2", "visit.narrative": "谈了水。", "visit.mode": "phone",
            ])
            // A number that is none, and an answer about a demand that nobody wrote down: each where it stands.
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("县里的问题是问这件事的"))
            #expect(refused.text.contains("value=\"2\""))
            form.fill(["demand.2.text": "赔一棵树"])
            let wrong = try await browser.post(form.action, form.fields)
            #expect(wrong.status == 422)
            let field = try #require(
                wrong.text.components(separatedBy: "<input").first {
                    $0.contains("name=\"demand.1.county.field_10001\"") && $0.contains("value=\"好几次\"")
                })
            #expect(field.contains("aria-invalid=\"true\""))
            form.fill(["demand.1.county.field_10001": "3"])
            let saved = try await browser.post(form.action, form.fields)
            #expect(saved.status == 303, "\(saved.text)")

            try await pages.inspect { access in
                let file = try access.reading.caseFile(sample.caseFile)
                let visit = try #require(file.visits.first)
                let asked = (0...2).map { RegisterNumber(rawValue: 10_000 + $0) }
                #expect(visit.emotions.count == 2)
                for (name, answer) in [("邹某某", false), ("邹小妹", true)] {
                    let feeling = try #require(visit.emotions.first { $0.personName == name })
                    #expect(feeling.record.shown(asked[0]) == .boolean(answer), "\(name)")
                }
                let counts = file.demands.map { $0.shown(asked[1]) }
                #expect(counts.contains(.integer(3)) && counts.contains(.integer(2)))
                let sister = try #require(
                    try access.queries.people(named: "邹小妹", in: nil, limit: 2).first)
                #expect(try access.reading.record(sister.key).shown(asked[2]) == .boolean(true))
            }
        }
    }

    /// Of the session and of what was agreed there; what is asked of the case may have come from one side alone.
    @Test func whatTheCountyAsksAtAJointSessionStandsOnTheSheetThatBothSign() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            for (kind, label, sensitivity) in [
                ("visit", "请了村老吗", "personal"), ("agreement", "当场兑付吗", "personal"), ("case", "以前打过架吗", "personal"),
                ("visit", "是否有精神病史", "sensitive"),
            ] {
                let saved = try await Self.add(
                    ["kind": kind, "label": label, "type": "boolean", "sensitivity": sensitivity], browser)
                #expect(saved.status == 303, "\(label)")
            }
            let sheet = try await browser.get(story.mediationPath).text
            #expect(sheet.contains("请了村老吗") && sheet.contains("当场兑付吗"))
            #expect(!sheet.contains("以前打过架吗") && !sheet.contains("精神病史"))
        }
    }

    @Test func whatCannotBeIsSaidAndTheFormKeepsWhatWasTyped() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            for (values, words) in [
                (["kind": "visit", "label": "走访方式", "type": "text"] as KeyValuePairs, "已经有了"),
                (["kind": "visit", "label": "用水", "type": "code"], "没有这个代码表"),
                (["kind": "visit", "label": "用水", "type": "ghost"], "ghost"),
                (["kind": "visit", "label": "用水", "type": "text", "from": "昨天"], "昨天"),
                (["kind": "ghost", "label": "用水", "type": "text"], "ghost"),
            ] {
                let reply = try await Self.add(values, browser)
                #expect(reply.status == 422 && reply.text.contains(words), "\(words)")
                #expect(reply.text.contains("value=\"\(values.first { $0.key == "label" }?.value ?? "")\""))
            }
            let closed = try await Self.add(
                ["code_table": "event_category", "code_label": "茶事"], to: "/county/code", browser)
            #expect(closed.status == 422 && closed.text.contains("国家统一"))
            #expect(try await browser.get("/county").text.contains("还没有增加代码"))
            try await browser.get("/county")
            let ghost = try await browser.post("/county/field/end", [("form_of", "visit"), ("form_which", "10007")])
            #expect(ghost.status == 422 && ghost.text.contains("10007"))
        }
    }

    @Test func aCodeIsAddedOfferedAndTakenOutOfUse() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            #expect(
                try await Self.add(["code_table": "place_kind", "code_label": "茶馆"], to: "/county/code", browser).status
                    == 303)
            _ = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            #expect(browser.page.contains("茶馆"))
            let item = try FilledForm(
                try await browser.get("/county").text, marked: "name=\"form_of\" value=\"place_kind\"")
            #expect(try await browser.post(item.action, item.fields).status == 303)
            _ = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            #expect(!browser.page.contains("茶馆"))
        }
    }

    /// A case's other category follows, is said, and is proposed where the case is older than the rule.
    @Test func theOtherCategoryIsFilledInAndSaid() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let page = try await browser.get("/add/case").text
            var form = try FilledForm(page, marked: "action=\"/add/case")
            form.fill(["title": "邹刘工伤纠纷", "category": "0303"])
            if form["form_scope"] != nil {
                let scope = try await pages.inspect { access in access.writableScopes[0].number }
                form.fill("form_scope", scope.description)
            }
            let saved = try await browser.post(form.action, form.fields)
            let path = try #require(saved["location"])
            #expect(path.contains("derived=1"))
            let shown = try await browser.get(path).text
            #expect(shown.contains("已按对照表填好") && shown.contains("人民调解纠纷类型"))

            let sample = try await pages.recordCase()
            let correction = PagePathOf.record(sample.caseFile) + "/correct"
            var mend = try FilledForm(try await browser.get(correction).text, marked: "action=\"\(correction)\"")
            mend.fill("category", "1101")
            #expect(try await browser.post(mend.action, mend.fields).status == 303)
            #expect(try await browser.get(correction).text.contains("按分类对照建议：08"))
        }
    }
}
