import CaseFile
import CaseWork
import Foundation
import Testing

@Suite struct ReportsPageTests {
    private static func path(_ fields: [(String, String)]) -> String {
        "/reports/file?" + fields.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    @Test func theBoardLeadsToReturnsAndEachIsAFile() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/board").text.contains("href=\"/reports\""))
            let page = try await browser.get("/reports").text
            for template in ReportTemplate.allCases { #expect(page.contains(template.label.zhHans)) }
            #expect(page.contains("value=\"2026-06\"") && page.contains("永丰县藤田镇练习一村"))
            for template in ReportTemplate.allCases {
                for form in ReportForm.allCases {
                    let reply = try await browser.get(
                        Self.path([("template", template.rawValue), ("month", "2026-05"), ("form", form.rawValue)]))
                    #expect(reply.status == 200 && reply["content-type"] == form.mediaType)
                    #expect(
                        reply["content-disposition"]
                            == "attachment; filename=\"tingsu-\(template.rawValue)-2026-05.\(form.fileExtension)\"")
                }
            }
            let ledger = try await browser.get(
                Self.path([("template", "township"), ("month", "2026-05"), ("form", "csv")])
            ).text
            #expect(ledger.contains("永丰-001") && ledger.contains("邹刘排水纠纷"))
            _ = sample
        }
    }

    @Test func aMonthOrAnAreaThatCannotBeIsRefusedInWordsAndWhatWasTypedStays() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let month = try await browser.get(
                Self.path([("template", "events"), ("month", "%E5%85%AD%E6%9C%88%3Cb%3E"), ("form", "csv")]))
            #expect(month.status == 422 && month.text.contains("不是月份"))
            #expect(month.text.contains("value=\"六月&lt;b&gt;\"") && !month.text.contains("六月<b>"))
            #expect(month.text.contains("value=\"events\" checked"))
            let area = try await browser.get(
                Self.path([("template", "events"), ("month", "2026-05"), ("area", "nowhere")]))
            #expect(area.status == 422)
            #expect(try await browser.get(Self.path([("template", "x")])).text.contains("没有“x”这种报表"))
        }
    }

    @Test func returnsAskForThePIN() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.openedBrowser()
            for path in ["/reports", Self.path([("template", "events")])] {
                #expect(try await browser.get(path)["location"] == "/people")
            }
        }
    }
}
