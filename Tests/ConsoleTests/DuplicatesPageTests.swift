import CaseFile
import CaseWork
import Console
import Node
import Replication
import Testing

@Suite struct DuplicatesPageTests {
    /// The page of a record that a form names by one word.
    private static func path(_ word: String) throws -> String {
        let parts = word.split(separator: "-")
        return "/record/\(parts[0])/\(parts[1])/\(try #require(RecordID(String(parts[2]))))"
    }

    @Test func aPairIsShownSideBySideJudgedAndTakenBack() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            try await pages.recordMember("邹某某", of: sample.household)
            let browser = try await pages.signedIn()
            let page = try await browser.get("/duplicates").text
            #expect(page.contains("姓名相同") && page.contains("同一户"))
            #expect(try await browser.get("/duplicates?kind=household").text.contains("没有看起来重复的登记"))
            #expect(try await browser.get("/duplicates?kind=case").status == 404)

            var form = try FilledForm(page, marked: "action=\"/duplicates\"")
            form.fill(["form_verdict": "first", "form_reason": "问过本人"])
            let first = try #require(form["form_first"])
            let second = try #require(form["form_second"])
            let saved = try await browser.post(form.action, form.fields)
            #expect(saved.status == 303)
            #expect(try await browser.get("/duplicates").text.contains("没有看起来重复的登记"))
            let path = try Self.path(second)
            let record = try await browser.get(path).text
            #expect(record.contains("与下面的登记是同一个") && record.contains("以这一条为准"))
            #expect(record.contains(try Self.path(first)))

            form.fill(["form_verdict": "different", "form_reason": "是堂弟"])
            #expect(try await browser.post(form.action, form.fields).status == 303)
            #expect(!(try await browser.get(path).text.contains("与下面的登记是同一个")))
        }
    }

    @Test func rubbishIsRefused() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            try await pages.recordMember("邹某某", of: sample.household)
            let browser = try await pages.signedIn()
            let page = try await browser.get("/duplicates").text
            var form = try FilledForm(page, marked: "action=\"/duplicates\"")
            form.fill(["form_verdict": "both"])
            #expect(try await browser.post(form.action, form.fields).status == 404)
            form.fill(["form_verdict": "first", "form_second": form["form_first"] ?? ""])
            let same = try await browser.post(form.action, form.fields)
            #expect(same.status == 422 && same.text.contains("不能认定为同一个"))
        }
    }
}
