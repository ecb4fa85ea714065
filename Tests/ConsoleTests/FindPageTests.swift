import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct FindPageTests {
    @Test func oneBoxFindsHouseholdsPeopleAndCasesByAPartOfTheirNames() async throws {
        try await PagesOfACenter.run { pages in
            _ = try await pages.recordCase()
            let browser = try await pages.signedIn()
            for (text, found) in [
                ("%E9%82%B9", ["邹某某", "邹刘排水纠纷"]), ("17", ["石仓村17号"]), ("-001", ["邹刘排水纠纷"]),
                ("%E6%8E%92%E6%B0%B4", ["邹刘排水纠纷"]), ("", ["邹刘排水纠纷"]),
            ] {
                let page = try await browser.get("/find?q=\(text)").text
                for title in found { #expect(page.contains("<strong>\(title)</strong>"), "\(text) \(title)") }
            }
            let nothing = try await browser.get("/find?q=%3Cb%3E%22%27").text
            #expect(nothing.contains("没有找到") && !nothing.contains("<b>"))
            let long = try await browser.get("/find?q=" + String(repeating: "a", count: 3000))
            #expect(long.status == 200)
        }
    }

    /// The words of a narrative lead to its record; a name that has its own section stands there alone.
    @Test func theSameBoxFindsWhatWasWritten() async throws {
        try await PagesOfACenter.run { pages in
            let visit = try await pages.recordVisit(narrative: "雨水从檐口流进院子，两家说好明天一起看沟。")
            let browser = try await pages.signedIn()
            // 檐口
            let page = try await browser.get("/find?q=%E6%AA%90%E5%8F%A3").text
            #expect(page.contains("写到这些字的记录") && page.contains("雨水从檐口流进院子"))
            #expect(page.contains("/record/") && page.contains(visit.id.description))
            // For a visit one looks for whom it is about.
            #expect(!(try await browser.get("/find?for=visit&q=%E6%AA%90%E5%8F%A3").text.contains("写到这些字的记录")))
            let name = try await browser.get("/find?q=%E6%8E%92%E6%B0%B4").text
            #expect(!name.contains("写到这些字的记录"))
        }
    }

    /// A visit is about a household, a person or a case; a record that only mentions the words leads to itself.
    @Test func aVisitIsOfferedOnlyWhereOneCanBeMade() async throws {
        try await PagesOfACenter.run { pages in
            _ = try await pages.recordVisit(narrative: "雨水从檐口流进院子，两家说好明天一起看沟。")
            let browser = try await pages.signedIn()
            var offered = 0
            // 檐口, 邹, 石仓村
            for text in ["%E6%AA%90%E5%8F%A3", "%E9%82%B9", "%E7%9F%B3%E4%BB%93%E6%9D%91"] {
                let page = try await browser.get("/find?q=\(text)").text
                for link in page.matches(of: #/href="(/visit/new[^"]+)"/#) {
                    offered += 1
                    #expect(try await browser.get(String(link.1)).status == 200, "\(text) \(link.1)")
                }
            }
            #expect(offered > 1)
        }
    }

    @Test func whatIsAddedOnTheWayIsInTheVisitThatWasBeingWritten() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, "/visit/new?later=1")
            form.fill(["visit.narrative": "先写的话", "form_go": "find", "case.next.step": ""])
            let left = try await browser.post("/visit/keep", form.fields)
            let find = try #require(left["location"])
            let page = try await browser.get(find).text
            #expect(page.contains("返回正在写的走访"))

            func add(_ kind: String, _ values: [(String, String)]) async throws -> String {
                let page = try await browser.get(find).text
                let link = try #require(
                    page.matches(of: #/href="(/add/[^"]+)"/#).first { $0.1.contains("/add/\(kind)") })
                let path = String(link.1).replacing("&amp;", with: "&")
                var form = try FilledForm(try await browser.get(path).text, marked: "action=\"/add/")
                if form["form_scope"] != nil {
                    form.fill(
                        "form_scope",
                        try await pages.inspect { access in
                            access.writableScopes.first { access.areaName(of: $0.number) == "练习一村" }?.number.description
                                ?? ""
                        })
                }
                for (name, value) in values { form.fill(name, value) }
                let reply = try await browser.post(form.action, form.fields)
                #expect(reply.status == 303, "\(kind) \(VisitPageTests.problems(reply.text))")
                return reply["location"] ?? ""
            }
            #expect(try await add("household", [("address", "石仓村3号"), ("head.who", "吴某")]).hasPrefix("/visit/draft/"))
            #expect(try await add("person", [("name", "吴小弟"), ("form_is_home", "1")]).hasPrefix("/visit/draft/"))
            let back = try await add("case", [("title", "吴家田界"), ("applicants", "吴小弟"), ("opponents", "钱某")])
            let draft = try await pages.visitForm(browser, back)
            for text in ["先写的话", "石仓村3号", "吴小弟", "吴家田界", "钱某"] { #expect(browser.page.contains(text), "\(text)") }
            #expect(draft.fields.contains { $0.0.hasSuffix(".here") && $0.1 == "1" })
            #expect(try await browser.post(draft.action, draft.fields).status == 303)
            try await pages.inspect { access in
                let item = try #require(try access.queries.cases(called: "吴家田界").first)
                let file = try access.reading.caseFile(item.key)
                #expect(file.parties.count == 2 && file.visits.count == 1)
                #expect(file.record.shown(CaseSchema.stage) == .code("accepted"))
                let home = try #require(try access.queries.households(matching: "石仓村3号").first)
                #expect(try access.queries.members(of: home.key).map(\.name) == ["吴小弟"])
                #expect(home.area != nil)
                #expect(try access.queries.people(named: "吴小弟").count == 1)
            }
        }
    }

    @Test func whatIsWrongWithANewRecordStandsAtItsField() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/add/emotion").status == 404)
            var form = try FilledForm(
                try await browser.get("/add/person?for=record&q=x").text, marked: "action=\"/add/")
            #expect(form["name"] == "x")
            form.fill(["name": "", "phone": "abc", "note": "记下的话"])
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("记下的话"))
            #expect(refused.text.contains("class=\"problem\""))
        }
    }

    @Test func aNameWithoutARecordSurvivesTheCorrectionOfAnotherField() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            let path = "/record/\(sample.caseFile.scope)/\(sample.caseFile.kind.rawValue)/\(sample.caseFile.id)"
            var form = try FilledForm(try await browser.get(path + "/correct").text, marked: "/correct\"")
            #expect(form["first_received.who"] == "王主任")
            form.fill(["summary": "水沟堵了", "lead.who": "张镇长"])
            #expect(try await browser.post(form.action, form.fields).status == 303)
            form = try FilledForm(try await browser.get(path + "/correct").text, marked: "/correct\"")
            form.fill(["summary": "水沟又堵了"])
            #expect(try await browser.post(form.action, form.fields).status == 303)
            func record() async throws -> RecordView {
                try await pages.inspect { access in try access.reading.record(sample.caseFile) }
            }
            var shown = try await record()
            #expect(shown.shown(CaseSchema.summary) == .text("水沟又堵了"))
            #expect(shown.shown(CaseSchema.lead)[member: UserOrName.name] == .text("张镇长"))
            #expect(shown.shown(CaseSchema.firstReceived)[member: UserOrName.user].reference != nil)

            // Somebody who uses the system becomes a reference, not an id in the place of a name.
            form = try FilledForm(try await browser.get(path + "/correct").text, marked: "/correct\"")
            form.fill("lead.who", "王主任")
            #expect(try await browser.post(form.action, form.fields).status == 303)
            shown = try await record()
            let lead = shown.shown(CaseSchema.lead)
            #expect(lead[member: UserOrName.user].reference != nil && lead[member: UserOrName.name] == .none)
        }
    }
}
