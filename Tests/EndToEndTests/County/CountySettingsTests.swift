import Foundation
import Testing

/// What the administrator adds to the forms at the center, on machines of the county that were away meanwhile.
@Suite(.timeLimit(.minutes(5)))
struct CountySettingsTests {
    @Test func aQuestionReachesAMachineThatWasAwayAndItsAnswerComesHome() throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("device", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.succeed("device", ["sync"])
        // The device is offline while the center adds a question and a code of its own.
        let added = try JSON(
            text: county.succeed(
                "center",
                [
                    "county", "field", "add", "走访", "用水来源", "--label-en", "Water from", "--type", "代码", "--name",
                    "water",
                    "--code", "well=井水", "--code", "tap=自来水", "--json",
                ]))
        #expect(added["fields"][0]["number"].number == 10_000)
        #expect(added["fields"][0]["standing"].text == "in_effect")
        #expect(added["codes"].items.map { $0["code"].text } == ["well", "tap"])
        #expect(try county.run("device", ["fields", "visit", "water"]).status == 2)

        try county.succeed("device", ["sync"])
        let fields = try county.succeed("device", ["fields", "visit", "water", "--lang", "zh-Hans"])
        #expect(fields.contains("用水来源") && fields.contains("自来水"))
        try county.succeed("device", ["person", "add", "邹某"])
        try county.succeed(
            "device",
            [
                "case", "open", "邹某排水纠纷", "--code", "练习-001", "--applicant", "邹某", "--category", "0303",
            ])
        let saved = try JSON(
            text: county.succeed(
                "device",
                [
                    "visit", "record", "--case", "练习-001", "--at", "2026-05-06 09:00", "--narrative", "谈了水。", "--set",
                    "用水来源=自来水", "--json",
                ]))
        let visit = saved["saved"][0]["record"]["short"].text
        #expect(try county.run("device", ["add", "visit", "started=2026-05-06 09:00", "water=雨水"]).status == 2)
        try county.succeed("device", ["sync"])

        let shown = try JSON(text: county.succeed("center", ["show", visit, "--json"]))
        #expect(shown.shown("water") == "自来水")
        #expect(shown.field("water")["label"]["en"].text == "Water from")
        let file = try county.succeed("center", ["file", "练习-001", "--lang", "zh-Hans"])
        #expect(file.contains("用水来源") && file.contains("自来水"))

        // Ended, it is asked nowhere, and the answer stays as readable as it was.
        try county.succeed("center", ["county", "field", "end", "water"])
        try county.succeed("device", ["sync"])
        let list = try county.json("device", ["county", "field", "list"])
        #expect(((list["fields"] as? [[String: Any]])?[0]["standing"] as? String) == "ended")
        #expect(try county.succeed("device", ["show", visit, "--lang", "zh-Hans"]).contains("自来水"))
        #expect(try county.succeed("device", ["fields", "visit", "--lang", "zh-Hans"]).contains("现在不填"))
        #expect(try county.soundDigest("device") == county.soundDigest("center"))
        // The whole catalog, from a running daemon too.
        #expect(try county.succeed("center", ["catalog", "--json"]).contains("\"is_asked\": false"))
        // Only the center adds.
        let refused = try county.run("device", ["county", "field", "add", "visit", "问", "--type", "是否"])
        #expect(refused.status == 5)
    }

    @Test func theCatalogIsWrittenWithAndWithoutAMachine() throws {
        let county = try RecordingCounty()
        let committed = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().appending(path: "SyncProtocol/catalog.json"),
            encoding: .utf8)
        // Not #expect(a == b): it would print both whole.
        let isCommitted = try county.succeed("catalog", "--json") == committed
        #expect(isCommitted, "tingsu catalog --json is not SyncProtocol/catalog.json")
        #expect(try county.run("catalog", "--json", "--markdown").status == 64)

        try county.succeed("center", "init", "--county", "永丰县", "--admin", "王管理")
        try county.succeed("county", "field", "add", "案件", "涉茶园吗", "--type", "是否", "--until", "2999-01-01")
        try county.succeed("county", "code", "add", "place_kind", "茶馆", "--code", "tea_house")
        let path = county.folder + "/catalog.md"
        try county.succeed("catalog", "--markdown", "--out", path)
        let markdown = try String(contentsOfFile: path, encoding: .utf8)
        for words in ["涉茶园吗", "`field_10000`", "`tea_house`", "两套分类的对照"] {
            #expect(markdown.contains(words), "\(words)")
        }
        let json = try county.succeed("catalog", "--json")
        #expect(json.contains("涉茶园吗") && json.contains("tea_house"))
        let nowhere = try county.run("catalog", "--out", county.folder + "/none/catalog.md")
        #expect(nowhere.status == 2 && nowhere.errors.contains("none/catalog.md"))
    }

    @Test func aCaseTakesTheOtherCategoryByTheMapping() throws {
        let county = try RecordingCounty.commissioned()
        try county.succeed("person", "add", "邹某某", "--area", "东门村")
        let text = try county.succeed(
            "case", "open", "邹刘工伤纠纷", "--code", "永丰-007", "--category", "0303", "--area", "东门村")
        #expect(text.contains("人民调解纠纷类型") && text.contains("06"))
        #expect(try county.json("show", "永丰-007").field("mediation_category")["readings"][0]["value"].text == "06")
        let given = try county.json(
            "case", "open", "邹刘排水纠纷", "--code", "永丰-008", "--category", "0303", "--mediation-category", "08", "--area",
            "东门村")
        #expect(given["saved"][0]["derived"].items.isEmpty)
        #expect(try county.json("show", "永丰-008").field("mediation_category")["readings"][0]["value"].text == "08")
    }
}
