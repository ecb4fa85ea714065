import Foundation
import Testing

/// The restore drill: the center is destroyed, and last night's copy is put back on a new machine.
@Suite(.serialized) struct DrillTests {
    /// A county of two townships with a device each, whose center makes nightly copies to another disk.
    private struct Drill {
        let county: TestCounty
        let disk: String
        let keys: String

        init() throws {
            county = try TestCounty()
            disk = "\(county.folder)/disk"
            keys = "\(county.folder)/safe"
            let areas = "code,name,parent\n360825106,石马镇,360825\n360825106201,练习三村,360825106\n"
            try areas.write(toFile: "\(county.folder)/more.csv", atomically: true, encoding: .utf8)
            try county.succeed("center", ["areas", "import", "\(county.folder)/more.csv"])
            try county.join("hub2", machine: "石马镇", role: "hub", area: "石马镇", person: "刘镇长", upstream: "center")
            try county.start("hub2")
            try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
            try county.join("d2", machine: "二村甲机", area: "练习二村", person: "李干部", upstream: "hub")
            try county.join("d3", machine: "三村甲机", area: "练习三村", person: "周干部", upstream: "hub2", server: "石马镇")
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        }

        /// The evening: devices to their hubs, hubs to the center, and down again.
        func evening() throws {
            for node in ["d1", "d2", "d3", "hub", "hub2", "d1", "d2", "d3"] { try county.succeed(node, ["sync"]) }
        }

        /// Changes of a device: held, at the township, at the county.
        func custody(_ node: String) throws -> [Int] {
            try ["held", "atUpstream", "atCounty"].map { try county.number(node, $0) }
        }
    }

    @Test func theVillagesRefillACenterThatWasDestroyed() throws {
        let drill = try Drill()
        let county = drill.county
        try county.succeed("center", ["backup", drill.keys, "--with-keys"])
        for (node, key) in [("d1", "A-1"), ("d2", "B-1"), ("d3", "C-1")] {
            try county.importLines(node, [TestCounty.caseLine(key)])
        }
        try drill.evening()

        // The night's copy is the running daemon's own work.
        try county.succeed("center", ["backup", "set", "--folder", drill.disk])
        try eventually("the night's copy is made", within: 60) {
            try FileManager.default.contentsOfDirectory(atPath: drill.disk).contains { $0.hasPrefix("tingsu-center-") }
                && standing(county)["good"] != nil
        }
        // Whoever finds the disk cannot speak as the county.
        let copy = try #require(
            try FileManager.default.contentsOfDirectory(atPath: drill.disk).first { $0.hasPrefix("tingsu-center-") })
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(drill.disk)/\(copy)").sorted()
                == ["backup.json", "node.json", "store.sqlite"])

        // The next day's work comes to the county, and is in no copy.
        try county.importLines("d1", [TestCounty.caseLine("A-2"), TestCounty.visitLine("一村第二天", case: "A-2")])
        try county.importLines("d3", [TestCounty.caseLine("C-2")])
        try drill.evening()
        #expect(try drill.custody("d1") == [3, 3, 3])
        #expect(try drill.custody("d3") == [2, 2, 2])
        let before = try county.soundDigest("center")
        // One more is recorded before the fire, and has not left the village.
        try county.importLines("d2", [TestCounty.caseLine("B-2")])

        county.kill("center")
        try FileManager.default.removeItem(atPath: county.data("center"))
        // While there is no center, nobody loses what it signed for, and nobody gets more.
        try county.succeed("d2", ["sync"])
        #expect(try county.run("hub", ["sync"]).status == 6)
        #expect(try drill.custody("d2") == [2, 2, 1])

        // A new machine: nothing of the old one's is there but the disk and what lay in the safe.
        county.variables["TINGSU_STATE"] = "\(county.folder)/new-machine"
        let lost = try county.run("center", ["restore", "--from", drill.disk, "--yes"])
        #expect(lost.status == 2)
        #expect(lost.errors.contains("--with-keys"))
        try county.succeed("center", ["restore", "--from", drill.disk, "--keys", drill.keys, "--yes"])
        #expect(try county.held("center") == 3)
        try county.start("center")
        county.variables = [:]

        // The first hub that comes learns what the center has lost: the county's word is taken back. That the hub fills
        // it up with the same sync is not yet signed for.
        try county.succeed("hub2", ["sync"])
        try county.succeed("d3", ["sync"])
        #expect(try drill.custody("d3") == [2, 2, 2])
        #expect(try county.held("center") == 4)
        // The other township has not been heard: its devices go by what was signed before, and the center has not got it.
        try county.succeed("hub", ["sync"])
        for node in ["d1", "d2"] { try county.succeed(node, ["sync"]) }
        #expect(try drill.custody("d1") == [3, 3, 3])
        #expect(try drill.custody("d2") == [2, 2, 2])
        #expect(try county.held("center") == 7)

        // Nothing is lost, the new center goes on under another number, and all are equal.
        try drill.evening()
        #expect(try county.soundDigest("center") != before)
        try county.importLines("center", [TestCounty.caseLine("Z-1")], area: "练习二村")
        try drill.evening()
        #expect(try county.json("d2", ["case", "list"]).description.contains("Z-1"))
        for node in ["d1", "d2", "hub", "center"] {
            let cases = try county.json(node, ["case", "list"]).description
            if node != "d2" { #expect(cases.contains("A-2"), "\(node)") }
            if node != "d1" { #expect(cases.contains("B-2"), "\(node)") }
        }
    }

    private func standing(_ county: TestCounty) throws -> [String: Any] {
        let backup = try county.json("center", ["status"])["backup"] as? [String: Any]
        return backup?["last"] as? [String: Any] ?? [:]
    }
}
