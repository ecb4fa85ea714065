import Testing

/// A case from its offers to the library, by commands, each a process of its own.
@Suite(.timeLimit(.minutes(5)))
struct CaseLibraryTests {
    @Test func aCaseGoesFromTheTalksToTheLibrary() throws {
        let county = try RecordingCounty.withCase()
        try county.succeed(
            "demand", "add", "--case", "永丰-001", "--person", "邹某某", "要求赔偿残疾赔偿金和医疗费，电话13807961234")
        // The talks.
        try county.json(
            "offer", "make", "永丰-001", "--side", "申请方", "--amount", "60万", "--stage", "先还旧账", "--terms", "一次付清")
        let made = try county.json("offer", "make", "永丰-001", "--side", "对方", "--amount", "15万", "--terms", "分两期")
        let offer = made["saved"][0]["record"]["short"].text
        try county.json("offer", "answer", offer, "--response", "不接受", "--words", "太少")
        let talks = try county.json("offer", "list", "永丰-001")
        #expect(talks["rounds"][0]["gap"].number == 45_000_000)
        #expect(try county.succeed("offer", "list", "永丰-001").contains("相差 450000 元"))
        #expect(try county.run("offer", "answer", offer, "--response", "接受").status == 2)
        // The agreement, its change, and what a court may confirm.
        let agreed = try county.json(
            "agreement", "add", "--case", "永丰-001", "--effective", "2026-06-03", "--amount", "20万")
        let agreement = agreed["saved"][0]["record"]["short"].text
        try county.json(
            "agreement", "amend", agreement, "--what", "减二万", "--reason", "一次付清", "--set", "total_amount=18万")
        #expect(try county.json("show", agreement).shown("total_amount").contains("180,000"))
        try county.json("agreement", "confirm", agreement, "--on", "2026-06-20", "--court", "永丰县法院")
        let petition = try county.json("agreement", "add", "--case", "永丰-001", "--kind", "end_of_petition")
        let refused = try county.run(
            "agreement", "confirm", petition["saved"][0]["record"]["short"].text, "--on", "2026-06-20")
        #expect(refused.status == 2 && refused.errors.contains("息诉罢访协议不能"))
        // Before closing.
        let open = try county.json("closure", "check", "永丰-001")
        #expect(open["proceduralOpen"].number == 9)
        #expect(open["substantiveOpen"].number == 2)
        #expect(try county.run("closure", "check", "永丰-001", "--record", "--legal", "yes").status == 2)
        try county.json(
            "closure", "check", "永丰-001", "--record", "--legal", "yes:都说清了", "--emotional", "yes:两家一起吃了饭")
        let early = try county.run(
            "review", "write", "永丰-001", "--happened", "甲", "--helped", "乙", "--method", "丙", "--rule", "丁")
        #expect(early.status == 2 && early.errors.contains("还没有结案"))
        try county.json("correct", "永丰-001", "stage=closed")
        try county.json(
            "review", "write", "永丰-001", "--happened", "邹某某在东门村受伤", "--helped", "先核票据", "--method", "先谈心情", "--rule",
            "伤害类先核票据")
        // The library: a second person checks.
        let draft = try county.json("library", "propose", "永丰-001")
        #expect(draft["text"].text.contains("甲在某村受伤") && !draft["text"].text.contains("13807961234"))
        #expect(draft["saved"] == .null)
        // What was replaced is listed, and no number whole: that would want a reason.
        let listed = draft["replacements"].items.map { $0["original"].text }
        #expect(listed.contains("138****1234") && !listed.contains("13807961234"), "\(listed)")
        #expect(try county.json("library", "list")["cases"].items.isEmpty)
        try county.json("library", "propose", "永丰-001", "--save", "--title", "工伤赔偿一例")
        let own = try county.run("library", "check", "工伤赔偿一例", "--anonymous")
        #expect(own.status == 2 && own.errors.contains("要由另一个人核对"))
        #expect(try county.succeed("library", "list").contains("不能引用"))
        #expect(try county.json("library", "similar", "永丰-001")["items"].items.isEmpty)
        try county.json("policy", "add", "--title", "旧办法", "--area", "东门村")
        try county.json("policy", "add", "--title", "新办法", "--from", "2026-01-01", "--area", "东门村")
        try county.json("policy", "supersede", "旧办法", "--by", "新办法")
        #expect(
            try county.json("policy", "list", "--on", "2026-02-01")["items"].items.map { $0["standing"].text }.sorted()
                == [
                    "in_force", "superseded",
                ])
        try county.json("network", "add", "--name", "周律师", "--skill", "法律", "--serves", "永丰县", "--area", "东门村")
        #expect(try county.json("network", "list", "--skill", "law", "--serving", "东门村")["items"].items.count == 1)
        #expect(try county.json("network", "list", "--skill", "医疗")["items"].items.isEmpty)
        // A long-standing case.
        #expect(try county.run("backlog", "step", "永丰-001", "--stage", "积案溯源", "--evidence", "批文").status == 2)
        try county.json("correct", "永丰-001", #"backlog={"flag":true,"since":"2010-01-01","petitions":4}"#)
        try county.json("backlog", "step", "永丰-001", "--stage", "积案溯源", "--evidence", "批文", "--on", "2026-05-01")
        let list = try county.json("backlog", "list")
        #expect(list["items"][0]["stage"]["zhHans"].text == "积案溯源")
        #expect(list["items"][0]["petitions"].number == 4)
        let step = try county.json(
            "family", "plan", "永丰-001", "--who", "邹某某", "--with", "刘某某", "--what", "一起吃饭", "--due", "2027-01-01")
        try county.json("family", "note", step["saved"][0]["record"]["short"].text, "--text", "约好了")
        #expect(try county.succeed("file", "永丰-001").contains("约好了"))
    }
}
