import Testing

/// On a village machine: its people, its area, and how far a record has come.
@Suite(.timeLimit(.minutes(5)))
struct CaseDeviceTests {
    @Test func aMachineOfOneAreaAndOnePersonNeedsNeitherNamed() throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("device", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.succeed("device", ["person", "add", "邹某"])
        let shown = try JSON(text: county.succeed("device", ["show", "邹某", "--json"]))
        #expect(shown["record"]["area"].text == "练习一村")
        #expect(shown.field("name")["readings"][0]["voices"][0]["authorName"].text == "张干部")
        #expect(shown["custody"].text == "here")
        #expect(try county.succeed("device", ["show", "邹某", "--lang", "zh-Hans"]).contains("在本机"))
        try county.succeed("device", ["sync"])
        #expect(try JSON(text: county.succeed("device", ["show", "邹某", "--json"]))["custody"].text == "county")
        // Another village is not its to write, and saying so changes nothing.
        let elsewhere = try county.run("device", ["person", "add", "李某", "--area", "练习二村"])
        #expect(elsewhere.status == 5)
        #expect(elsewhere.errors.contains("练习二村"))
        #expect(try county.run("device", ["show", "李某"]).status == 3)
    }

    @Test func aSharedMachineAsksWhoSpeaks() throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.succeed(
            "center",
            [
                "invite", "--name", "一村乙机", "--area", "练习一村", "--person", "张干部", "--person", "李干部", "--address",
                county.address(of: "center"), "-o", "\(county.folder)/device.invite",
            ])
        try county.succeed("device", ["join", "\(county.folder)/device.invite"])
        let refused = try county.run("device", ["person", "add", "邹某"])
        #expect(refused.status == 2)
        for word in ["张干部", "李干部", "--as"] { #expect(refused.errors.contains(word)) }
        try county.succeed("device", ["person", "add", "邹某", "--as", "李干部", "--entered-by", "张干部"])
        let voice = try JSON(text: county.succeed("device", ["show", "邹某", "--json"]))
            .field("name")["readings"][0]["voices"][0]
        #expect(voice["authorName"].text == "李干部")
        #expect(voice["enteredByName"].text == "张干部")
    }

    @Test func beforeAnyAreaIsKnownNothingCanBeRecorded() throws {
        let county = try RecordingCounty()
        try county.succeed("center", "init", "--county", "永丰县", "--admin", "王管理")
        let refused = try county.run("person", "add", "邹某")
        #expect(refused.status == 5)
        #expect(refused.errors.contains("areas import"))
    }
}
