import Foundation
import Identity
import Node
import PeerTransport
import Testing
import WireProtocol

/// What a township and the county see of the day: returned, signed zero, silent.
@Suite(.serialized) struct BoardTests {
    private func states(_ county: TestCounty, _ node: String) throws -> [String: String] {
        let rows = try county.json(node, ["board"])["devices"] as? [[String: Any]] ?? []
        return Dictionary(
            uniqueKeysWithValues: rows.compactMap { row in
                guard let name = row["name"] as? String, let state = row["state"] as? String else { return nil }
                return (name, state)
            })
    }

    @Test func aSignedZeroIsAnotherThanSilence() throws {
        let county = try TestCounty()
        for (node, machine, person) in [("d1", "一村甲机", "张干部"), ("d2", "一村乙机", "李干部"), ("d3", "一村丙机", "周干部")] {
            try county.join(node, machine: machine, area: "练习一村", person: person, upstream: "hub")
        }
        for node in ["d1", "d2"] { try county.succeed(node, ["sync"]) }
        try county.succeed("hub", ["sync"])
        let before = try states(county, "hub")
        #expect(before["一村甲机"] == "unsigned" && before["一村乙机"] == "unsigned")
        let silent = try #require(before["一村丙机"])

        try county.importLines("d1", [TestCounty.caseLine("A-1"), TestCounty.visitLine("第一次", case: "A-1")])
        try county.succeed("d1", ["return", "--remark", "雨大，只走了一户"])
        try county.succeed("d2", ["return"])
        for node in ["d1", "d2", "hub"] { try county.succeed(node, ["sync"]) }
        let expected = ["一村甲机": "returned", "一村乙机": "zero", "一村丙机": silent]
        #expect(try states(county, "hub") == expected)
        // The third has never come to the center itself.
        #expect(try states(county, "center") == ["一村甲机": "returned", "一村乙机": "zero", "一村丙机": "never"])
        let rows = try county.json("center", ["board"])["devices"] as? [[String: Any]] ?? []
        let first = rows.first { $0["name"] as? String == "一村甲机" }
        #expect(first?["visits"] as? Int == 1)
        #expect(first?["remark"] as? String == "雨大，只走了一户")
        #expect(first?["signedBy"] as? String == "张干部")
        #expect(try county.soundDigest("hub") == county.soundDigest("center"))
    }

