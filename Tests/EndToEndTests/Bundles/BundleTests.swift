import Foundation
import Testing

/// Records on sticks, between real processes: no line is used after a machine has joined.
@Suite(.serialized) struct BundleTests {
    @Test func aVisitComesToTheCountyOnSticksAndTheWordOfItBack() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1"), TestCounty.visitLine("听了一个上午", case: "A-1")])
        let stick = try county.stick("stick")

        // The courier learns no name from the file.
        let file = try county.makeBundle("d1", on: stick)[0]
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        for text in ["一村甲机", "张干部", "永丰县", "听了一个上午", "A-1", "urn:tingsu"] {
            #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text) is readable")
        }
        #expect(try county.number("d1", "atUpstream") == 0)
        #expect(try county.number("d1", "bundlesOutstanding") == 1)

        // Beside the running daemon of the hub; the folder has nothing else for it.
        let up = try county.takeBundles("hub", [stick], ["--answer", stick])
        #expect(up.count == 1)
        #expect(up[0]["received"] as? Int == 2)
        #expect(up[0]["sender"] as? String == "一村甲机")
        #expect(try county.held("hub") == 2)
        #expect(try county.files(on: stick).count == 2)

        // The whole stick comes back, with what this machine had made itself.
        let down = try county.takeBundles("d1", [stick])
        #expect(down.map { $0["standing"] as? String } == ["complete"])
        #expect(try county.number("d1", "atUpstream") == 2)
        #expect(try county.number("d1", "atCounty") == 0)
        #expect(try county.number("d1", "bundlesOutstanding") == 0)
        let sync = try #require(try county.json("d1", ["status"])["lastSync"] as? [String: Any])
        #expect(sync["isByBundle"] as? Bool == true)
        #expect(sync["failure"] == nil)

