import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

@Suite struct RecordFormTests {
    @Test func aHouseholdIsCorrectedOnAFormOfTheCatalog() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村 <17> 号")
            let browser = try await pages.signedIn()
            let form = try await browser.get(path + "/correct").text
            #expect(form.contains("value=\"石仓村 &lt;17&gt; 号\""))
            for label in ["住址", "户主", "备注", "所在村(社区)", "必填"] { #expect(form.contains(label), "\(label)") }

            let sent = try await browser.post(
                path + "/correct", Self.filled(form, ["address": "石仓村18号", "head.who": "张三"]))
            #expect(sent["location"] == path + "?saved=1")
            let shown = try await browser.get(path).text
            #expect(shown.contains("石仓村18号") && shown.contains("张三"))
        }
    }

    @Test func whatIsWrongStandsAtItsFieldAndNothingTypedIsLost() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            let form = try await browser.get(path + "/correct").text
            let long = String(repeating: "长", count: 201)
            let refused = try await browser.post(
                path + "/correct", Self.filled(form, ["address": long, "note": "我写的备注"]))
            #expect(refused.status == 422)
            #expect(refused.text.contains("value=\"\(long)\"") && refused.text.contains("我写的备注"))
            #expect(
                refused.text.contains("id=\"p-address\"") && refused.text.contains("aria-describedby=\"p-address\""))
            let mended = try await browser.post(path + "/correct", Self.filled(refused.text, ["address": "石仓村19号"]))
            #expect(mended.status == 303)
            let shown = try await browser.get(path).text
            #expect(shown.contains("石仓村19号") && shown.contains("我写的备注"))
        }
    }

    @Test func aValueThatArrivedUnseenStaysBesideTheCorrection() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            let form = try await browser.get(path + "/correct").text
            let id = String(path.split(separator: "/")[3])
            _ = try await SaveRecordsCommand(
                corrections: [.init(record: id, fields: [TypedField("address", .string("石仓村20号"))])],
                speaker: Speaker()
            ).run(on: pages.node)
            #expect(try await browser.post(path + "/correct", Self.filled(form, ["address": "石仓村21号"])).status == 303)
            let shown = try await browser.get(path).text
            #expect(shown.contains("石仓村20号") && shown.contains("石仓村21号") && shown.contains("有分歧"))
            #expect(try await browser.get("/").text.contains("1 处"))
        }
    }

    @Test func theReasonOfACorrectionIsNoFieldOfTheRecord() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            let form = try await browser.get(path + "/correct").text
            // A kind has a field called note: what a form says of itself begins with form_.
            let names = form.matches(of: #/ name="([^"]+)"/#).map { String($0.1) }
            let ofTheForm = names.filter { $0 != "form_token" && $0 != "language" && $0 != "back" }
            #expect(Set(ofTheForm).count == ofTheForm.count, "\(ofTheForm)")
            let fields = Self.filled(form, ["address": "石仓村22号"]) + [("form_reason", "门牌换了")]
            #expect(try await browser.post(path + "/correct", fields).status == 303)
            let shown = try await browser.get(path).text
            #expect(shown.contains("石仓村22号") && !shown.contains("门牌换了") && !shown.contains("<dt>备注"))
        }
    }

    @Test func aFormThatChangesNothingWritesNothing() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            let form = try await browser.get(path + "/correct").text
            let reply = try await browser.post(path + "/correct", Self.filled(form, [:]))
            #expect(reply.status == 422)
        }
    }

    /// What a browser would send of the page, with some fields filled in.
    private static func filled(_ page: String, _ values: [String: String]) -> [(String, String)] {
        var fields: [(String, String)] = [("form_seen", Browser.value(of: "form_seen", in: page) ?? "")]
        for name in ["area", "address", "head.who", "note"] {
            for hidden in ["was.\(name)", "keep.\(name)"] {
                if let value = Browser.value(of: hidden, in: page) { fields.append((hidden, value)) }
            }
            fields.append((name, values[name] ?? shown(name, in: page)))
        }
        return fields
    }

    private static func shown(_ name: String, in page: String) -> String {
        if let value = Browser.value(of: name, in: page) { return value }
        guard let start = page.range(of: "<textarea id=\"f-\(name)\""),
            let open = page[start.upperBound...].range(of: ">\n"),
            let end = page[open.upperBound...].range(of: "</textarea>")
        else { return "" }
        return String(page[open.upperBound..<end.lowerBound])
    }
}
