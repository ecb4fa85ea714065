import Foundation
import Testing

/// A signed sheet, attached where there is no signal, on its way to the county and to a colleague: real processes, real
/// TLS. The record never waits for it; a cut line costs one piece of it (I33).
@Suite(.serialized) struct FileTests {
    @Test func aScanComesToTheCountyAndToAColleague() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        let visit = try county.addVisit(at: "d1")
        let scan = try county.makeScan("签字件.jpg", bytes: 3_000_000)
        try county.succeed("d1", ["file", "attach", visit, scan])
        #expect(try county.files(of: visit, at: "d1")[0]["isUpstream"] as? Bool == false)

        let day = try county.json("d1", ["sync"])
        #expect(day["requests"] as? Int == 1)
        #expect(day["filesSent"] as? Int == 1)
        #expect(try county.files(of: visit, at: "d1")[0]["isUpstream"] as? Bool == true)
        #expect(try county.json("hub", ["sync"])["filesSent"] as? Int == 1)
        #expect(try county.blob(of: scan, at: "center") == Data(contentsOf: URL(fileURLWithPath: scan)))

        // A colleague sees that there is one, asks for it, and has it after the next sync.
        try county.succeed("d2", ["sync"])
        #expect(try county.files(of: visit, at: "d2")[0]["isHere"] as? Bool == false)
        let early = try county.run("d2", ["file", "save", visit, "1", "-o", "\(county.folder)/early.jpg"])
        #expect(early.status == 3)
        #expect(early.errors.contains("fetched with the next sync"))
        #expect(try county.json("d2", ["sync"])["filesReceived"] as? Int == 1)
        try county.succeed("d2", ["file", "save", visit, "1", "-o", "\(county.folder)/copy.jpg"])
        #expect(FileManager.default.contentsEqual(atPath: scan, andPath: "\(county.folder)/copy.jpg"))

