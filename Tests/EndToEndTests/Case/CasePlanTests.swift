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
        #expect(try county.succeed("visit", "prepare", id, "--option", "先付医药费").contains(id))
        #expect(try county.succeed("visit", "prepare", id, "--option", "先付医药费").contains("没有再记一遍"))
        let made = try county.json(
            "visit", "record", "--plan", id, "--emotion", "邹某某:7:5", "--narrative", "愿意分两期", "--next", "拟协议")
        #expect(made["saved"].items.count == 3)
        let shown = try county.succeed("show", id)
        #expect(shown.contains("先付医药费") && shown.contains("愿意分两期"))
        #expect(try !county.succeed("due", "--all").contains("谈分期"))
        let again = try county.run("visit", "record", "--plan", id, "--narrative", "再记一次")
        #expect(again.status == 2 && again.errors.contains(id))
    }
}
