import Foundation
import Testing

/// Who may do what by stick: what the certificate and the directory say, as on the line.
@Suite(.serialized) struct BundleAuthorityTests {
    @Test func anAlarmThatCameOnAStickGoesOnAtOnce() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.succeed(
            "d1",
            ["add", "visit", "started=2026-04-15 15:10", "narrative=他说不想活了", #"safety={"raised":true}"#])
        let stick = try county.stick("stick")
        let file = try county.makeBundle("d1", on: stick)
        try county.takeBundles("hub", file)
        // Nobody told the hub to sync, and its set time is far away.
        try eventually("the alarm is at the county") { try county.held("center") == 1 }
    }

    @Test func aRevokedMachineStillDeliversAndGetsNothing() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        for node in ["d1", "hub"] { try county.succeed(node, ["sync"]) }
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        try county.succeed("center", ["revoke", "一村甲机", "--reason", "遗失"])
        try county.succeed("hub", ["sync"])
        try county.importLines("d2", [TestCounty.caseLine("B-1")])
        try county.succeed("d2", ["sync"])

        let carried = try county.carry(from: "d1", to: "hub", on: county.stick("stick"))
        #expect(carried.up["received"] as? Int == 1)
        #expect(carried.down["received"] as? Int == 0)
        #expect(try county.number("hub", "heldBack") == 1)
        #expect(try county.held("d1") == 2)
        let rows = try #require(try county.json("hub", ["board"])["devices"] as? [[String: Any]])
        let row = try #require(rows.first { $0["name"] as? String == "一村甲机" })
        #expect((row["failure"] as? [String: Any])?["code"] as? String == "revoked")
    }

    @Test func anAnswerCountsOnlyFromTheMachineAboveAndRequestsOnlyAtOne() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        let stick = try county.stick("stick")
        // The hub's own requests are for the center; a copy of them for the device cannot be made without the hub's key.
        let toCenter = try county.makeBundle("hub", on: stick)
        #expect(try county.run("d1", ["bundle", "take"] + toCenter).status == 5)
        // The center has nobody above it.
        let none = try county.run("center", ["bundle", "make", stick])
        #expect(none.status == 5)
        #expect(none.errors.contains("no upstream") || none.errors.contains("does not need"), "\(none.errors)")
    }

    @Test func aClonedFolderHealsOverSticksAlone() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.carry(from: "d1", to: "hub", on: county.stick("first"))
        // The clone's witness goes along, as with a cloned disk.
        try FileManager.default.copyItem(atPath: county.data("d1"), toPath: county.data("d2"))
        let state = county.folder + "/state"
        for name in try FileManager.default.contentsOfDirectory(atPath: state) where name.hasSuffix("d1") {
            try FileManager.default.copyItem(atPath: "\(state)/\(name)", toPath: "\(state)/\(name.dropLast(2))d2")
        }
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        try county.importLines("d2", [TestCounty.caseLine("A-3")])
        let stick = try county.stick("stick")
        for node in ["d1", "d2", "d2", "d2", "d2", "d1"] { try county.carry(from: node, to: "hub", on: stick) }
        #expect(try county.held("hub") == 3)
        for node in ["d1", "d2"] {
            #expect(try county.soundDigest(node) == county.soundDigest("hub"), "\(node)")
        }
    }

    @Test func aHubThatLostItsStoreIsFilledAgainByAStickWithEverything() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.succeed("hub", ["backup", "\(county.folder)/night", "--with-keys"])
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        let stick = try county.stick("stick")
        try county.carry(from: "d1", to: "hub", on: stick)
        county.kill("hub")
        try FileManager.default.removeItem(atPath: county.data("hub"))
        try county.succeed("hub", ["restore", "--from", "\(county.folder)/night", "--yes"])
        try county.start("hub")
        #expect(try county.held("hub") == 0)
        // The device thinks that the hub has it; whoever knows better says so.
        let files = try county.makeBundle("d1", on: stick, ["--everything"])
        #expect(try county.takeBundles("hub", files)[0]["received"] as? Int == 1)
        #expect(try county.held("hub") == 1)
    }
}
