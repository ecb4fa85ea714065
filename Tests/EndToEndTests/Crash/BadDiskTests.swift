import Foundation
import Testing

/// A real disk that is full, or that may only be read, under each machine: clear words, nothing lost, nothing half, and it
/// goes on when there is room again.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: SmallDisk.isPossible, "only root may mount"))
struct BadDiskTests {
    /// A county of which one machine's data folder is a file system of its own.
    private final class SmallCounty {
        let county: TestCounty
        let node: String
        private(set) var disk: SmallDisk?

        init(_ node: String) throws {
            self.node = node
            county = try TestCounty()
            try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
            try county.importLines("d1", [TestCounty.caseLine("A-1")])
            for each in ["d1", "hub", "d1"] { try county.succeed(each, ["sync"]) }
            let isDaemon = node != "d1"
            if isDaemon { #expect(county.stop(node) == 0) }
            let folder = county.data(node)
            try FileManager.default.moveItem(atPath: folder, toPath: folder + "-before")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let disk = try SmallDisk(at: folder, kilobytes: 24_000)
            self.disk = disk
            try disk.take("\(folder)-before")
            if isDaemon { try county.start(node) }
        }

        deinit {
            // The daemon holds files of the disk.
            _ = county.stop(node)
            disk = nil
        }

        /// Visits of a megabyte and a half together.
        func lines(_ name: String) -> [String] {
            let words = String(repeating: "听了一个上午。", count: 70)
            return (1...1_000).map { TestCounty.visitLine("\(name) \($0) \(words)", case: "A-1") }
        }

        /// Runs a command in both languages; answers what was said.
        func refused(_ node: String, _ arguments: [String], status: Int32, words: [String: String]) throws {
            for (language, word) in words {
                let outcome = try county.run(node, arguments + ["--lang", language])
                #expect(outcome.status == status, "\(outcome.output) \(outcome.errors)")
                #expect(outcome.errors.contains(word), "\(outcome.errors)")
            }
        }

        func file(_ lines: [String]) throws -> String {
            let file = "\(county.folder)/\(UUID().uuidString).jsonl"
            try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
            return file
        }

        func expectEqual(held: Int) throws {
            for each in ["d1", "hub", "d1"] { try county.succeed(each, ["sync"]) }
            for each in ["d1", "hub", "center"] {
                #expect(try county.held(each) == held, "\(each)")
                #expect(try county.soundDigest(each) == county.soundDigest("center"), "\(each)")
            }
        }
    }

    private static let fullHere = ["zh-Hans": "磁盘已满", "en": "the disk is full"]
    private static let fullThere = ["zh-Hans": "上级的磁盘", "en": "the upstream's disk"]
    private static let readOnlyHere = ["zh-Hans": "只能读", "en": "can be read and not written"]

    @Test(arguments: [false, true]) func aDeviceWithAFullDisk(besideADaemon: Bool) throws {
        let small = try SmallCounty("d1")
        let county = small.county
        if besideADaemon { try county.start("d1") }
        let file = try small.file(small.lines("B"))
        try small.disk?.fill(leavingKilobytes: 60)
        try small.refused("d1", ["import", file], status: 1, words: Self.fullHere)
        // It can be read, nothing is half, and what is there still syncs.
        #expect(try county.held("d1") == 1)
        _ = try county.soundDigest("d1")
        try small.disk?.makeRoom()
        try county.succeed("d1", ["import", file])
        try small.expectEqual(held: 1_001)
    }

    @Test(arguments: ["hub", "center"]) func aServerWithAFullDisk(node: String) throws {
        let small = try SmallCounty(node)
        let county = small.county
        let below = node == "hub" ? "d1" : "hub"
        try county.importLines("d1", small.lines("B"))
        if node == "center" { try county.succeed("d1", ["sync"]) }
        try small.disk?.fill(leavingKilobytes: 60)
        try small.refused(below, ["sync"], status: 6, words: Self.fullThere)
        // The server has not ended, and claims nothing that it does not have.
        #expect(try county.number(below, "atUpstream") <= county.held(node))
        _ = try county.soundDigest(node)
        try small.disk?.makeRoom()
        try small.expectEqual(held: 1_001)
        #expect(county.stop(node) == 0)
        try county.start(node)
    }

    /// What a disk becomes on which the system found errors. Nobody can take the right to write from a file that is open.
    @Test func aDeviceThatMayOnlyRead() throws {
        let small = try SmallCounty("d1")
        let file = try small.file([TestCounty.caseLine("A-2")])
        try small.disk?.makeReadOnly()
        for command in [["import", file], ["sync"], ["status"], ["run"], ["verify"]] {
            try small.refused("d1", command, status: 1, words: Self.readOnlyHere)
        }
        try small.disk?.makeWritable()
        try small.county.succeed("d1", ["import", file])
        try small.expectEqual(held: 2)
    }

    @Test(arguments: ["hub", "center"]) func aServerThatMayOnlyRead(node: String) throws {
        let small = try SmallCounty(node)
        let county = small.county
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        #expect(county.stop(node) == 0)
        try small.disk?.makeReadOnly()
        try small.refused(node, ["run"], status: 1, words: Self.readOnlyHere)
        try small.disk?.makeWritable()
        try county.start(node)
        try small.expectEqual(held: 2)
    }
}
