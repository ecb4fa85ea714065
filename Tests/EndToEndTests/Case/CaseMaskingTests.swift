import Testing

/// Identity numbers are shown with their middle hidden until somebody asks for them; what is stored is whole.
@Suite(.timeLimit(.minutes(5)))
struct CaseMaskingTests {
    private static let number = "360899196403120010"
    private static let masked = "360899********0010"
    private static let other = "360899198005200022"
    private static let otherMasked = "360899********0022"

    private func county() throws -> RecordingCounty {
        let county = try RecordingCounty.withCase()
        try county.json("correct", "邹某某", "identity=\(Self.number)")
        return county
    }

    @Test func aNumberIsMaskedEverywhereAndRevealedOnRequest() throws {
        let county = try county()
        try county.json("correct", "邹某某", "identity=\(Self.other)", "--reason", "录入有误")
        for command in [["show", "邹某某"], ["log", "邹某某"], ["file", "永丰-001"]] {
            for form in [["--json"], ["--lang", "zh-Hans"], ["--lang", "en"]] {
                let plain = try county.succeed(command + form)
                #expect(!plain.contains(Self.number) && !plain.contains(Self.other), "\(command + form)")
                let revealed = try county.succeed(command + form + ["--reveal"])
                #expect(!revealed.contains("****"), "\(command + form)")
            }
        }
        let shown = try county.json("show", "邹某某").field("identity")["readings"][0]
        #expect(shown["value"]["number"].text == Self.otherMasked)
        #expect(shown["isMasked"].isTrue)
        let revealed = try county.json("show", "邹某某", "--reveal").field("identity")["readings"][0]
        #expect(revealed["value"]["number"].text == Self.other)
        #expect(!revealed["isMasked"].isTrue)
        #expect(try county.succeed("show", "邹某某").contains("--reveal"))

        let log = try county.succeed("log", "邹某某")
        #expect(log.contains(Self.masked) && log.contains(Self.otherMasked))
        let whole = try county.succeed("log", "邹某某", "--reveal")
        #expect(whole.contains(Self.number) && whole.contains(Self.other))
        let person = try county.json("file", "永丰-001", "--reveal")["parties"].items.map { $0["person"] }
        #expect(person.contains { $0.field("identity")["readings"][0]["value"]["number"].text == Self.other })
    }

    @Test func aDisputedNumberIsMaskedWhereverItIsNamed() throws {
        let county = try RecordingCounty.withCase()
        let seen = try county.seen("邹某某")
        for number in [Self.number, Self.other] {
            try county.json("correct", "邹某某", "identity=\(number)", "--seen", seen)
        }
        let refused = try county.run("correct", "邹某某", "identity=\(Self.number)")
        #expect(refused.status == 4)
        #expect(refused.errors.contains(Self.masked) && !refused.errors.contains(Self.number))
        let listed = try county.succeed("conflicts")
        #expect(listed.contains(Self.masked) && listed.contains(Self.otherMasked) && !listed.contains(Self.number))
        #expect(try county.succeed("conflicts", "--reveal").contains(Self.number))
        // Settling takes the reading itself, not what was shown of it.
        let conflict = try county.json("conflicts")["conflicts"][0]
        let side = try #require(conflict["sides"].items.first { $0["text"]["en"].text.contains(Self.masked) })
        let take = "\(Int(try #require(side["number"].number)))"
        try county.json(
            "settle", "邹某某", "identity", "--take", take, "--reason", "对照证件", "--seen", conflict["seen"].text)
        let settled = try county.json("show", "邹某某", "--reveal").field("identity")["readings"][0]
        #expect(settled["value"]["number"].text == Self.number)
    }

    @Test func whatWasShownIsNotTakenBackForTheNumber() throws {
        let county = try county()
        let before = try county.json("log", "邹某某", "--reveal")
        for value in ["identity=\(Self.masked)", #"identity={"type":"passport","number":"E1*****78"}"#] {
            let refused = try county.run("correct", "邹某某", value)
            #expect(refused.status == 2)
            #expect(refused.errors.contains("完整号码"), "\(refused.errors)")
        }
        #expect(try county.json("log", "邹某某", "--reveal") == before)
    }

    /// An import compares with what is stored, not with what is shown.
    @Test func importsCompareTheWholeNumber() throws {
        let county = try RecordingCounty.commissioned()
        func table(_ number: String) -> String { "姓名,户号,住址,身份证号\n张三,1,东门村15号,\(number)\n" }
        let first = try county.json("person", "import", county.file(table(Self.number)), "--area", "东门村")
        #expect(first["created"].items.count == 2)
        let again = try county.json("person", "import", county.file(table(Self.number)), "--area", "东门村")
        #expect(again["created"].items.isEmpty && again["differing"].items.isEmpty)

        let id = try county.json("show", "张三")["record"]["id"].text
        let line = try county.file(
            #"{"op":"correct","kind":"person","record":"\#(id)","fields":{"identity":"\#(Self.other)"}}"# + "\n")
        #expect(try county.json("import", line, "--area", "东门村")["changed"].items.count == 1)
        let repeated = try county.json("import", line, "--area", "东门村")
        #expect(repeated["changed"].items.isEmpty && repeated["present"].number == 1)
        let differing = try county.json("person", "import", county.file(table(Self.number)), "--area", "东门村")
        #expect(differing["differing"][0]["fields"][0]["zhHans"].text == "证件")
    }
}
