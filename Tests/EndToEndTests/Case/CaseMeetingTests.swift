import Testing

/// A week's work together by the command line: the meeting, what it decides, the team, a consultation, an obstacle.
@Suite(.timeLimit(.minutes(5)))
struct CaseMeetingTests {
    @Test func aMeetingOfASeriesIsHeldAndItsDecisionIsDue() throws {
        let county = try RecordingCounty.withCase()
        let today = try county.json("meeting", "list")["today"].text
        try county.json(
            "meeting", "series", "add", "月调度", "--kind", "monthly", "--rhythm", "monthly", "--day",
            "\(Int(today.suffix(2)) ?? 1)", "--from", today, "--area", "恩江镇")
        // Named before anything of it is recorded, and found by its day.
        let agenda = try county.json("meeting", "agenda", today)
        #expect(agenda["meeting"]["isRecorded"] == .bool(false))
        #expect(agenda["agenda"].items.count == 1)
        let planned = try county.json("meeting", "plan")["saved"].items.count
        #expect(planned >= 1)
        #expect(try county.json("meeting", "plan")["saved"].items.isEmpty)
        let held = try county.json(
            "meeting", "hold", today, "--attendees", "王管理、司法所王所长", "--minutes", "逐案研究", "--decision",
            "永丰-001|三天内书面答复|民政局/李科长|先查政策")
        #expect(held["saved"].items.count == 2)
        let shown = try county.json("meeting", "show", today)
        #expect(shown["meeting"]["state"].text == "held")
        #expect(shown["tasks"][0]["rule"].text == "MEETING-3")
        #expect(try county.succeed("due", "--all").contains("三天内书面答复"))
    }

    @Test func theTeamAConsultationAndAnObstacleHaveTheirVerbs() throws {
        let county = try RecordingCounty.withCase()
        try county.json("team", "join", "永丰-001", "检察院/王检察官", "--role", "法律", "--on", "2026-06-01")
        try county.json("team", "lead", "永丰-001", "县综治中心/陈主任", "--on", "2026-06-02", "--position", "主任")
        try county.json("team", "leave", "永丰-001", "王检察官", "--on", "2026-06-09")
        let members = try county.json("team", "show", "永丰-001", "--on", "2026-06-10")["members"].items
        #expect(members.count == 2)
        let opened = try county.json(
            "consult", "open", "永丰-001", "--level", "村级会诊", "--question", "赔偿项目是否合法")
        let consultation = opened["saved"][0]["record"]["short"].text
        try county.json("consult", "opinion", consultation, "--aspect", "法律", "--text", "依民法典")
        let raised = try county.json("consult", "escalate", consultation, "--text", "村里定不了")
        #expect(raised["saved"].items.count == 2)
        let shown = try county.json("consult", "show", "永丰-001")["consultations"].items
        #expect(shown.count == 2)
        let stuck = try county.json(
            "obstacle", "add", "永丰-001", "--kind", "文件失效", "--text", "原文件已作废", "--department", "民政局", "--path", "请示")
        #expect(stuck["saved"].items.count == 2)
    }
}
