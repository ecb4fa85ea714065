import Testing

/// Preparing and looking back by the command line: a visit with what is taken along, and what follows from it.
@Suite(.timeLimit(.minutes(5)))
struct CasePlanTests {
    @Test func aVisitIsPlannedPreparedAndRecordedInItsPlan() throws {
        let county = try RecordingCounty.withCase()
        let planned = try county.json(
            "visit", "plan", "--case", "永丰-001", "--at", "2026-06-10 09:00", "--summary", "八年没谈拢", "--option", "分两期付",
            "--purpose", "谈分期")
        let id = planned["saved"][0]["record"]["short"].text
        #expect(try county.succeed("due", "--all").contains("谈分期"))
        // What is only planned is no visit yet.
        #expect(try county.succeed("file", "永丰-001").contains("走访 0 次，另有计划 1 次"))
        #expect(try county.succeed("visit", "prepare", id, "--option", "先付医药费").contains(id))
        #expect(try county.succeed("visit", "prepare", id, "--option", "先付医药费").contains("没有再记一遍"))
        let made = try county.json(
            "visit", "record", "--plan", id, "--emotion", "邹某某:7:5", "--narrative", "愿意分两期", "--next", "拟协议")
        #expect(made["saved"].items.count == 3)
        let shown = try county.succeed("show", id)
        #expect(shown.contains("先付医药费") && shown.contains("愿意分两期"))
        #expect(try !county.succeed("due", "--all").contains("谈分期"))
        let file = try county.succeed("file", "永丰-001")
        #expect(file.contains("走访 1 次") && !file.contains("另有计划"))
        let again = try county.run("visit", "record", "--plan", id, "--narrative", "再记一次")
        #expect(again.status == 2 && again.errors.contains(id))
    }

    @Test func aCaseIsAnalysedAndWhatItNeedsIsSummedUp() throws {
        let county = try RecordingCounty.withCase()
        try county.json("case", "analyse", "永丰-001", "--history", "八年前口头答应过", "--law", "可以调解")
        try county.json("case", "analyse", "永丰-001", "--reason", "各退一步")
        let shown = try county.succeed("show", "永丰-001")
        #expect(shown.contains("八年前口头答应过") && shown.contains("各退一步"))
        #expect(try county.succeed("case", "analyse", "永丰-001", "--reason", "各退一步").contains("没有再记一遍"))
        #expect(try county.run("case", "analyse", "永丰-001").status == 64)
        try county.json(
            "agreement", "add", "--case", "永丰-001", "--kind", "书面调解协议", "--terms", "付清", "--amount", "100000.10")
        let added = try county.json(
            "contribution", "add", "永丰-001", "--from", "原单位", "--what", "补贴", "--amount", "60000.05")
        try county.json("contribution", "received", added["saved"][0]["record"]["short"].text, "--amount", "10000")
        let list = try county.json("contribution", "list", "永丰-001")
        #expect(list["need"] == .number(10_000_010) && list["basis"].text == "agreements")
        #expect(list["unpromised"] == .number(4_000_005) && list["outstanding"] == .number(9_000_010))
        #expect(try county.succeed("contribution", "list", "永丰-001").contains("还没到 90000.10 元"))
    }

    @Test func aCampaignListsItsVisitsAndCasesAndTheShareThatCadresBegan() throws {
        let county = try RecordingCounty.withCase()
        #expect(try county.succeed("campaign", "list").contains("还没有专项行动"))
        try county.json("campaign", "add", "入户听诉", "--from", "2026-05-01", "--area", "恩江镇")
        let twice = try county.run("campaign", "add", "入户听诉", "--from", "2026-05-01")
        #expect(twice.status == 2 && twice.errors.contains("入户听诉"))
        try county.json(
            "case", "open", "三组水渠纠纷", "--code", "永丰-002", "--source", "walk_in", "--campaign", "入户听诉", "--area", "东门村")
        try county.json(
            "visit", "record", "--case", "永丰-001", "--at", "2026-05-06 09:00", "--campaign", "入户听诉", "--narrative",
            "都说了")
        let shown = try county.json("campaign", "show", "入户听诉")
        #expect(shown["visits"].items.count == 1 && shown["cases"].items.count == 1)
        #expect(shown["visitedCases"][0]["title"]["zhHans"].text.contains("工伤赔偿"))
        #expect(shown["initiative"]["cases"]["begun"] == .number(0))
        #expect(try county.succeed("campaign", "list").contains("入户听诉"))
        #expect(try county.succeed("campaign", "show", "入户听诉").contains("三组水渠纠纷"))
        let share = try county.json("campaign", "share", "--from", "2026-01-01")
        #expect(
            share["initiative"]["cases"]["begun"] == .number(1) && share["initiative"]["cases"]["all"] == .number(2))
        let unknown = try county.run("campaign", "show", "夜访")
        #expect(unknown.status != 0 && unknown.errors.contains("夜访"))
    }
}
