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

    /// A folder is overwritten with an older copy of itself, as a disk image or a careful cadre does it, and nobody tells
    /// the program.
    @Test(arguments: ["d1", "hub", "center"], [true, false])
    func whoIsOverwrittenWithAnOlderCopyUsesNoNumberTwice(node: String, keepsWitness: Bool) throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        let area = node == "d1" ? nil : "练习一村"
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        for each in ["d1", "hub", "d1"] { try county.succeed(each, ["sync"]) }
        let copy = county.folder + "/copy"
        let isDaemon = node != "d1"
        if isDaemon { #expect(county.stop(node) == 0) }
        try FileManager.default.copyItem(atPath: county.data(node), toPath: copy)
        if isDaemon { try county.start(node) }
        // Written after the copy, and gone on: its numbers are in the world.
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        if isDaemon { try county.importLines(node, [TestCounty.caseLine("A-3")], area: area) }
        for each in ["d1", "hub", "d1"] { try county.succeed(each, ["sync"]) }

        county.kill(node)
        try FileManager.default.removeItem(atPath: county.data(node))
        try FileManager.default.moveItem(atPath: copy, toPath: county.data(node))
        if !keepsWitness { try FileManager.default.removeItem(atPath: county.folder + "/state") }
        if isDaemon { try county.start(node) }
        try county.importLines(node, [TestCounty.caseLine("A-4")], area: area)
        for each in ["d1", "hub", "d1", "hub", "d1"] { try county.succeed(each, ["sync"]) }
        let written = isDaemon ? 4 : 3
        for each in ["center", "hub", "d1"] {
            #expect(try county.held(each) == written, "\(each)")
            #expect(try county.soundDigest(each) == county.soundDigest("center"), "\(each)")
        }
        #expect(try county.number("d1", "atCounty") == written)
    }

    /// A hub's folder is copied, and both copies are started on one machine: at once, and one after the other.
    @Test(arguments: [true, false]) func twoHubsOfOneFolderLoseNothing(atOnce: Bool) throws {
        let county = try TestCounty()
        for (node, person) in [("d1", "张干部"), ("d2", "李干部")] {
            try county.join(node, machine: "一村\(node)", area: "练习一村", person: person, upstream: "hub")
            try county.succeed(node, ["sync"])
        }
        try county.importLines("hub", [TestCounty.caseLine("A-1")], area: "练习一村")
        try county.succeed("hub", ["sync"])
        #expect(county.stop("hub") == 0)
        try FileManager.default.copyItem(atPath: county.data("hub"), toPath: county.data("twin"))
        try? FileManager.default.removeItem(atPath: county.data("twin") + "/run")
        let state = county.folder + "/state"
        for name in try FileManager.default.contentsOfDirectory(atPath: state) where name.hasSuffix("hub") {
            try FileManager.default.copyItem(atPath: "\(state)/\(name)", toPath: "\(state)/\(name.dropLast(3))twin")
        }
        func work(_ hub: String, _ device: String, _ code: String) throws {
            try county.importLines(hub, [TestCounty.caseLine("\(code)-1")], area: "练习一村")
            try county.importLines(device, [TestCounty.caseLine("\(code)-2")])
            county.variables["TINGSU_UPSTREAM_ADDRESSES"] = county.address(of: hub)
            try county.succeed(device, ["sync"])
            county.variables = [:]
            try county.succeed(hub, ["sync"])
        }
        if atOnce {
            for hub in ["hub", "twin"] { try county.start(hub) }
            try work("hub", "d1", "B")
            try work("twin", "d2", "C")
        } else {
            for (hub, device, code) in [("hub", "d1", "B"), ("twin", "d2", "C")] {
                try county.start(hub)
                try work(hub, device, code)
                #expect(county.stop(hub) == 0)
            }
            try county.start("hub")
        }
        for _ in 0..<3 { for node in ["hub", "d1", "d2"] { try county.succeed(node, ["sync"]) } }
        let others = atOnce ? ["twin"] : []
        for node in others { try county.succeed(node, ["sync"]) }
        for node in ["hub", "d1", "d2"] + others {
            #expect(try county.soundDigest(node) == county.soundDigest("center"), "\(node)")
            let list = try JSON(
                text: county.succeed(
                    node, ["case", "list", "--json"] + (node.hasPrefix("d") ? [] : ["--area", "练习一村"])))
            #expect(
                list["cases"].items.map { $0["code"].text }.sorted() == ["A-1", "B-1", "B-2", "C-1", "C-2"], "\(node)")
        }
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
