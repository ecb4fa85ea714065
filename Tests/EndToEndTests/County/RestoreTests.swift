import Foundation
import Testing

/// Machines that are put back from a copy, or copied.
@Suite(.serialized) struct RestoreTests {
    @Test func aRestoredCenterIsRefilledByTheVillages() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        try county.succeed("center", ["backup", "\(county.folder)/night", "--with-keys"])
        try county.importLines("d1", [TestCounty.caseLine("A-2"), TestCounty.visitLine("补记", case: "A-2")])
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try county.number("d1", "atCounty") == 3)
        let before = try county.soundDigest("center")

        county.kill("center")
        try FileManager.default.removeItem(atPath: county.data("center"))
        try county.succeed("center", ["restore", "--from", "\(county.folder)/night", "--yes"])
        #expect(try county.held("center") == 1)
        try county.start("center")
        // The hub's first sync fills the center up again; before it, custody tells what the restored center holds.
        try county.succeed("hub", ["sync"])
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 3)
        #expect(try county.number("d1", "atCounty") == 3)
        #expect(try county.soundDigest("center") == before)
    }

    @Test(arguments: [true, false]) func aRestoredDeviceUsesNoNumberTwice(keepsWitness: Bool) throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.succeed("d1", ["sync"])
        let copy = county.folder + "/copy"
        try FileManager.default.copyItem(atPath: county.data("d1"), toPath: copy)
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        try county.succeed("d1", ["sync"])

        try FileManager.default.removeItem(atPath: county.data("d1"))
        try FileManager.default.moveItem(atPath: copy, toPath: county.data("d1"))
        if !keepsWitness { try FileManager.default.removeItem(atPath: county.folder + "/state") }
        try county.importLines("d1", [TestCounty.caseLine("A-3")])
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try county.held("center") == 3)
        #expect(try county.held("d1") == 3)
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
    }

    @Test(arguments: ["hub", "center"]) func bothClonesOfAFolderKeepTheirRecords(second: String) throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.succeed("d1", ["sync"])
        // The clone's witness goes along, as with a cloned disk: nothing tells the two apart until they meet.
        try FileManager.default.copyItem(atPath: county.data("d1"), toPath: county.data("d2"))
        let state = county.folder + "/state"
        for name in try FileManager.default.contentsOfDirectory(atPath: state) where name.hasSuffix("d1") {
            let twin = name.dropLast(2) + "d2"
            try FileManager.default.copyItem(atPath: "\(state)/\(name)", toPath: "\(state)/\(twin)")
        }
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        try county.importLines("d2", [TestCounty.caseLine("A-3")])
        try county.succeed("d1", ["sync"])
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = county.address(of: second)
        try county.succeed("d2", ["sync"])
        county.variables = [:]
        for node in ["hub", "d1", "d2", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        for node in ["center", "hub", "d1", "d2"] {
            #expect(try county.soundDigest(node) == county.soundDigest("center"), "\(node)")
            #expect(try county.json(node, ["case", "list"]).description.contains("A-3"), "\(node)")
        }
    }
}
