import Foundation
import Testing

/// A case goes to another township, a household to another village, a village into another; nothing stays behind (F6).
@Suite(.serialized) struct MoveTests {
    /// A county with two townships, a hub in each, and a device in 练习一村 with a case.
    private func county() throws -> TestCounty {
        let county = try TestCounty()
        let areas = "code,name,parent\n360825106,佐龙乡,360825\n360825106201,练习三村,360825106\n"
        try areas.write(toFile: "\(county.folder)/more.csv", atomically: true, encoding: .utf8)
        try county.succeed("center", ["areas", "import", "\(county.folder)/more.csv"])
        try county.join("hub2", machine: "佐龙乡", role: "hub", area: "佐龙乡", person: "周乡长", upstream: "center")
        try county.start("hub2")
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.succeed("d1", ["person", "add", "邹某某"])
        try county.succeed("d1", ["case", "open", "邹某某工伤赔偿纠纷", "--code", "A-1", "--applicant", "邹某某"])
        return county
    }

    private func show(_ county: TestCounty, _ node: String, _ command: String...) throws -> JSON {
        try JSON(text: county.succeed(node, command + ["--json"]))
    }

    /// Hands case A-1 over to 佐龙乡 at the center.
    private func handOver(_ county: TestCounty) throws {
        try county.succeed("center", ["case", "hand-over", "A-1", "佐龙乡", "--reason", "当事人住佐龙乡"])
        try county.succeed("center", ["case", "accept", "A-1", "--by", "周乡长"])
    }

    @Test func aCaseThatIsHandedOverTakesLateOfflineEditsWithIt() throws {
        let county = try county()
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        // The device is offline from here on, and works on.
        let asked = try county.run("hub", ["case", "accept", "A-1"])
        #expect(asked.status != 0 && asked.errors.contains("tingsu case hand-over"))
        // An objection says why, and moves nothing; then it may be asked again.
        try county.succeed("center", ["case", "hand-over", "A-1", "佐龙乡", "--reason", "当事人住佐龙乡"])
        #expect(try county.run("center", ["case", "object", "A-1", "--by", "周乡长"]).status == 64)
        try county.succeed("center", ["case", "object", "A-1", "--by", "周乡长", "--reason", "户口不在本乡"])
        #expect(try show(county, "center", "file", "A-1")["moved"] == .null)
        try handOver(county)
        try county.succeed(
            "d1",
            [
                "visit", "record", "--case", "A-1", "--at", "2026-05-06 09:00", "--narrative", "移交那天在檐口下听的",
                "--emotion", "邹某某:9:7:委屈难过:流泪", "--next", "核对票据", "--next-date", "2026-06-01",
            ])
        for node in ["hub2", "d1", "hub", "hub2"] { try county.succeed(node, ["sync"]) }

        // The other township has all of it, with its author, and the person's name; and nothing else of the village.
        let file = try show(county, "hub2", "file", "A-1")
        #expect(file["moved"]["isAway"] == .bool(false))
        #expect(file["visits"][0]["record"].shown("narrative") == "移交那天在檐口下听的")
        #expect(file["visits"][0]["emotions"][0]["before"].number == 9)
        #expect(file["parties"][0]["person"].shown("name") == "邹某某")
        #expect(file["record"].shown("next").hasPrefix("核对票据"))
        #expect(file["timeline"].items.contains { $0["authorName"].text == "张干部" })
        // The center lists, counts and finds it once, where it lives, and one next step is due.
        #expect(try show(county, "center", "case", "list")["cases"].items.count == 1)
        #expect(try show(county, "center", "find", "檐口")["items"].items.count == 1)
        #expect(try show(county, "center", "person", "list", "邹某某")["people"].items.count == 1)
        #expect(try county.number("center", "conflicts") == 0)
        // The village reads what was there before, and where it went.
        try county.succeed("d1", ["sync"])
        let left = try show(county, "d1", "file", "A-1")
        #expect(left["moved"]["isAway"] == .bool(true))
        #expect(left["moved"]["area"].text == "佐龙乡")
        #expect(try show(county, "d1", "case", "list")["cases"].items.isEmpty)
        // What the new township writes stays there.
        try county.succeed(
            "hub2", ["visit", "record", "--case", "A-1", "--at", "2026-06-02 09:00", "--narrative", "佐龙接着听"])
        for node in ["hub2", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try show(county, "d1", "file", "A-1")["visits"].items.count == 1)
        #expect(try show(county, "center", "file", "A-1")["visits"].items.count == 2)
        for node in ["center", "hub", "hub2", "d1"] { _ = try county.soundDigest(node) }
    }