        let toCounty = try county.carry(from: "hub", to: "center", on: county.stick("second"))
        #expect(toCounty.up["received"] as? Int == 2)
        #expect(try county.number("hub", "atCounty") == 2)
        // What the county said comes down with the answer to the device's next stick.
        let idle = try county.carry(from: "d1", to: "hub", on: county.stick("third"))
        #expect(idle.up["received"] as? Int == 0)
        #expect(try county.number("d1", "atCounty") == 2)
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
        #expect(try county.soundDigest("hub") == county.soundDigest("center"))
    }

    /// I36.
    @Test func lateRepeatedAndOvertakenSticksDoNoHarm() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        let (first, second) = (try county.stick("first"), try county.stick("second"))
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.makeBundle("d1", on: first)
        try county.takeBundles("hub", [first], ["--answer", first])
        try county.importLines("d1", [TestCounty.visitLine("第二天", case: "A-1")])
        try county.importLines("d2", [TestCounty.caseLine("B-1")])
        try county.succeed("d2", ["sync"])
        try county.makeBundle("d1", on: second)
        try county.takeBundles("hub", [second], ["--answer", second])

        // The answer to the second stick is there before the one to the first.
        #expect(try county.takeBundles("d1", [second])[0]["standing"] as? String == "complete")
        #expect(try county.number("d1", "atUpstream") == 3)
        let board = try county.json("hub", ["board"])
        #expect(try county.takeBundles("d1", [first])[0]["standing"] as? String == "late")
        #expect(try county.number("d1", "atUpstream") == 3, "a late answer made custody fall")

        // The same sticks once more, at both ends.
        for stick in [first, second, first] {
            let again = try county.takeBundles("hub", [stick])
            #expect(again.allSatisfy { $0["received"] as? Int == 0 })
            #expect(try county.takeBundles("d1", [stick]).allSatisfy { $0["received"] as? Int == 0 })
        }
        #expect(try county.held("hub") == 3)
        #expect(try county.held("d1") == 3)
        #expect(try county.number("d1", "atUpstream") == 3)
        let after = try county.json("hub", ["board"])
        #expect(
            NSDictionary(dictionary: try heard(board)) == NSDictionary(dictionary: try heard(after)),
            "a late stick is no contact")
        #expect(try county.soundDigest("d1") == county.soundDigest("hub"))
    }

    /// When each machine of a board was heard last.
    private func heard(_ board: [String: Any]) throws -> [String: Int] {
        var heard: [String: Int] = [:]
        for row in try #require(board["devices"] as? [[String: Any]]) {
            if let name = row["name"] as? String, let at = row["lastContact"] as? Int {
                heard[name] = at
            }
        }
        return heard
    }

    /// I35.
    @Test func whatIsNotForThisMachineOrNotWholeIsSaidAndChangesNothing() throws {
        let county = try TestCounty()
        let other = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1"), TestCounty.visitLine("听了一个上午", case: "A-1")])
        let stick = try county.stick("stick")
        let file = try county.makeBundle("d1", on: stick)[0]
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))

        func refused(_ node: String, _ path: String, _ county: TestCounty, status: Int32, _ word: String) throws {
            let outcome = try county.run(node, ["bundle", "take", path])
            #expect(outcome.status == status, "\(node) \(path): \(outcome.output)\(outcome.errors)")
            #expect((outcome.output + outcome.errors).contains(word), "\(outcome.output)\(outcome.errors)")
        }
        try refused("d2", file, county, status: 5, "藤田镇")
        try refused("center", file, county, status: 5, "藤田镇")
        try refused("center", file, other, status: 5, "not for this machine")
        try refused("hub", "\(stick)/nothing", county, status: 3, "nothing")
        try refused("hub", try county.stick("empty"), county, status: 3, "empty")
        func variant(_ name: String, _ content: Data) throws -> String {
            let path = "\(county.folder)/\(name).tingsu-bundle"
            try content.write(to: URL(fileURLWithPath: path))
            return path
        }
        for count in [0, 5, 100, bytes.count / 2, bytes.count - 1] {
            try refused("hub", try variant("cut", bytes.prefix(count)), county, status: 7, "cut off")
        }
        var changed = bytes
        changed[bytes.count - 40] ^= 1
        try refused("hub", try variant("changed", changed), county, status: 7, "changed")
        try refused("hub", try variant("text", Data("这是一封信".utf8)), county, status: 2, "no bundle")
        var newer = bytes
        newer[8] = 2
        try refused("hub", try variant("newer", newer), county, status: 5, "upgrade")
        #expect(try county.held("hub") == 0)

        // A folder with the broken and the whole: the whole is taken, the broken is said.
        try FileManager.default.copyItem(
            atPath: "\(county.folder)/changed.tingsu-bundle", toPath: "\(stick)/a.tingsu-bundle")
        let mixed = try county.run("hub", ["bundle", "take", stick, "--json"])
        #expect(mixed.status == 7)
        #expect(try county.held("hub") == 2)

        // Whoever finds it sees where it goes, and no more.
        let inspected = try county.json("hub", ["bundle", "inspect", file])
        let seen = try #require((inspected["files"] as? [[String: Any]])?.first)
        #expect(seen["sender"] as? String == "一村甲机")
        let found = try other.run("center", ["bundle", "inspect", file, "--json"])
        #expect(found.status == 5)
        #expect(found.output.contains("\"direction\" : \"up\""), "\(found.output)")
        #expect(!found.output.contains("一村甲机"))
        // A device takes no requests, and nobody takes an answer of a machine that is not above it.
        let center = try county.carry(from: "hub", to: "center", on: county.stick("up"))
        #expect(center.down["standing"] as? String == "complete")
    }

    @Test func partsOfASetComeInAnyOrderAndOneThatIsLostIsNamed() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", (1...160).map { TestCounty.caseLine("A-\($0)") })
        try county.importLines(
            "d1", (1...400).map { TestCounty.visitLine(noise($0, 8_000), case: "A-\($0 % 160 + 1)") })
        let stick = try county.stick("stick")
        let parts = try county.makeBundle("d1", on: stick, ["--size", "1M"])
        #expect(parts.count >= 3, "\(parts.count) parts")
        for part in parts {
            let size = try #require(try FileManager.default.attributesOfItem(atPath: part)[.size] as? Int)
            #expect(size <= 1 << 20)
        }
        let second = try county.takeBundles("hub", [parts[1]])
        #expect((second[0]["missing"] as? [Int])?.contains(1) == true)
        #expect(second[0]["received"] as? Int == 0)
        let first = try county.takeBundles("hub", [parts[0]])
        #expect((first[0]["received"] as? Int ?? 0) > 0)
        let all = try county.takeBundles("hub", parts.reversed(), ["--answer", stick])
        #expect(all.count == 1)
        #expect(all[0]["missing"] as? [Int] == [])
        #expect(try county.held("hub") == county.held("d1"))
        #expect(try county.takeBundles("d1", [stick])[0]["standing"] as? String == "complete")
        #expect(try county.number("d1", "atUpstream") == county.held("d1"))
        #expect(try county.soundDigest("d1") == county.soundDigest("hub"))
    }

    @Test(.enabled(if: SmallDisk.isPossible)) func aStickThatIsTooSmallIsLeftAsItWas() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines(
            "d1", [TestCounty.caseLine("A-1")] + (1...100).map { TestCounty.visitLine(noise($0, 8_000), case: "A-1") })
        let stick = try county.stick("small")
        let disk = try SmallDisk(at: stick, kilobytes: 512)
        let full = try county.run("d1", ["bundle", "make", stick])
        #expect(full.status == 1)
        #expect(full.errors.contains("--size"), "\(full.errors)")
        #expect(try county.files(on: stick).isEmpty)
        withExtendedLifetime(disk) {}
        // With room it goes, and what the first try made is not in the way.
        #expect(
            try county.carry(from: "d1", to: "hub", on: county.stick("large")).down["standing"] as? String == "complete"
        )
        let left = try? FileManager.default.contentsOfDirectory(atPath: "\(county.data("d1"))/bundles")
        #expect((left ?? []).isEmpty)
    }

    @Test func whoIsKilledBetweenTwoStepsRepeatsTheStep() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.importLines("d1", (1...300).map { TestCounty.visitLine(noise($0, 4_000), case: "A-1") })
        let stick = try county.stick("stick")
        // Nothing that was killed while making leaves a file that counts.
        let making = try county.begin("d1", ["bundle", "make", stick])
        try eventually("the set is being made") {
            !making.isRunning || FileManager.default.fileExists(atPath: "\(county.data("d1"))/bundles")
        }
        kill(making.processIdentifier, SIGKILL)
        making.waitUntilExit()
        for file in try county.files(on: stick) where file.hasSuffix(".tingsu-bundle") {
            #expect(try county.run("hub", ["bundle", "inspect", "\(stick)/\(file)"]).status == 0)
        }
        let parts = try county.makeBundle("d1", on: stick, ["--size", "1M"])
        // The hub's daemon is killed while it takes them.
        let before = try county.held("hub")
        let taking = try county.begin("hub", ["bundle", "take", "--answer", stick] + parts)
        try eventually("some of it is in") {
            !taking.isRunning || (try? county.held("hub")).map { $0 > before } == true
        }
        county.kill("hub")
        taking.waitUntilExit()
        try county.start("hub")
        let again = try county.takeBundles("hub", parts, ["--answer", stick])
        #expect(again[0]["missing"] as? [Int] == [])
        #expect(try county.held("hub") == county.held("d1"))
        let answers = try county.files(on: stick).filter { $0.contains("answer") }.map { "\(stick)/\($0)" }
        let returning = try county.begin("d1", ["bundle", "take"] + answers)
        kill(returning.processIdentifier, SIGKILL)
        returning.waitUntilExit()
        try county.takeBundles("d1", answers)
        #expect(try county.number("d1", "atUpstream") == county.held("d1"))
        #expect(try county.soundDigest("d1") == county.soundDigest("hub"))
    }

    @Test func scansTravelToo() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        let visit = try county.addVisit(at: "d1")
        let scan = try county.makeScan("签字件.jpg", bytes: 3_000_000)
        try county.succeed("d1", ["attachment", "add", visit, scan])
        let stick = try county.stick("stick")
        let first = try county.carry(from: "d1", to: "hub", on: stick)
        #expect(first.up["files"] as? Int == 1)
        #expect(try county.blob(of: scan, at: "hub") == Data(contentsOf: URL(fileURLWithPath: scan)))
        #expect(try county.files(of: visit, at: "d1")[0]["isUpstream"] as? Bool == true)
        // The answer said so: the next stick has none of it.
        #expect(try county.json("d1", ["bundle", "make", stick])["files"] as? Int == 0)
    }

    /// A colleague without a line asks for a scan: his stick says so, and the answer brings it.
    @Test func aScanThatSomebodyAskedForComesBack() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        let visit = try county.addVisit(at: "d1")
        let scan = try county.makeScan("签字件.jpg", bytes: 3_000_000)
        try county.succeed("d1", ["attachment", "add", visit, scan])
        let stick = try county.stick("stick")
        try county.carry(from: "d1", to: "hub", on: stick)
        let unasked = try county.carry(from: "d2", to: "hub", on: stick)
        #expect(unasked.down["files"] as? Int == 0)
        #expect(try county.files(of: visit, at: "d2")[0]["isHere"] as? Bool == false)
        let save = ["attachment", "save", visit, "1", "-o", "\(county.folder)/copy.jpg"]
        #expect(try county.run("d2", save).status == 3)

        // In several files, of which one comes late: the other changes nothing.
        let requests = try county.makeBundle("d2", on: stick)
        try county.takeBundles("hub", requests, ["--answer", stick, "--size", "1M"])
        let answers = try county.files(on: stick).filter { $0.contains("answer") }.map { "\(stick)/\($0)" }
        #expect(answers.count > 2)
        let early = try county.takeBundles("d2", Array(answers.dropLast()))
        #expect(early.last?["files"] as? Int == 0)
        #expect(try county.takeBundles("d2", answers).last?["files"] as? Int == 1)
        #expect(try county.takeBundles("d2", answers).last?["files"] as? Int == 0)
        try county.succeed("d2", save)
        #expect(FileManager.default.contentsEqual(atPath: scan, andPath: "\(county.folder)/copy.jpg"))
        for file in try county.files(on: stick) { try FileManager.default.removeItem(atPath: "\(stick)/\(file)") }
        #expect(try county.carry(from: "d2", to: "hub", on: stick).down["files"] as? Int == 0)
    }

    /// Text that does not compress.
    private func noise(_ seed: Int, _ count: Int) -> String {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        return String(
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-")[Int(state >> 58)]
            })
    }
}
