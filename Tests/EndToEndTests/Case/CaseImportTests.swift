import Foundation
import Testing

/// A file is taken in whole or not at all, and only once.
@Suite(.timeLimit(.minutes(5)))
struct CaseImportTests {
    private static let lines = """
        {"kind":"person","key":"li","fields":{"name":"李四"}}
        {"kind":"case","key":"li-case","unit":"u1","fields":{"title":"李四邻里纠纷","source":"grid_check","stage":"accepted","first_received":{"name":"王管理","at":"2026-05-01 09:00"}}}
        {"kind":"visit","key":"v1","unit":"u1","fields":{"case":"@li-case","started":"2026-05-06 09:00","narrative":"第一次"}}
        {"kind":"emotion","unit":"u1","fields":{"visit":"@v1","person":"@li","self_before":6}}

        """

    @Test func importingTwiceMakesNothingTwice() throws {
        let county = try RecordingCounty.commissioned()
        let dry = try county.json("import", county.file(Self.lines), "--area", "东门村", "--dry-run")
        #expect(dry["created"].items.count == 4)
        #expect(try county.json("case", "list")["cases"].items.isEmpty)
        let first = try county.json("import", county.file(Self.lines), "--area", "东门村")
        #expect(first["created"].items.count == 4)
        let second = try county.json("import", county.file(Self.lines), "--area", "东门村")
        #expect(second["created"].items.isEmpty)
        #expect(second["present"].number == 4)
        let file = try county.json("file", "李四邻里纠纷")
        #expect(file["visits"][0]["emotions"][0]["before"].number == 6)
    }

    @Test func oneBadLineImportsNothingAndIsNamed() throws {
        let county = try RecordingCounty.commissioned()
        let bad = Self.lines + #"{"kind":"visit","fields":{"started":"昨天","household":"@nobody"}}"# + "\n"
        let refused = try county.run("import", county.file(bad), "--area", "东门村")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("第5行"))
        #expect(try county.json("person", "list")["people"].items.isEmpty)
    }

    @Test func peopleAndHouseholdsComeFromASpreadsheet() throws {
        let county = try RecordingCounty.commissioned()
        let table = """
            姓名,性别,户号,住址,与户主关系
            张三,男,1,东门村15号,户主
            张小三,女,1,,子女

            """
        let first = try county.json("person", "import", county.file(table), "--area", "东门村")
        #expect(first["created"].items.count == 3)
        let households = try county.json("household", "list")["households"]
        #expect(households[0]["headName"].text == "张三")
        #expect(households[0]["people"].items.count == 2)
        let again = table.replacingOccurrences(of: "张小三,女", with: "张小三,男")
        let second = try county.json("person", "import", county.file(again), "--area", "东门村")
        #expect(second["created"].items.isEmpty)
        #expect(second["differing"][0]["line"].number == 3)
        #expect(try county.json("show", "张小三").shown("sex") == "女")
    }

    /// 代录: the typist stands beside whoever speaks, in every change that an import makes.
    @Test func anImportNamesWhoTyped() throws {
        let county = try RecordingCounty.commissioned()
        try county.succeed(
            "invite", "--name", "东门村平板", "--area", "东门村", "--person", "张干部", "--address", "https://127.0.0.1:1", "-o",
            "\(county.folder)/invite.json")
        let lines = """
            {"kind":"person","key":"li","fields":{"name":"李四"}}
            {"kind":"person","key":"sun","fields":{"name":"孙五"},"author":"王管理"}
            {"op":"correct","kind":"person","record":"@li","fields":{"sex":"男"}}

            """
        let speaker = ["--area", "东门村", "--as", "张干部", "--entered-by", "王管理"]
        try county.succeed(["import", county.file(lines)] + speaker)
        let table = "姓名,户号,住址\n张三,1,东门村15号\n"
        try county.succeed(["person", "import", county.file(table)] + speaker)
        for name in ["李四", "张三", "东门村15号"] {
            for entry in try county.json("log", name)["entries"].items {
                #expect(entry["authorName"].text == "张干部", "\(name)")
                #expect(entry["enteredByName"].text == "王管理", "\(name)")
            }
        }
        #expect(try county.json("log", "李四")["entries"].items.count == 2)
        // Who speaks for themselves types for nobody.
        let own = try county.json("log", "孙五")["entries"][0]
        #expect(own["authorName"].text == "王管理")
        #expect(own["enteredByName"] == .null)
        let text = try county.succeed("log", "张三")
        #expect(text.contains("王管理代录"))
    }
}

extension CaseImportTests {
    private static let ledger = """
        东门村矛盾纠纷台账,,,,,
        序号,受理日期,当事人,,纠纷简要情况,备注
        ,,姓名,联系电话,,
        1,2026/1/5,邹　某,１３８０００００００１,两家争水。已劝开,多次上访
        2,2026年1月6日,何某、李某,,宅基地界址,
        合计,,,,2,

        """

    @Test func aLedgerBecomesCasesOnce() throws {
        let county = try RecordingCounty.commissioned()
        let file = try county.file(Self.ledger)
        let dry = try county.json("case", "import", file, "--area", "东门村", "--dry-run")
        #expect(dry["cases"].number == 2)
        #expect(dry["columns"][2]["target"].text == "applicants")
        #expect(dry["passed"][0]["line"].number == 6)
        #expect(try county.json("case", "list")["cases"].items.isEmpty)
        let first = try county.json("case", "import", file, "--area", "东门村")
        #expect(first["created"].items.count == 2 + 3 + 3)
        let second = try county.json("case", "import", file, "--area", "东门村")
        #expect(second["created"].items.isEmpty)
        #expect(second["present"].number == 8)
        #expect(try county.json("show", "两家争水").shown("former_ledger") == "备注：多次上访")
    }

    @Test func theMappingThatIsWrittenIsTheOneThatWasUsed() throws {
        let county = try RecordingCounty.commissioned()
        let file = try county.file(Self.ledger)
        let mapping = "\(county.folder)/mapping.csv"
        let dry = try county.json("case", "import", file, "--area", "东门村", "--write-mapping", mapping)
        #expect(dry["isDryRun"].isTrue)
        let again = try county.json("case", "import", file, "--area", "东门村", "--mapping", mapping)
        #expect(again["columns"] == dry["columns"])
    }

    @Test func ourOwnLedgerIsUnderstoodInEveryColumn() throws {
        let county = try RecordingCounty.withCase()
        let path = "\(county.folder)/township.xlsx"
        try county.succeed("report", "make", "township", "--out", path)
        let dry = try county.json("case", "import", path, "--dry-run", "--keep-unreadable")
        #expect(dry["cases"].number == 1)
        #expect(dry["columns"].items.count == 44)
        #expect(dry["columns"].items.allSatisfy { $0["isKnown"].isTrue })
        #expect(dry["created"].items.isEmpty, "the case is there by its code")
    }

    @Test func aLedgerThatIsNoneIsRefusedWithTheNextStep() throws {
        let county = try RecordingCounty.commissioned()
        let old = "\(county.folder)/old.xls"
        try Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).write(to: URL(fileURLWithPath: old))
        let refused = try county.run("case", "import", old, "--area", "东门村")
        #expect(refused.status == 2)
        #expect(refused.errors.contains(".xlsx"))
        let bad = try county.file(Self.ledger.replacingOccurrences(of: "2026/1/5", with: "去年"))
        let line = try county.run("case", "import", bad, "--area", "东门村")
        #expect(line.status == 2)
        #expect(line.errors.contains("第4行"))
        #expect(try county.json("case", "list")["cases"].items.isEmpty)
    }
}