    @Test func aReturnThatIsSignedAgainHasTheNewCount() throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.succeed("d1", ["return"])
        try county.importLines("d1", [TestCounty.caseLine("A-1"), TestCounty.visitLine("第一次", case: "A-1")])
        try county.succeed("d1", ["return"])
        try county.succeed("d1", ["sync"])
        #expect(try states(county, "center") == ["一村甲机": "returned"])
        #expect(try county.number("center", "conflicts") == 0)
    }

    @Test func aReturnOfAnotherDayIsNotTodays() throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.succeed("d1", ["return"])
        try county.succeed("d1", ["sync"])
        let rows = try county.json("center", ["board", "--date", "2031-01-01"])["devices"] as? [[String: Any]] ?? []
        #expect(rows.map { $0["state"] as? String } == ["silent"])
        #expect(try county.run("center", ["board", "--date", "昨天"]).status == 2)
        #expect(try county.run("d1", ["board"]).status == 5)
    }

    @Test func aReturnThatSomebodyElseWroteIsNotAMachinesWord() throws {
        let county = try TestCounty(hubIsNeeded: false)
        for (node, machine, person) in [("d1", "一村甲机", "张干部"), ("d2", "一村乙机", "李干部")] {
            try county.join(node, machine: machine, area: "练习一村", person: person, upstream: "center")
        }
        let devices = try county.json("center", ["devices"])["devices"] as? [[String: Any]] ?? []
        let other = try #require(devices.first { $0["name"] as? String == "一村乙机" }?["id"] as? String)
        try county.importLines(
            "d1", [#"{"kind":"day_return","fields":{"date":"2026-06-03","visits":0,"device":"\#(other)"}}"#])
        for node in ["d1", "d2"] { try county.succeed(node, ["sync"]) }
        let rows = try county.json("center", ["board", "--date", "2026-06-03"])["devices"] as? [[String: Any]] ?? []
        #expect(rows.count == 2 && rows.allSatisfy { $0["signedBy"] == nil })
    }

    @Test func whatIsHeldIsCountedOfTheMachineThatWroteItAndNotOfItsName() throws {
        let county = try TestCounty(hubIsNeeded: false)
        for (node, person) in [("d1", "张干部"), ("d2", "李干部")] {
            try county.join(node, machine: "一村机器", area: "练习一村", person: person, upstream: "center")
            try county.succeed(node, ["sync"])
        }
        let lost = try #require(county.json("d1", ["status"])["node"] as? String)
        let kept = try #require(county.json("d2", ["status"])["node"] as? String)
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.succeed("center", ["revoke", lost, "--reason", "遗失"])
        try county.succeed("d1", ["sync"])
        let rows = try county.json("center", ["board"])["devices"] as? [[String: Any]] ?? []
        let held = rows.reduce(into: [:]) { $0[$1["id"] as? String ?? ""] = $1["heldBack"] as? Int }
        #expect(held == [lost: 1, kept: 0])
    }

    /// The row of the only device, as the node shows it.
    private func row(_ county: TestCounty, _ node: String) throws -> [String: Any] {
        let rows = try county.json(node, ["board"])["devices"] as? [[String: Any]] ?? []
        return try #require(rows.count == 1 ? rows[0] : nil)
    }

    private func failure(_ row: [String: Any]) -> String? { (row["failure"] as? [String: Any])?["code"] as? String }

    private func program(_ row: [String: Any]) -> [String]? {
        (row["program"] as? [String: Any]).map { [$0["version"], $0["age"]].compactMap { $0 as? String } }
    }

    /// Something that the machine's program would never send, with its certificate.
    private func sendRubbish(_ county: TestCounty, from node: String, to upstream: String, as program: String)
        async throws
    {
        let keys = try NodeCredentials.load(from: NodeFolder(path: county.data(node)).keysPath)
        let settings = try await NodeSettings.load(from: NodeFolder(path: county.data(node)))
        let client = try PeerClient(
            configuration: PeerClientConfiguration(
                baseURL: county.address(of: upstream), caPath: keys.rootPath, certificatePath: keys.certificatePath,
                keyPath: keys.keyPath, expectedNodeIDs: settings.upstream?.nodeIDs ?? [], userAgent: program,
                proxy: .direct))
        let answer = try await client.send(
            PeerRequest(
                method: .post, path: "/v1/exchange", body: Array("rubbish".utf8), contentType: Frame.contentType,
                maxResponseBytes: 100_000))
        #expect(answer.status == 400)
    }

    @Test func aMachineThatTriesInVainIsShownWithTheReasonUntilItSucceeds() async throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        #expect(try failure(row(county, "hub")) == nil)
        for (version, age) in [("0.0.9", "older"), ("99.0", "newer")] {
            try await sendRubbish(county, from: "d1", to: "hub", as: "tingsu/\(version)")
            let tried = try row(county, "hub")
            #expect(failure(tried) == "bad_frame" && program(tried) == [version, age])
        }
        // A power cut forgets neither.
        county.kill("hub")
        try county.start("hub")
        let kept = try row(county, "hub")
        #expect(failure(kept) == "bad_frame" && program(kept) == ["99.0", "newer"])
        let text = try county.succeed("hub", ["board", "--lang", "zh-Hans"])
        #expect(text.contains("来同步过，没有成功：它发来的内容在路上坏了") && text.contains("程序版本 99.0，比县中心的新"))

        try county.succeed("d1", ["sync"])
        let version = try county.succeed("d1", ["--version"]).trimmingCharacters(in: .whitespacesAndNewlines)
        county.kill("hub")
        try county.start("hub")
        let well = try row(county, "hub")
        #expect(failure(well) == nil && program(well) == [version, "same"])
        let devices = try county.json("hub", ["devices"])["devices"] as? [[String: Any]] ?? []
        let device = try #require(devices.first { $0["name"] as? String == "一村甲机" })
        #expect(program(device) == [version, "same"] && device["lastContact"] != nil)
    }

    @Test func aRevokedMachineThatComesIsShownToHaveBeenSentAway() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        for node in ["d1", "hub"] { try county.succeed(node, ["sync"]) }
        try county.succeed("center", ["revoke", "一村甲机", "--reason", "遗失"])
        try county.succeed("hub", ["sync"])
        #expect(try failure(row(county, "hub")) == nil)
        try county.succeed("d1", ["sync"])
        let tried = try row(county, "hub")
        #expect(failure(tried) == "revoked" && tried["state"] as? String == "revoked")
        // It came to the hub, and not to the center.
        #expect(try failure(row(county, "center")) == nil)
    }

    @Test func aForgottenPINIsAnsweredByTheHubAndNotByADevice() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.succeed("hub", ["sync"])
        let arguments = ["pin", "code", "--device", "一村甲机", "--person", "张干部", "1234 5678 ９０１２"]
        let code = try county.json("hub", arguments)["code"] as? String
        #expect(code?.count == 10)
        let again = ["pin", "code", "--device", "一村甲机", "--person", "张干部", "123456789012"]
        #expect(try county.json("hub", again)["code"] as? String == code)
        #expect(try county.json("center", arguments)["code"] as? String != code)
        #expect(try county.run("d1", arguments).status == 5)
        for (person, challenge, status) in [("谁", "123456789012", Int32(3)), ("张干部", "12345", 2)] {
            let wrong = ["pin", "code", "--device", "一村甲机", "--person", person, challenge]
            #expect(try county.run("hub", wrong).status == status)
        }
    }
}
