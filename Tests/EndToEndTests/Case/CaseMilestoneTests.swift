import Testing

/// What became of a milestone is recorded by a command of its own, with the semantics of every other write.
@Suite(.timeLimit(.minutes(5)))
struct CaseMilestoneTests {
    /// 永丰-001 with an agreement of two milestones: 50,000 yuan, and a help that nobody pays for.
    private func county() throws -> RecordingCounty {
        let county = try RecordingCounty.withCase()
        try county.json(
            "agreement", "add", "--case", "永丰-001", "--effective", "2026-06-03", "--amount", "5万", "--milestone",
            "支付首期|5万|刘某某|邹某某|2026-06-30", "--milestone", "协助办理低保||||2026-07-31")
        return county
    }

    private func milestones(_ county: RecordingCounty) throws -> [JSON] {
        try county.json("file", "永丰-001")["agreements"][0]["milestones"].items
    }

    @Test func aPaymentIsPerformedPartlyAndThenWhole() throws {
        let county = try county()
        let short = try milestones(county)[0]["record"]["short"].text
        let partly = try county.json(
            "milestone", "perform", short, "--status", "部分履行", "--amount", "2万", "--date", "2026-06-20", "--proof",
            "收条", "--reason", "对方先付两万")
        #expect(partly["saved"][0]["record"]["short"].text == short)
        #expect(partly["saved"][0]["warnings"].items.isEmpty)
        #expect(try milestones(county)[0].shown("performance") == "部分履行；已履行金额：20,000.00元；履行日期：2026-06-20；履行凭证：收条")
        #expect(
            try county.json("due", "--within", "3660")["items"].items.contains { $0["record"]["short"].text == short })

        try county.json(
            "milestone", "perform", "永丰-001", "--sequence", "1", "--status", "performed", "--amount", "50000", "--date",
            "2026-06-28", "--proof", "转账回单")
        let performance = try milestones(county)[0].field("performance")["readings"][0]["value"]
        #expect(performance["status"].text == "performed")
        #expect(performance["amount"].number == 50_000)
        #expect(performance["proof"].text == "转账回单")
        #expect(
            try !county.json("due", "--within", "3660")["items"].items.contains { $0["record"]["short"].text == short })
        // What it said before stays in the history, with the reason.
        let entries = try county.json("log", short)["entries"].items
        #expect(entries.count == 3)
        #expect(entries[1]["note"].text == "对方先付两万")
        #expect(entries[1]["writes"][0]["outcome"].text == "lost")
        let english = try county.succeed("file", "永丰-001", "--lang", "en")
        #expect(english.contains("Performed; Amount performed: CNY 50,000.00"))
    }

    @Test func withoutADateItWasToday() throws {
        let county = try county()
        let today = try county.json("due", "--within", "0")["today"].text
        try county.json("milestone", "perform", "永丰-001", "--sequence", "2", "--status", "已履行", "--reason", "补录")
        let performed = try milestones(county)[1].field("performance")["readings"][0]["value"]
        #expect(performed["date"].text == today)
        // What is late has no day on which it was performed.
        try county.json("milestone", "perform", "永丰-001", "--sequence", "1", "--status", "overdue")
        #expect(try milestones(county)[0].field("performance")["readings"][0]["value"]["date"] == .null)
    }

    @Test func whatDoesNotFitThePromiseIsRefusedOrSaid() throws {
        let county = try county()
        func perform(_ arguments: String...) throws -> TingsuProgram.Outcome {
            try county.run(["milestone", "perform", "永丰-001"] + arguments)
        }
        let before = try milestones(county)
        let howMuch = try perform("--sequence", "1", "--status", "部分履行")
        #expect(howMuch.status == 2 && howMuch.errors.contains("已履行金额"))
        #expect(try perform("--sequence", "1", "--status", "完成了").status == 2)
        #expect(try perform("--sequence", "1", "--status", "已履行", "--amount", "很多").status == 2)
        let third = try perform("--sequence", "3", "--status", "已履行")
        #expect(third.status == 3 && third.errors.contains("第3个"))
        #expect(try county.run("milestone", "perform", "邹某某", "--status", "已履行").status == 3)
        // `correct` is held to the same.
        let short = before[0]["record"]["short"].text
        #expect(try county.run("correct", short, #"performance={"status":"partial"}"#).status == 2)
        #expect(try milestones(county) == before)

        // The day is today, and the promise was for June: it asks why.
        let late = try perform("--sequence", "1", "--status", "已履行", "--amount", "4万")
        #expect(late.status == 2 && late.errors.contains("逾期原因"))
        let less = try perform("--sequence", "1", "--status", "已履行", "--amount", "4万", "--reason", "资金周转晚了")
        #expect(
            try milestones(county)[0].field("performance")["readings"][0]["value"]["late_reason"].text == "资金周转晚了")
        #expect(less.status == 0 && less.output.contains("少于约定金额"))
        let unpaid = try perform(
            "--sequence", "2", "--status", "已履行", "--amount", "1万", "--reason", "补录", "--lang", "en")
        #expect(unpaid.status == 0 && unpaid.output.contains("promises no payment"))
        let early = try perform("--sequence", "2", "--status", "已履行", "--date", "2999-01-01", "--reason", "补录")
        #expect(early.status == 0 && early.output.contains("还没有到"))
    }

    @Test func aPerformanceThatWasNotSeenStaysBesideTheNewOne() throws {
        let county = try county()
        let short = try milestones(county)[0]["record"]["short"].text
        let seen = try county.seen(short)
        func perform(_ status: String, _ more: String...) throws -> TingsuProgram.Outcome {
            try county.run(["milestone", "perform", short, "--status", status, "--json"] + more)
        }
        #expect(try perform("已履行", "--date", "2026-06-28", "--seen", seen).status == 0)
        let second = try perform("逾期", "--seen", seen)
        #expect(try JSON(text: second.output)["saved"][0]["disputed"][0]["en"].text == "Performance")
        #expect(try milestones(county)[0].field("performance")["readings"].items.count == 2)
        // Disputed now: without a token it is refused, with one it replaces both.
        #expect(try perform("变更").status == 4)
        #expect(try perform("变更", "--seen", county.seen(short)).status == 0)
        #expect(try milestones(county)[0].shown("performance") == "变更")
    }
}
