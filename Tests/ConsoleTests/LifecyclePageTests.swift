import CaseFile
import CaseWork
import Node
import Replication
import Testing

@Suite struct LifecyclePageTests {
    @Test func aRecordIsWithdrawnWithAReasonAndPutBack() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            let form = try await browser.get(path + "/withdraw").text
            #expect(form.contains("作废不是删除") && form.contains("石仓村17号"))
            let seen = ("form_seen", Browser.value(of: "form_seen", in: form) ?? "")
            let without = try await browser.post(path + "/withdraw", [seen, ("form_reason", "  ")])
            #expect(without.status == 422 && without.text.contains("请写明原因"))
            #expect(try await browser.post(path + "/withdraw", [seen, ("form_reason", "重复登记")]).status == 303)
            let shown = try await browser.get(path).text
            #expect(shown.contains("这条记录已作废") && shown.contains("重复登记") && !shown.contains(path + "/correct"))
            let back = try await browser.get(path + "/reinstate").text
            let sent = try await browser.post(
                path + "/reinstate",
                [("form_seen", Browser.value(of: "form_seen", in: back) ?? ""), ("form_reason", "不是重复")])
            #expect(sent.status == 303)
            #expect(!(try await browser.get(path).text).contains("这条记录已作废"))
        }
    }

    @Test func anEditThatTheWithdrawerDidNotSeeIsListedToThem() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            let form = try await browser.get(path + "/withdraw").text
            let id = String(path.split(separator: "/")[3])
            _ = try await SaveRecordsCommand(
                corrections: [.init(record: id, fields: [TypedField("note", .string("户主电话换了"))])],
                speaker: Speaker()
            ).run(on: pages.node)
            let sent = try await browser.post(
                path + "/withdraw",
                [("form_seen", Browser.value(of: "form_seen", in: form) ?? ""), ("form_reason", "重复登记")])
            #expect(sent.status == 303)
            for page in [path, path + "/reinstate"] {
                #expect(try await browser.get(page).text.contains("作废的人没有看到这些修改：备注"), "\(page)")
            }
            #expect(try await browser.get("/").text.contains("有 1 条别人同时改过"))
            let list = try await browser.get("/conflicts").text
            #expect(list.contains("作废的记录，别人同时改过") && list.contains("href=\"\(path)\"") && list.contains("备注"))
            // To withdraw again is to have seen it.
            let again = try await browser.get(path + "/withdraw").text
            _ = try await browser.post(
                path + "/withdraw",
                [("form_seen", Browser.value(of: "form_seen", in: again) ?? ""), ("form_reason", "仍然重复")])
            #expect(!(try await browser.get("/conflicts").text).contains("别人同时改过"))
        }
    }
}
