import Foundation
import Testing

/// The restore drill: the center is destroyed, and last night's copy is put back on a new machine.
@Suite(.serialized) struct DrillTests {
    /// A county of two townships, whose center makes nightly copies to another disk. The line from the first hub to the
    /// center can be broken.
    private struct Drill {
        let county: TestCounty
        let line: CutLine
        let disk: String
        let keys: String

        init() throws {
            county = try TestCounty()
            line = try CutLine(upstreamPort: county.port(of: "center"))
            line.begin()
            _ = county.stop("hub")
            try county.start("hub", variables: ["TINGSU_UPSTREAM_ADDRESSES": "https://127.0.0.1:\(line.port)"])
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
            // Holds the whole county, and does not help to refill it: what it has is compared.
            try county.join("watch", machine: "县中心二号", area: "永丰县", person: "王主任二", upstream: "center")
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
        try county.succeed("watch", ["sync"])
        #expect(try county.soundDigest("watch") == county.soundDigest("center"))
        // What a sync says where nothing is new.
        try county.succeed("hub", ["sync"])
        let idle = try #require(drill.line.lastPassage?.up.count)
        // One more is recorded before the fire, and has not left the village.
        try county.importLines("d3", [TestCounty.caseLine("C-3")])

        county.kill("center")
        try FileManager.default.removeItem(atPath: county.data("center"))
        // While there is no center, nobody loses what it signed for, and nobody gets more.
        try county.succeed("d3", ["sync"])
        #expect(try county.run("hub2", ["sync"]).status == 6)
        #expect(try drill.custody("d3") == [3, 3, 2])
        #expect(try drill.custody("d1") == [3, 3, 3])

        // A new machine: nothing of the old one's is there but the disk and what lay in the safe.
        county.variables["TINGSU_STATE"] = "\(county.folder)/new-machine"
        let lost = try county.run("center", ["restore", "--from", drill.disk, "--yes"])
        #expect(lost.status == 2)
        #expect(lost.errors.contains("--with-keys"))
        try county.succeed("center", ["restore", "--from", drill.disk, "--keys", drill.keys, "--yes"])
        #expect(try county.held("center") == 3)
        try county.start("center")
        county.variables = [:]

        // The first hub that comes hears what the center has lost, and the line breaks before it can fill it up: the
        // county's word is taken back, in the villages too.
        drill.line.breakForGood(.init(direction: .up, count: idle + 100, isReset: false))
        #expect(try county.run("hub", ["sync"]).status == 6)
        #expect(drill.line.lastPassage?.wasCut == true)
        for node in ["d1", "d2"] { try county.succeed(node, ["sync"]) }
        #expect(try county.held("center") == 3)
        #expect(try drill.custody("d1") == [3, 3, 1])
        #expect(try drill.custody("d2") == [1, 1, 1])
        // The other township has heard nothing yet.
        #expect(try drill.custody("d3") == [3, 3, 2])

        // It rises again only when the center truly holds it, and each township for its own villages.
        drill.line.mend()
        try county.succeed("hub", ["sync"])
        for node in ["d1", "d2"] { try county.succeed(node, ["sync"]) }
        #expect(try county.held("center") == 5)
        #expect(try drill.custody("d1") == [3, 3, 3])
        #expect(try drill.custody("d2") == [1, 1, 1])
        for node in ["hub2", "d3"] { try county.succeed(node, ["sync"]) }
        #expect(try county.held("center") == 7)
        #expect(try drill.custody("d3") == [3, 3, 3])

        // It goes on under a number of its own. Nothing is lost, and all are equal.
        try county.importLines("center", [TestCounty.caseLine("Z-1")], area: "练习二村")
        try drill.evening()
        let holdsAll = try county.soundDigest("center")
        try county.succeed("watch", ["sync"])
        #expect(try county.soundDigest("watch") == holdsAll)
        #expect(try county.soundDigest("center") == holdsAll)
        #expect(try county.held("center") == 8)
        for (node, held) in [("hub", 5), ("hub2", 3), ("d1", 3), ("d2", 2), ("d3", 3)] {
            _ = try county.soundDigest(node)
            #expect(try drill.custody(node) == [held, held, held], "\(node)")
        }
        drill.line.end()
    }

    private func standing(_ county: TestCounty) throws -> [String: Any] {
        let backup = try county.json("center", ["status"])["backup"] as? [String: Any]
        return backup?["last"] as? [String: Any] ?? [:]
    }
}
