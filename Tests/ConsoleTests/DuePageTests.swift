import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import Replication
import Testing

@Suite struct DuePageTests {
    /// `days` after the day on which the test runs, as fields write it.
    private func day(_ days: Int, _ pages: PagesOfACenter) async throws -> String {
        try await pages.inspect { access in
            try #require(access.today.flatMap { $0.adding(days: days) }).description
        }
    }

    private func add(
        _ kind: String, _ fields: [TypedField], of sample: SampleCase, _ pages: PagesOfACenter
    ) async throws -> String {
        let reply = try await SaveRecordsCommand(
            records: [.init(kind, fields: [TypedField("case", .string(sample.caseFile.id.description))] + fields)],
            area: "练习一村", speaker: Speaker()
        ).run(on: pages.node)
        return try #require(reply.saved.first).record.id
    }

    private func plan(_ due: String, of sample: SampleCase, _ pages: PagesOfACenter) async throws -> String {
        try await add(
            "follow_up_plan",
            [
                TypedField("level", .string("village")), TypedField("purpose", .string("看望老人")),
                TypedField("due", .object([("date", .string(due)), ("reason", .string("协议第三条"))])),
                TypedField("owner", .object([("name", .string("赵干部"))])),
            ], of: sample, pages)
    }

    @Test func theListSaysWhatIsDueAndWhy() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            _ = try await plan(day(-2, pages), of: sample, pages)
            _ = try await plan(day(0, pages), of: sample, pages)
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/").text.contains("href=\"/due\""))
            let late = try await browser.get("/due").text
            // The case's own next step is late, too.
            #expect(late.contains("已逾期 2") && late.contains("今天 1"))
            #expect(late.contains("逾期 2 天") && late.contains("看望老人") && late.contains("赵干部"))
            #expect(late.contains("为什么是这一天") && late.contains("协议第三条") && late.contains("依据：回访计划"))
            let today = try await browser.get("/due?range=today").text
            #expect(today.contains("今天到期") && !today.contains("逾期 2 天"))
            let mine = try await browser.get("/due?range=all&whose=mine").text
            #expect(!mine.contains("看望老人"))
            let area = try await browser.get("/due?range=all&whose=area").text
            #expect(area.contains("看望老人"))
            for address in ["/due?range=nonsense&whose=x&page=-3", "/due?page=99999999999999999999", "/due?page=7"] {
                #expect(try await browser.get(address).status == 200, "\(address)")
            }
            #expect(late.utf8.count < 100_000)
        }
    }

    @Test func aLongListIsShownPageByPage() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let due = try await day(5, pages)
            let fields = [
                TypedField("case", .string(sample.caseFile.id.description)), TypedField("level", .string("village")),
                TypedField("due", .object([("date", .string(due))])),
                TypedField("purpose", .string(String(repeating: "看望老人，", count: 60))),
            ]
            _ = try await SaveRecordsCommand(
                records: (0..<60).map { _ in .init("follow_up_plan", fields: fields) }, area: "练习一村",
                speaker: Speaker()
            ).run(on: pages.node)
            let browser = try await pages.signedIn()
            let first = try await browser.get("/due?range=all").text
            #expect(first.contains("page=2") && first.utf8.count < 100_000)
            let last = try await browser.get("/due?range=all&page=3").text
            #expect(last.components(separatedBy: "<li class=\"task").count - 1 == 11)
        }
    }

    @Test func whatIsDoneLateIsAskedWhyAndLeavesTheList() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let id = try await plan(day(-2, pages), of: sample, pages)
            let yesterday = try await day(-1, pages)
            let browser = try await pages.signedIn()
            let list = try await browser.get("/due").text
            let link = try #require(list.range(of: "\(id)/done"))
            let start = try #require(list[..<link.lowerBound].range(of: "href=\"", options: .backwards))
            let page = try await browser.get(String(list[start.upperBound...].prefix { $0 != "\"" })).text
            var form = try FilledForm(page, marked: "/done")
            #expect(page.contains("过了期限才办的必填"))
            form.fill("form_on", yesterday)
            form.fill("form_how", "上门看了")
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422 && refused.text.contains("请写明逾期原因"))
            // What was typed stays.
            var again = try FilledForm(refused.text, marked: "/done")
            #expect(again["form_how"] == "上门看了" && again["form_on"] == yesterday)
            again.fill("form_reason", "下大雨")
            let saved = try await browser.post(again.action, again.fields)
            #expect(saved.status == 303 && saved["location"] == "/due?saved=1")
            #expect(!(try await browser.get("/due?range=all").text).contains("看望老人"))
            let followUps = try await pages.inspect { access in
                try access.queries.children(of: sample.caseFile, kind: FollowUpSchema.recordKind).map {
                    try access.reading.record($0).shown(FollowUpSchema.lateReason)
                }
            }
            #expect(followUps == [.text("下大雨")])
            // Sent again it finds nothing to do, and says so.
            #expect(try await browser.post(again.action, again.fields).status == 404)
        }
    }

    @Test func theCalendarNamesNobodyUnlessAskedTo() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            _ = try await plan(day(3, pages), of: sample, pages)
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/due").text.contains("下载日历文件"))
            let plain = try await browser.get("/due/calendar?whose=here")
            #expect(plain["content-type"] == "text/calendar; charset=utf-8")
            #expect(plain["content-disposition"]?.contains("tingsu-due.ics") == true)
            #expect(plain.text.contains("BEGIN:VEVENT") && plain.text.contains("永丰-001 回访"))
            for word in ["赵干部", "看望老人", "邹刘"] { #expect(!plain.text.contains(word)) }
            let full = try await browser.get("/due/calendar?whose=here&names=1").text
            #expect(full.contains("赵干部") && full.contains("看望老人"))
            let mine = try await browser.get("/due/calendar?whose=mine").text
            #expect(!mine.contains("永丰-001 回访"))
            #expect(try await pages.openedBrowser().get("/due/calendar").status != 200)
        }
    }

    @Test func theCasePageHasTheCasesDatesWithTheirReasons() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let accepted = try await day(-1, pages)
            _ = try await add(
                "case_step",
                [TypedField("stage", .string("accepted")), TypedField("entered_on", .string(accepted))], of: sample,
                pages)
            _ = try await SaveRecordsCommand(
                corrections: [
                    .init(
                        record: sample.caseFile.id.description,
                        fields: [TypedField("petition_number", .string("XF-1"))])
                ], speaker: Speaker()
            ).run(on: pages.node)
            let browser = try await pages.signedIn()
            let page = try await browser.get(
                "/case/\(sample.caseFile.scope)/\(sample.caseFile.id)"
            ).text
            #expect(page.contains("<h2 id=\"dates\">期限</h2>"))
            #expect(page.contains("信访事项办结") && page.contains("信访工作条例第34条") && page.contains("还有 59 天"))
            // A step that began a period leads to its case.
            let list = try await browser.get("/due?range=all").text
            #expect(list.contains("href=\"/case/\(sample.caseFile.scope)/\(sample.caseFile.id)\""))
        }
    }
}
