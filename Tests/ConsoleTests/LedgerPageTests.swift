import CaseFile
import CaseWork
import Foundation
import Testing

@Suite struct LedgerPageTests {
    private static let ledger = """
        练习一村矛盾纠纷台账,,,,,
        序号,村,受理日期,当事人,纠纷简要情况,备注
        1,练习一村,2026/1/5,邹　某,两家争水。已劝开,<b>多次</b>上访
        合计,,,,1,

        """

    private func send(_ browser: Browser, _ text: String, _ action: String) async throws -> HTTPReply {
        try await browser.postFiles(
            "/ledger", [("台账.csv", Array(text.utf8))], [("form_do", action), ("form_area", "")])
    }

    @Test func aLedgerIsCheckedThenImportedAndOnce() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/board").text.contains("href=\"/ledger\""))
            #expect(try await browser.get("/ledger").text.contains("练习一村"))
            let checked = try await send(browser, Self.ledger, "check")
            #expect(checked.status == 200)
            #expect(checked.text.contains("检查通过：1 个案件，会新增 3 条记录"))
            #expect(checked.text.contains("第4行：合计行“合计”，跳过"))
            #expect(checked.text.contains("案件 · 纠纷简要情况"))
            let found = try await browser.get("/find?q=%E4%BA%89%E6%B0%B4").text
            #expect(!found.contains("两家争水"))
            let imported = try await send(browser, Self.ledger, "import")
            #expect(imported.text.contains("已导入：1 个案件，新增 3 条记录，0 条已有"))
            #expect(try await browser.get("/find?q=%E4%BA%89%E6%B0%B4").text.contains("两家争水"))
            let again = try await send(browser, Self.ledger, "import")
            #expect(again.text.contains("新增 0 条记录，3 条已有"))
        }
    }

    @Test func aBadRowIsNamedAndNothingIsImported() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let bad = Self.ledger.replacingOccurrences(of: "2026/1/5", with: "去年<i>")
            let refused = try await send(browser, bad, "import")
            #expect(refused.status == 422)
            #expect(refused.text.contains("第3行") && !refused.text.contains("去年<i>"))
            let found = try await browser.get("/find?q=%E4%BA%89%E6%B0%B4").text
            #expect(!found.contains("两家争水"))
            let none = try await browser.postFiles("/ledger", [], [("form_do", "check")])
            #expect(none.status == 422)
        }
    }

    @Test func importingAsksForThePIN() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.openedBrowser()
            #expect(try await browser.get("/ledger")["location"] == "/people")
        }
    }
}
