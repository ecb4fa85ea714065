import Testing

/// Each kind of failure has its exit code, names the value, and changes nothing.
@Suite(.timeLimit(.minutes(5)))
struct CaseFailureTests {
    @Test(arguments: [
        (["correct", "永丰-001", "stage=不存在"], 2, "不存在"),
        (["correct", "永丰-001", "nonsense=1"], 2, "nonsense"),
        (["add", "nonsense", "a=1"], 2, "nonsense"),
        (["visit", "record", "--case", "永丰-001", "--at", "昨天"], 2, "昨天"),
        (["person", "add", "张三"], 2, "--area"),
        (["correct", "永丰-001", "stage=处置", "--seen", "xyz"], 2, "xyz"),
        (["show", "永丰-999"], 3, "永丰-999"),
        (["visit", "record", "--case", "永丰-001", "--emotion", "无此人:5:4"], 3, "无此人"),
        (["correct", "永丰-001", "stage=处置", "--as", "无此人"], 3, "无此人"),
        (["import", "/nonexistent/file"], 3, "/nonexistent/file"),
        (["visit", "record", "--case", "永丰-001", "--emotion", "邹某某:11:4"], 64, "11"),
        (["visit", "record", "--next", "去"], 64, "--case"),
        (["agreement", "add", "--case", "永丰-001", "--milestone", "付款"], 64, "付款"),
        (["settle", "永丰-001", "next", "--reason", "r", "--seen", "s"], 64, "--take"),
    ])
    func aFailureNamesItsValue(arguments: [String], code: Int32, word: String) throws {
        let county = try RecordingCounty.withCase()
        let before = try county.json("file", "永丰-001")
        let result = try county.run(arguments)
        #expect(result.status == code, "\(arguments): \(result.output)\(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(try county.json("file", "永丰-001") == before)
        // Programs get the same as JSON, on the output; wrong arguments are the shell's business.
        if code != 64 {
            let json = try county.run(arguments + ["--json"])
            #expect(json.status == code)
            let failure = try #require(try? JSON(text: json.output)["error"])
            #expect(failure["kind"].number == Double(code))
            #expect(!failure["zhHans"].text.isEmpty)
            #expect(failure["en"].text.contains(word) || code == 2)
        }
    }

    @Test func aNameOfTwoIsRefusedWithBoth() throws {
        let county = try RecordingCounty.withCase()
        try county.json("person", "add", "邹某某", "--area", "东门村", "--birth", "1990-01-01")
        let people = try county.json("person", "list", "邹某某")["people"].items
        let refused = try county.run("correct", "邹某某", "sex=男")
        #expect(refused.status == 2)
        for person in people { #expect(refused.errors.contains(person["record"]["short"].text)) }
        // The end of the id tells them apart.
        let short = try #require(people.first?["record"]["short"].text)
        #expect(try county.run("correct", short, "sex=男").status == 0)
    }

    @Test func aFolderWithoutANodeSaysWhatToDo() throws {
        let county = try RecordingCounty()
        let result = try county.run("show", "永丰-001")
        #expect(result.status == 3)
        #expect(result.errors.contains("tingsu setup"))
        let english = try county.run("show", "永丰-001", "--lang", "en")
        #expect(english.errors.hasPrefix("error: "))
    }
}
