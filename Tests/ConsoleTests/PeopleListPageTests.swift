import CaseFile
import CaseWork
import Foundation
import Testing

/// A village's list of people is taken in on a page.
@Suite struct PeopleListPageTests {
    private static let list = """
        姓名,性别,所在户,住址,与户主关系
        邹大山,男,1号,练习一村1号,户主
        邹<b>小妹</b>,女,1号,,子女

        """

    private func send(
        _ browser: Browser, _ text: String, _ action: String, to village: String = ""
    ) async throws -> HTTPReply {
        try await browser.postFiles(
            "/people-list", [("名单.csv", Array(text.utf8))], [("form_do", action), ("form_area", village)])
    }

    /// The county's machine writes in several places, so somebody has to say which.
    private func village(_ browser: Browser) async throws -> String {
        let form = try await browser.get("/people-list").text
        #expect(form.contains("请选择"))
        return String(try #require(form.firstMatch(of: /value="([0-9a-f]+)">练习一村/)?.1))
    }

    private func isThere(_ browser: Browser) async throws -> Bool {
        try await browser.get("/find?q=%E9%82%B9%E5%A4%A7%E5%B1%B1").text.contains("练习一村1号")
    }

    @Test func aListIsCheckedThenImportedAndOnce() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/find").text.contains("href=\"/people-list\""))
            let nowhere = try await send(browser, Self.list, "check")
            #expect(nowhere.status == 422 && nowhere.text.contains("练习一村"))
            let village = try await village(browser)
            let checked = try await send(browser, Self.list, "check", to: village)
            #expect(checked.status == 200 && checked.text.contains("检查通过：会新增 3 条记录"))
            #expect(try await !isThere(browser))
            let imported = try await send(browser, Self.list, "import", to: village)
            #expect(imported.text.contains("已导入：新增 3 条记录（人和户），0 条已有"))
            #expect(try await isThere(browser))
            let other = Self.list.replacingOccurrences(of: ",女,", with: ",男,")
            let differing = try await send(browser, other, "import", to: village)
            #expect(differing.text.contains("第3行") && differing.text.contains("性别"))
            #expect(!differing.text.contains("<b>小妹"))
        }
    }

    @Test func aBadRowIsNamedAndNothingIsImported() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let village = try await village(browser)
            let refused = try await send(browser, Self.list + "合计：<i>2</i>人,,,,\n", "import", to: village)
            #expect(refused.status == 422)
            #expect(refused.text.contains("第4行") && !refused.text.contains("<i>2"))
            #expect(try await !isThere(browser))
            #expect(try await browser.postFiles("/people-list", [], [("form_do", "check")]).status == 422)
            #expect(try await send(browser, "", "import", to: village).status == 422)
        }
    }

    @Test func importingAsksForThePIN() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.openedBrowser()
            #expect(try await browser.get("/people-list")["location"] == "/people")
        }
    }
}
