import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing
import WireProtocol

@testable import Console

@Suite struct DraftTests {
    @Test func aDraftSurvivesARestartWithEveryFieldAndTheSeenToken() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            let liu = sample.liu.id.hexadecimal
            form.fill([
                "p.\(liu).here": "1", "p.\(liu).before": "7", "visit.narrative": "一行\n二行 & <三>", "others": "张婶",
                "case.next.step": "再去一次",
            ])
            let state = try await browser.post("/visit/keep/state", form.fields)
            #expect(state.status == 200 && state.text.contains("已暂存在本机") && !state.text.contains("<html"))

            let cookies = browser.cookies
            try await pages.restart()
            let later = Browser(port: pages.port, cookies: cookies)
            #expect(try await later.get("/").status == 303)
            try await pages.signIn(later, as: "王主任", pin: "7319")
            let home = try await later.get("/").text
            #expect(home.contains("未完成的记录") && home.contains("邹刘排水纠纷"))
            let path = try #require(home.firstMatch(of: #/href="(/visit/draft/[^"]+)"/#)).1
            let found = try await pages.visitForm(later, String(path))
            for (name, value) in form.fields where !["form_token", "form_revision", "form_window"].contains(name) {
                #expect(found.fields.contains { $0.0 == name && $0.1 == value }, "\(name)")
            }
            // What was read when the form was opened is what its next step replaces.
            _ = try await SaveRecordsCommand(
                corrections: [
                    .init(
                        record: sample.caseFile.id.description,
                        fields: [TypedField("next", .object([("step", .string("镇里来人"))]))])
                ], speaker: Speaker()
            ).run(on: pages.node)
            #expect(try await later.post(found.action, found.fields).status == 303)
            try await pages.inspect { access in
                let record = try access.reading.record(sample.caseFile)
                #expect(record.field(CaseSchema.next)?.isDisputed == true)
            }
            #expect(try await later.get("/").text.contains("未完成的记录") == false)
        }
    }

    @Test func savingTheVisitTakesItsDraftAwayAndALateCopyDoesNotComeBack() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill("visit.narrative", "说完了")
            try await browser.post("/visit/keep/state", form.fields)
            #expect(try await browser.post(form.action, form.fields)["location"]?.hasSuffix("?saved=1") == true)
            try await browser.post("/visit/keep/state", form.fields)
            #expect(try await browser.get("/").text.contains("/visit/draft/") == false)
            // What is written after the save is not lost, and is a visit of its own.
            form.fill("visit.narrative", "又想起一句")
            try await browser.post("/visit/keep/state", form.fields)
            #expect(try await browser.get("/").text.contains("/visit/draft/"))
        }
    }

    @Test func aFormThatIsSentTwiceIsSavedOnceAndLeavesNoDraft() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            // Somebody who is recorded with the visit is known by name the second time, and that must not refuse it.
            form.fill([
                "visit.narrative": "说完了", "new.1.name": "新来的人", "p.new1.before": "6", "demand.1.text": "修好水沟",
            ])
            let first = try await browser.post(form.action, form.fields)
            // Its answer is lost; the browser sends it again, and after a restart and a new PIN once more.
            let second = try await browser.post(form.action, form.fields)
            #expect(second.status == 303 && second["location"] == first["location"])
            try await pages.restart()
            let later = Browser(port: pages.port, cookies: browser.cookies)
            try await pages.signIn(later, as: "王主任", pin: "7319")
            try await later.get("/")
            form.fill("form_token", later.formToken)
            let third = try await later.post(form.action, form.fields)
            #expect(third.status == 303 && third["location"] == first["location"])

            #expect(try await later.get("/").text.contains("未完成的记录") == false)
            let visits = try await pages.inspect { try $0.reading.caseFile(sample.caseFile).visits }
            #expect(visits.count == 1)
        }
    }

    @Test func aDraftThatAnotherWindowChangedIsSpokenOfWhereSavingLeads() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var first = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            first.fill("visit.narrative", "开头")
            try await browser.post("/visit/keep/state", first.fields)
            var second = try await pages.visitForm(browser, "/visit/draft/\(first["form_draft"] ?? "")")
            second.fill("visit.narrative", "另一个窗口写的")
            try await browser.post("/visit/keep/state", second.fields)
            let saved = try await browser.post(first.action, first.fields)
            let page = try await browser.get(try #require(saved["location"])).text
            #expect(page.contains(#/role="status">[^<]*另一个窗口里也改过/#))
            // And where nothing is left over, nothing is said of it.
            second.fill("form_draft", RecordID(unixMilliseconds: 1, random: (3, 4)).description)
            let other = try await browser.post(second.action, second.fields)
            let plain = try await browser.get(try #require(other["location"])).text
            #expect(plain.contains("已保存在本机") && !plain.contains("另一个窗口里也改过"))
        }
    }

    @Test func aVisitThatIsRefusedKeepsItsDraft() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill(["visit.narrative": "写了很多", "plan.due.date": "nie"])
            #expect(try await browser.post(form.action, form.fields).status == 422)
            let home = try await browser.get("/").text
            let path = try #require(home.firstMatch(of: #/href="(/visit/draft/[^"]+)"/#)).1
            #expect(try await browser.get(String(path)).text.contains("写了很多"))
        }
    }

    @Test func aDraftIsShownToNobodyElse() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            try await pages.addPerson("李干部")
            let first = try await pages.signedIn(as: "王主任", pin: "7319")
            var form = try await pages.visitForm(first, PagePathOf.visit(sample.caseFile))
            form.fill("visit.narrative", "只有我能看")
            try await first.post("/visit/keep/state", form.fields)
            let path = "/visit/draft/\(form["form_draft"] ?? "")"
            #expect(try await first.get(path).text.contains("只有我能看"))

            // The same browser, after a lock, and another one.
            try await first.get("/")
            try await first.post("/lock")
            try await pages.signIn(first, as: "李干部", pin: "8264")
            let second = try await pages.signedIn(as: "李干部", pin: "8264")
            for browser in [first, second] {
                let home = try await browser.get("/").text
                #expect(home.contains("李干部") && !home.contains("未完成的记录"))
                #expect(try await browser.get(path).status == 404)
                #expect(try await browser.get(PagePathOf.visit(sample.caseFile)).text.contains("没写完") == false)
                let mine = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
                try await browser.post(
                    path + "/about",
                    [("about", PagePathOf.word(sample.caseFile)), ("form_token", mine["form_token"] ?? "")])
                #expect(try await browser.get(path).status == 404)
            }
            // A window that the first person left open does not put their words among somebody else's drafts.
            try await second.get("/")
            form.fill("form_token", second.formToken)
            for address in ["/visit/keep/state", "/visit/keep", "/visit/save", "/visit/discard"] {
                #expect(try await second.post(address, form.fields).status == 403, "\(address)")
            }
            #expect(try await second.get("/").text.contains("未完成的记录") == false)
            try await second.post("/lock")
            try await pages.signIn(second, as: "王主任", pin: "7319")
            #expect(try await second.get(path).text.contains("只有我能看"))
        }
    }

    @Test func aLockInMidFormLosesNothing() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill("visit.narrative", "写到一半")
            try await browser.post("/visit/keep/state", form.fields)
            pages.clocks.pass(milliseconds: 300_000)
            form.fill("visit.narrative", "写到一半，又写了一句")
            #expect(try await browser.post("/visit/keep/state", form.fields).status == 403)
            #expect(try await browser.get("/visit/token").status == 303)

            // The window stays open; the PIN is given in another one, and its token serves this one.
            try await pages.signIn(browser, as: "王主任", pin: "7319")
            let token = Browser.value(of: "form_token", in: try await browser.get("/visit/token").text)
            form.fill("form_token", try #require(token))
            #expect(try await browser.post("/visit/keep/state", form.fields).status == 200)
            #expect(
                try await browser.get("/visit/draft/\(form["form_draft"] ?? "")").text.contains("写到一半，又写了一句"))
        }
    }

    @Test func twoWindowsDoNotOverwriteEachOther() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var first = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            first.fill("visit.narrative", "开头")
            try await browser.post("/visit/keep/state", first.fields)
            let path = "/visit/draft/\(first["form_draft"] ?? "")"
            var second = try await pages.visitForm(browser, path)
            second.fill("visit.narrative", "另一个窗口写的")
            #expect(try await browser.post("/visit/keep/state", second.fields).text.contains("已暂存"))
            first.fill("visit.narrative", "第一个窗口写的")
            let told = try await browser.post("/visit/keep/state", first.fields).text
            #expect(told.contains("另一个窗口里也改过"))
            let other = try #require(Browser.value(of: "form_draft", in: told))
            #expect(other != first["form_draft"])
            #expect(try await browser.get(path).text.contains("另一个窗口写的"))
            #expect(try await browser.get("/visit/draft/\(other)").text.contains("第一个窗口写的"))

            // Without a script the same is said on the page.
            first.fill("visit.narrative", "第一个窗口又写了")
            let kept = try await browser.post("/visit/keep", first.fields)
            #expect(try await browser.get(kept["location"] ?? "/").text.contains("另一个窗口里也改过"))

            // A visit saved from one window leaves the draft that another has changed.
            let saved = try await browser.post(first.action, first.fields)
            #expect(saved["location"]?.contains("draft=kept") == true)
            #expect(try await browser.get(path).text.contains("另一个窗口写的"))
        }
    }

    @Test func draftsAreBoundedInNumberAndSizeAndSaySo() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            for number in 0..<DraftBook.draftsMax {
                var form = try await pages.visitForm(browser, "/visit/new?later=1")
                form.fill("visit.narrative", "第\(number)份")
                #expect(try await browser.post("/visit/keep/state", form.fields).text.contains("已暂存"))
            }
            var form = try await pages.visitForm(browser, "/visit/new?later=1")
            form.fill("visit.narrative", "多出来的一份")
            #expect(try await browser.post("/visit/keep/state", form.fields).text.contains("没有暂存"))
            let page = try await browser.post("/visit/keep", form.fields)
            #expect(page.status == 422 && page.text.contains("没有暂存") && page.text.contains("多出来的一份"))

            let path = try #require(try await browser.get("/").text.firstMatch(of: #/href="(/visit/draft/[^"]+)"/#)).1
            var long = try await pages.visitForm(browser, String(path))
            long.fill("visit.narrative", String(repeating: "x", count: DraftBook.bytesMax))
            #expect(try await browser.post("/visit/keep/state", long.fields).text.contains("写得太长"))
            #expect(try await browser.get(String(path)).text.contains("第11份"))

            // Thrown away only by the button that says so.
            let discarded = try await pages.visitForm(browser, String(path))
            #expect(try await browser.post("/visit/discard", discarded.fields).status == 303)
            #expect(try await browser.get(String(path)).status == 404)
        }
    }

    @Test func aDraftThatIsRefusedAsABookIsNotOverwritten() throws {
        #expect(throws: (any Error).self) { try DraftBook(Array("not a book".utf8)) }
        var book = try DraftBook(nil)
        #expect(try book.bytes == nil)
        let id = RecordID(unixMilliseconds: 1, random: (1, 2))
        let mark = DraftMark(id: id, revision: 0, window: "a")
        var input = FormInput()
        input.set("form_token", "secret")
        input.set("visit.narrative", "字")
        let draft = try book.keep(input, mark, otherwise: id, at: 5)
        #expect(draft.fields == [["visit.narrative", "字"]] && draft.revision == 1)
        #expect(try DraftBook(book.bytes).draft(id)?.fields == draft.fields)
    }
}