        // Whoever has everything asks nothing: one request, as on any idle day.
        let idle = try county.json("d1", ["sync"])
        #expect(idle["requests"] as? Int == 1)
        #expect(idle["filesSent"] as? Int == 0)
    }

    @Test func aCutLineCostsOnePiece() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let line = try CutLine(upstreamPort: county.port(of: "center"))
        line.begin()
        defer { line.end() }
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", over: line)
        let visit = try county.addVisit(at: "d1")
        let scan = try county.makeScan("签字件.jpg", bytes: 4_000_000)
        try county.succeed("d1", ["file", "attach", visit, scan])

        line.breakForGood(.init(direction: .up, count: 2_500_000, isReset: true))
        let cut = try county.run("d1", ["sync"])
        #expect(cut.status == 6, "\(cut.output)\(cut.errors)")
        #expect(line.lastPassage?.wasCut == true)
        // The visit is at the county, and the file is not.
        #expect(try county.held("center") == county.held("d1"))
        #expect(try county.blob(of: scan, at: "center") == nil)

        line.mend()
        let rest = try county.json("d1", ["sync"])
        #expect(rest["filesSent"] as? Int == 1)
        let passed = try #require(line.lastPassage?.up.count)
        #expect(passed < 4_000_000 - 1_000_000, "\(passed) bytes passed once more")
        #expect(try county.blob(of: scan, at: "center") == Data(contentsOf: URL(fileURLWithPath: scan)))
    }

    @Test func aKilledHubGoesOnWithWhatItHas() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        let visit = try county.addVisit(at: "d1")
        let scan = try county.makeScan("签字件.pdf", bytes: 30_000_000, isPDF: true)
        try county.succeed("d1", ["file", "attach", visit, scan])
        let sync = try county.begin("d1", ["sync"])
        try eventually("a part of the file is at the hub") { try county.partBytes(at: "hub") > 2_000_000 }
        county.kill("hub")
        sync.waitUntilExit()
        #expect(sync.terminationStatus == 6)
        let kept = try county.partBytes(at: "hub")
        try county.start("hub")
        #expect(try county.json("d1", ["sync"])["filesSent"] as? Int == 1)
        #expect(try county.blob(of: scan, at: "hub") == Data(contentsOf: URL(fileURLWithPath: scan)))
        #expect(kept > 0)
        #expect(try county.partBytes(at: "hub") == 0)
    }

    @Test func aHubThatLostItsFilesAsksForThemAgain() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        let visit = try county.addVisit(at: "d1")
        let scan = try county.makeScan("签字件.jpg", bytes: 200_000)
        try county.succeed("d1", ["file", "attach", visit, scan])
        try county.succeed("d1", ["sync"])
        county.kill("hub")
        try FileManager.default.removeItem(atPath: "\(county.data("hub"))/blobs")
        try county.start("hub")
        #expect(try county.blob(of: scan, at: "hub") == nil)
        #expect(try county.json("d1", ["sync"])["filesSent"] as? Int == 1)
        #expect(try county.blob(of: scan, at: "hub") == Data(contentsOf: URL(fileURLWithPath: scan)))
    }

    @Test func twoWhoAttachWithoutKnowingLoseNothing() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        let visit = try county.addVisit(at: "d1")
        for node in ["d1", "d2"] { try county.succeed(node, ["sync"]) }
        for (node, bytes) in [("d1", 50_000), ("d2", 60_000)] {
            try county.succeed(node, ["file", "attach", visit, county.makeScan("\(node).jpg", bytes: bytes)])
        }
        for node in ["d1", "d2", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try county.files(of: visit, at: "d1").count == 2)
        // A third file joins both lists: adding is no dispute.
        try county.succeed("d1", ["file", "attach", visit, county.makeScan("third.jpg", bytes: 70_000)])
        #expect(try county.number("d1", "conflicts") == 0)
        #expect(try county.files(of: visit, at: "d1").count == 3)
    }

    @Test func nightlyCopiesShareTheFilesAndBringThemBack() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let disk = "\(county.folder)/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try county.succeed("center", ["backup", "\(county.folder)/keys", "--with-keys"])
        try county.succeed("center", ["backup", "set", "--folder", disk])
        let visit = try county.addVisit(at: "center", area: "练习一村")
        let first = try county.makeScan("first.jpg", bytes: 100_000)
        try county.succeed("center", ["file", "attach", visit, first])
        try county.succeed("center", ["backup"])
        let second = try county.makeScan("second.jpg", bytes: 120_000)
        try county.succeed("center", ["file", "attach", visit, second])
        let newest = try #require(try county.json("center", ["backup"])["folder"] as? String)
        let shared = try FileManager.default.contentsOfDirectory(atPath: disk).filter { $0.hasPrefix("tingsu-blobs-") }
        #expect(shared.count == 1)

        county.kill("center")
        try FileManager.default.removeItem(atPath: county.data("center"))
        try county.succeed("center", ["restore", "--from", newest, "--keys", "\(county.folder)/keys", "--yes"])
        for scan in [first, second] {
            #expect(try county.blob(of: scan, at: "center") == Data(contentsOf: URL(fileURLWithPath: scan)))
        }
        #expect(try county.files(of: visit, at: "center").allSatisfy { $0["isHere"] as? Bool == true })
        #expect(try county.json("center", ["doctor"])["missingFiles"] as? Int == 0)
    }

    @Test func theDoctorFindsAFileThatRots() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let visit = try county.addVisit(at: "center", area: "练习一村")
        let scan = try county.makeScan("scan.jpg", bytes: 100_000)
        try county.succeed("center", ["file", "attach", visit, scan])
        #expect(try county.run("center", ["doctor"]).status == 0)
        let sha256 = try #require(try county.files(of: visit, at: "center")[0]["sha256"] as? String)
        let path = "\(county.data("center"))/blobs/\(sha256.prefix(2))/\(sha256)"
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: 5_000)
        try file.write(contentsOf: Data([1, 2, 3]))
        try file.close()
        let report = try county.run("center", ["doctor"])
        #expect(report.status == 7)
        #expect(report.output.contains(sha256))
        let save = try county.run("center", ["file", "save", visit, "1", "-o", "\(county.folder)/out.jpg"])
        #expect(save.status == 1)
        #expect(!FileManager.default.fileExists(atPath: "\(county.folder)/out.jpg"))
    }

    @Test func whatIsNoScanIsRefusedAndNothingIsKept() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let visit = try county.addVisit(at: "center", area: "练习一村")
        let script = "\(county.folder)/签字件.jpg"
        try "#!/bin/sh\n".write(toFile: script, atomically: true, encoding: .utf8)
        let wrong = try county.run("center", ["file", "attach", visit, script])
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("JPG"))
        #expect(FileManager.default.createFile(atPath: "\(county.folder)/empty.jpg", contents: nil))
        #expect(try county.run("center", ["file", "attach", visit, "\(county.folder)/empty.jpg"]).status == 2)
        let large = try county.makeScan("large.jpg", bytes: 32 * 1024 * 1024 + 1)
        let refused = try county.run("center", ["file", "attach", visit, large])
        #expect(refused.status == 2)
        #expect(refused.errors.contains("32.0 MB"))
        #expect(try county.run("center", ["file", "attach", visit, "\(county.folder)/nothing.jpg"]).status == 3)
        #expect(try county.files(of: visit, at: "center").isEmpty)
    }
}
