import CaseFile
import CaseStore
import CaseWork
import Console
import Foundation
import Node
import Replication
import Testing

/// A cold hand presses 保存 twice, or the browser sends a form again: one record, and the second answer leads to it.
@Suite struct SentTwiceTests {
    /// Fills a form in, sends it twice, and expects the same answer.
    private func sendTwice(
        _ browser: Browser, _ path: String, _ values: KeyValuePairs<String, String>, marked: String,
        _ pages: PagesOfACenter
    ) async throws {
        var form = try FilledForm(try await browser.get(path).text, marked: marked)
        if form["form_scope"] != nil {
            form.fill(
                "form_scope",
                try await pages.inspect { access in
                    access.writableScopes.first { access.areaName(of: $0.number) == "练习一村" }?.number.description ?? ""
                })
        }
        form.fill(values)
        let first = try await browser.post(form.action, form.fields)
        #expect(first.status == 303, "\(path) \(VisitPageTests.problems(first.text))")
        let second = try await browser.post(form.action, form.fields)
        #expect(second.status == 303, "\(path) \(VisitPageTests.problems(second.text))")
        #expect(second["location"] == first["location"], "\(path)")
    }

    @Test func aNewHouseholdPersonOrCaseIsOne() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let forms: [(kind: String, values: KeyValuePairs<String, String>)] = [
                ("household", ["address": "石仓村3号"]), ("person", ["name": "吴小弟"]),
                ("case", ["title": "吴家田界", "applicants": "吴小弟", "opponents": "钱某"]),
            ]
            for (kind, values) in forms {
                try await sendTwice(
                    browser, "/add/\(kind)?for=record&q=", values, marked: "action=\"/add/", pages)
            }
            try await pages.inspect { access in
                #expect(try access.queries.households(matching: "石仓村3号").count == 1)
                #expect(try access.queries.people(named: "吴小弟").count == 1)
                #expect(try access.queries.people(named: "钱某").count == 1)
                let cases = try access.queries.cases(called: "吴家田界")
                #expect(cases.count == 1)
                let file = try #require(try cases.first.map { try access.reading.caseFile($0.key) })
                #expect(file.parties.count == 2)
            }
        }
    }

    @Test func whatBelongsToACaseOrToTheLibraryIsOne() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let step = "\(story.casePath)/new/\(FamilyStepSchema.recordKind.rawValue)"
            let policy = "/library/new/\(PolicyToolSchema.recordKind.rawValue)"
            let member = "/library/new/\(NetworkMemberSchema.recordKind.rawValue)"
            var form = try FilledForm(try await browser.get(step).text, marked: "action=\"\(step)\"")
            form.fill(["what": "清明一起扫墓", "due.date": "2027-04-05", "form_rows": "add:who"])
            form = try FilledForm(
                try await browser.post(form.action, form.fields).text, marked: "action=\"\(step)\"")
            form.fill("who.1.who", "邹某")
            for _ in 1...2 { #expect(try await browser.post(form.action, form.fields).status == 303) }
            try await sendTwice(
                browser, policy, ["title": "新办法", "valid_from": "2026-05-01"], marked: "action=\"\(policy)\"", pages)
            try await sendTwice(
                browser, member, ["name": "周律师", "kind": "person", "skills": "law"], marked: "action=\"\(member)\"",
                pages)
            let file = try await pages.inspect { access in
                try access.reading.caseFile(
                    RecordKey(scope: story.scope, kind: CaseSchema.recordKind, id: story.caseID))
            }
            #expect(file.others.count { $0.key.kind == FamilyStepSchema.recordKind } == 1)
            for (part, words) in [("policies", "新办法"), ("network", "周律师")] {
                let list = try await browser.get("/library?part=\(part)").text
                #expect(list.components(separatedBy: "<strong>\(words)").count == 2, "\(part)")
            }
        }
    }
}