    /// What was said back to back belongs to the case and does not go with it: its readers were named in the old township.
    @Test func wordsInConfidenceStayWithTheirReaders() throws {
        let words = "他背后说的那句重话"
        let county = try county()
        try county.succeed(
            "center", ["access", "grant", "--area", "藤田镇", "--for", "专班专用", "--device", "一村甲机"])
        for node in ["hub", "d1"] { try county.succeed(node, ["sync"]) }
        let visit = ["visit", "record", "--case", "A-1", "--mode", "背靠背", "--narrative"]
        try county.succeed("d1", visit + [words])
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try county.isOnDisk(words, "center"))
        try handOver(county)
        for node in ["hub2", "d1", "hub", "hub2"] { try county.succeed(node, ["sync"]) }
        // That there was a talk goes along; what was said is read where it was before.
        let file = try county.succeed("hub2", ["file", "A-1", "--lang", "zh-Hans"])
        #expect(file.contains("背靠背") && !file.contains(words))
        for node in ["hub", "hub2"] { #expect(try !county.isOnDisk(words, node), "\(node)") }
        #expect(try county.succeed("d1", ["file", "A-1", "--lang", "zh-Hans"]).contains(words))
        #expect(try county.succeed("center", ["file", "A-1", "--lang", "zh-Hans"]).contains(words))
    }

    /// The township and the center move one household at once, and it comes back: one household, wherever it is asked for.
    @Test func twoWhoMoveOneHouseholdAndAMoveBackLeaveOne() throws {
        let county = try county()
        try county.join("d2", machine: "二村甲机", area: "练习二村", person: "李干部", upstream: "hub")
        try county.succeed("d1", ["household", "add", "一村3号"])
        try county.succeed("d1", ["person", "add", "李大妈", "--household", "一村3号"])
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        for node in ["hub", "center"] {
            try county.succeed(node, ["household", "move", "一村3号", "练习二村", "--on", "2026-05-06", "--as", "陈镇长"])
        }
        for node in ["hub", "d2", "d1"] { try county.succeed(node, ["sync"]) }
        for node in ["center", "hub", "d2"] {
            #expect(try show(county, node, "household", "list")["households"].items.count == 1, "\(node)")
            #expect(try show(county, node, "person", "list", "李")["people"].items.count == 1, "\(node)")
        }
        #expect(try county.number("center", "conflicts") == 0)
        #expect(try show(county, "d1", "household", "list")["households"].items.isEmpty)

        try county.succeed("hub", ["household", "move", "一村3号", "练习一村", "--as", "陈镇长"])
        for node in ["hub", "d1", "d2"] { try county.succeed(node, ["sync"]) }
        for (node, count) in [("center", 1), ("hub", 1), ("d1", 1), ("d2", 0)] {
            #expect(try show(county, node, "household", "list")["households"].items.count == count, "\(node)")
        }
        for node in ["center", "hub", "d1", "d2"] { _ = try county.soundDigest(node) }
        #expect(try county.soundDigest("hub") == county.soundDigest("center"))
    }

    /// The file of a case that was handed over proves what it shows, by what moved with it.
    @Test func anExportOfAHandedOverCaseIsProven() throws {
        let county = try county()
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        try handOver(county)
        try county.succeed("hub2", ["sync"])
        for node in ["hub2", "center"] {
            let folder = "\(county.folder)/export-\(node)"
            try county.succeed(node, ["case", "export", "A-1", "--to", folder])
            let proof = try county.run(node, ["verify-export", folder])
            #expect(proof.status == 0, "\(node): \(proof.output)\(proof.errors)")
        }
    }

