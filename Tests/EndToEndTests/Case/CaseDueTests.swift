import Foundation
import Testing

/// What is due, as the commands say it: lists, the calendar, doing it, and what the county sets.
@Suite(.timeLimit(.minutes(5)))
struct CaseDueTests {
    private func add(_ county: RecordingCounty, _ kind: String, _ fields: String...) throws -> String {
        try county.reply(["add", kind, "case=永丰-001"] + fields)["saved"][0]["record"]["short"].text
    }

    private func item(_ county: RecordingCounty, _ short: String) throws -> JSON? {
        try county.json("due", "--all")["items"].items.first { $0["record"]["short"].text == short }
    }

    @Test func eachDateSaysItsRuleAndWhatIsDoneLateSaysWhy() throws {
        let county = try RecordingCounty.withCase()
        let period = try add(county, "period", "rule=XF-DONE", "start=2026-03-02")
        let shown = try #require(try item(county, period))
        #expect(shown["due"].text == "2026-05-01")
        #expect(shown["state"].text == "overdue")
        #expect(shown["rule"].text == "XF-DONE")
        #expect(shown["why"][0]["zhHans"].text.contains("信访工作条例第34条"))
        let text = try county.succeed("due", "--overdue")
        #expect(text.contains("2026-05-01") && text.contains("受理之日 2026-03-02 的次日起算"))
        #expect(try county.succeed("due", "--overdue", "--lang", "en").contains("60 days from 2026-03-02"))
        #expect(try county.run("due", "--today", "--week").status == 64)

        let extended = try county.json(
            "extend", period, "--days", "30", "--approved-by", "王局长", "--reason", "案情复杂")
        #expect(extended["due"].text == "2026-05-31")
        #expect(try county.json("suspend", period, "--from", "2026-05-10", "--reason", "听证")["due"] == .null)
        #expect(try item(county, period)?["state"].text == "suspended")
        #expect(try county.json("resume", period, "--last", "2026-05-19")["due"].text == "2026-06-10")

        let late = try county.run("done", period, "--on", "2026-06-12")
        #expect(late.status == 2 && late.errors.contains("逾期原因"))
        let nonsense = try county.run("done", period, "--on", "昨天晚上")
        #expect(nonsense.status == 2)
        try county.json("done", period, "--on", "2026-06-12", "--how", "已出意见书", "--reason", "等鉴定")
        #expect(try item(county, period) == nil)
        #expect(try county.run("done", period).status == 2)
        #expect(try county.json("show", period).shown("met").contains("等鉴定"))
    }

    @Test func theCalendarIsAFileThatNamesNobody() throws {
        let county = try RecordingCounty.withCase()
        let path = county.folder + "/due.ics"
        try county.json("due", "--ics", path)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(text.contains("SUMMARY:永丰-001 下一步工作") && !text.contains("邹某某"))
        // Again, over the file of last week.
        try county.json("due", "--ics", path, "--with-names")
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("邹某某"))
        #expect(try county.succeed("due", "--ics", "-").hasPrefix("BEGIN:VCALENDAR"))
        #expect(try county.run("due", "--with-names").status == 64)
    }

    @Test func mineAndTheAreaNarrowTheList() throws {
        let county = try RecordingCounty.withCase()
        try county.json("followup", "plan", "--case", "永丰-001", "--level", "村", "--due", "2026-06-01", "--owner", "赵干部")
        func kinds(_ arguments: String...) throws -> [String] {
            try county.reply(["due", "--all"] + arguments)["items"].items.map { $0["rule"].text }
        }
        #expect(try kinds() == ["DAY-NEXT", "DAY-FOLLOW-UP"])
        #expect(try kinds("--area", "恩江镇").count == 2)
        #expect(try kinds("--area", "西门村").isEmpty)
        #expect(try !kinds("--mine").contains("DAY-FOLLOW-UP"))
        #expect(try county.run("due", "--mine", "--as", "没有这个人").status == 3)
    }

    @Test func theCountySetsItsRulesAndTakesItsHolidaysIn() throws {
        let county = try RecordingCounty.withCase()
        let period = try add(county, "period", "rule=LOCAL-7", "start=2026-06-01")
        let arguments = [
            "deadline-rule", "set", "LOCAL-7", "--length", "10", "--from", "2026-06-01", "--basis", "县〔2026〕3号",
        ]
        let dry = try county.reply(arguments + ["--dry-run"])
        #expect(dry["outcome"].text == "added" && dry["moved"].number == 1)
        #expect(try item(county, period)?["due"].text == "2026-06-08")
        _ = try county.succeed(arguments)
        #expect(try item(county, period)?["due"].text == "2026-06-11")
        #expect(try county.reply(arguments)["outcome"].text == "unchanged")
        #expect(try county.succeed("deadline-rule", "list").contains("县〔2026〕3号"))
        #expect(
            try county.run("deadline-rule", "set", "LOCAL-7", "--length", "很长", "--from", "2026-06-01").status == 64)
        #expect(try county.run("deadline-rule", "set", "LOCAL-7", "--length", "5", "--from", "哪天").status == 2)
        #expect(try county.run(arguments + ["--as", "别人"]).status == 5)

        let objection = try add(county, "period", "rule=XF-OBJECT", "start=2026-12-30")
        let file = try county.file(
            #"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#)
        #expect(try county.json("holiday", "import", file, "--dry-run")["moved"].number == 1)
        #expect(try item(county, objection)?["due"].text == "2027-01-04")
        try county.succeed("holiday", "import", file)
        #expect(try item(county, objection)?["due"].text == "2027-01-07")
        #expect(try county.succeed("holiday", "list").contains("2027"))
        let wrong = try county.file(#"{"year":2027}"#)
        #expect(try county.run("holiday", "import", wrong).status == 2)
    }
}

extension RecordingCounty {
    fileprivate func reply(_ arguments: [String]) throws -> JSON { try JSON(text: succeed(arguments + ["--json"])) }
}