    /// A power cut at the center, after the late edits came in and wherever the step of following stood.
    @Test func whatACutInterruptedIsDoneAtTheNextOccasion() throws {
        let county = try county()
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        try handOver(county)
        for number in 1...5 {
            try county.succeed(
                "d1",
                ["visit", "record", "--case", "A-1", "--at", "2026-05-0\(number) 09:00", "--narrative", "第\(number)次"])
        }
        try county.succeed("d1", ["sync"])
        let sync = try county.begin("hub", ["sync"])
        county.kill("center")
        sync.waitUntilExit()
        try county.start("center")
        for node in ["hub", "hub", "hub2"] { try county.succeed(node, ["sync"]) }
        #expect(try show(county, "hub2", "file", "A-1")["visits"].items.count == 5)
        #expect(try show(county, "center", "file", "A-1")["visits"].items.count == 5)
    }

    @Test func aHouseholdMovesWithItsPeopleAndStaysOne() throws {
        let county = try county()
        try county.succeed("d1", ["household", "add", "一村3号"])
        try county.succeed("d1", ["person", "add", "李大妈", "--household", "一村3号"])
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        try county.succeed("hub", ["household", "move", "一村3号", "练习二村", "--reason", "搬家", "--as", "陈镇长"])
        // Somebody in the old village records a child without knowing.
        try county.succeed("d1", ["person", "add", "李小妹", "--household", "一村3号"])
        for node in ["d1", "hub"] { try county.succeed(node, ["sync"]) }
        let twice = try county.run("hub", ["household", "move", "一村3号", "练习二村"])
        #expect(twice.status != 0)

        try county.join("d2", machine: "二村甲机", area: "练习二村", person: "李干部", upstream: "hub")
        try county.succeed("d2", ["sync"])
        let moved = try show(county, "d2", "household", "list")["households"]
        #expect(moved.items.map { $0["people"].items.map(\.text).sorted() } == [["李大妈", "李小妹"].sorted()])
        #expect(try show(county, "hub", "household", "list")["households"].items.count == 1)
        #expect(try show(county, "center", "person", "list", "李")["people"].items.count == 2)
        try county.succeed("d1", ["sync"])
        #expect(try show(county, "d1", "household", "list")["households"].items.isEmpty)
    }

    @Test func aMergedVillageKeepsItsRecordsUnderItsSuccessor() throws {
        let county = try county()
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        try county.join("d2", machine: "二村甲机", area: "练习二村", person: "李干部", upstream: "hub")
        let back = try county.run("center", ["areas", "merge", "藤田镇", "练习一村"])
        #expect(back.status == 2)
        let reply = try show(county, "center", "areas", "merge", "练习一村", "练习二村", "--from", "2026-01-01")
        #expect(reply["grants"].number == 2)
        let again = try county.run("center", ["areas", "merge", "练习一村", "练习二村"])
        #expect(again.status == 2)

        // An offline device writes on in the old scope, and both villages' machines read and write all of it.
        try county.succeed("d1", ["visit", "record", "--case", "A-1", "--at", "2026-05-06 09:00", "--narrative", "补记"])
        for node in ["hub", "d1", "hub", "d2", "hub", "d2"] { try county.succeed(node, ["sync"]) }
        #expect(try show(county, "d2", "file", "A-1")["visits"].items.count == 1)
        try county.succeed(
            "d2", ["visit", "record", "--case", "A-1", "--at", "2026-05-07 09:00", "--narrative", "接着听"])
        // New records go to the successor without being asked where.
        try county.succeed("d2", ["person", "add", "新来的人"])
        for node in ["d2", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try show(county, "d1", "file", "A-1")["visits"].items.count == 2)
    }
}
