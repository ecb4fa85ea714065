import Foundation
import Testing

/// What only named readers may have never lies on the disk of a machine without a grant: real processes, real TLS, and the
/// bytes of the files.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RestrictedScopeTests {
    private static let words = "他背后说的那句重话"
    private static let later = "后来又说的一句"

    /// A center, a township hub without a grant, two machines in one village of which one has it, and one of the judicial
    /// office that has it.
    private func county() throws -> TestCounty {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        try county.join("d3", machine: "司法所", area: "藤田镇", person: "赵所长", upstream: "hub")
        try county.succeed(
            "center",
            ["access", "grant", "--area", "藤田镇", "--for", "专班专用", "--device", "一村甲机", "--device", "司法所"])
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        for node in ["hub", "d1", "hub", "d2", "d3"] { try county.succeed(node, ["sync"]) }
        return county
    }

    private func record(_ words: String, _ county: TestCounty) throws {
        try county.succeed(
            "d1",
            [
                "visit", "record", "--case", "A-1", "--mode", "背靠背", "--present", "邹某某", "--narrative", words,
            ])
    }

    @Test func backToBackWordsReachTheirReadersAndNoOtherDisk() throws {
        let county = try county()
        try record(Self.words, county)
        let day = try county.json("d1", ["sync"])
        let sealed = try #require(day["sealed"] as? [String: Any])
        #expect(sealed["failure"] == nil || sealed["failure"] is NSNull)
        #expect(sealed["waiting"] as? Int == 0)
        #expect(sealed["sent"] as? Int == 1)
        for node in ["hub", "d2", "d3", "hub", "d1"] { try county.succeed(node, ["sync"]) }

        for node in ["d1", "d3", "center"] { #expect(try county.isOnDisk(Self.words, node), "\(node)") }
        for node in ["hub", "d2"] { #expect(try !county.isOnDisk(Self.words, node), "\(node)") }
        // That there was a talk is the village's to know; what was said is not.
        for node in ["hub", "d2"] {
            let file = try county.succeed(node, ["file", "A-1", "--lang", "zh-Hans"])
            #expect(file.contains("背靠背") && !file.contains(Self.words), "\(node)")
        }
        for node in ["d1", "d3", "center"] {
            #expect(try county.succeed(node, ["file", "A-1", "--lang", "zh-Hans"]).contains(Self.words), "\(node)")
        }
        #expect(try county.number("d1", "atCounty") == county.held("d1"))
    }

    @Test func aMachineWithoutAGrantIsToldAndWritesNothing() throws {
        let county = try county()
        let before = try county.held("d2")
        let refused = try county.run(
            "d2", ["visit", "record", "--case", "A-1", "--mode", "背靠背", "--narrative", Self.words])
        #expect(refused.status == 5)
        #expect(refused.errors.contains("tingsu access grant"), "\(refused.errors)")
        #expect(try county.held("d2") == before)
        #expect(try !county.isOnDisk(Self.words, "d2"))
        // The same visit without its words may be told by anybody.
        try county.succeed("d2", ["visit", "record", "--case", "A-1", "--mode", "背靠背"])
    }

    @Test func aRevokedReaderGetsNothingMoreAndWhatItWroteStays() throws {
        let county = try county()
        try record(Self.words, county)
        for node in ["d1", "d3"] { try county.succeed(node, ["sync"]) }
        try county.succeed(
            "center",
            ["access", "end", "--area", "藤田镇", "--for", "专班专用", "--device", "司法所", "--reason", "调离"])
        try county.succeed(
            "center",
            ["access", "end", "--area", "藤田镇", "--for", "专班专用", "--device", "一村甲机", "--reason", "换人"])
        // Written before the news came: kept, and held at the center.
        try record(Self.later, county)
        for node in ["hub", "d1", "hub", "d3", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try !county.isOnDisk(Self.later, "d3"))
        #expect(try !county.isOnDisk(Self.later, "hub"))
        let file = try county.succeed("center", ["file", "A-1", "--lang", "zh-Hans"])
        #expect(file.contains(Self.words) && !file.contains(Self.later))
        let refused = try county.run(
            "d1", ["visit", "record", "--case", "A-1", "--mode", "背靠背", "--narrative", "再说"])
        #expect(refused.status == 5)
    }

    @Test func aHubThatIsCutOffFromTheCountyKeepsTheSealedOnesWaiting() throws {
        let county = try county()
        try record(Self.words, county)
        #expect(county.stop("center") == 0)
        let day = try county.json("d1", ["sync"])
        let sealed = try #require(day["sealed"] as? [String: Any])
        #expect(sealed["waiting"] as? Int == 1)
        #expect(sealed["failure"] is String)
        #expect(try !county.isOnDisk(Self.words, "hub"))
        try county.start("center")
        let next = try #require(try county.json("d1", ["sync"])["sealed"] as? [String: Any])
        #expect(next["waiting"] as? Int == 0)
        #expect(try county.isOnDisk(Self.words, "center"))
    }

    /// Neither on a stick nor on the line is a photograph handed to a hub, which could look at it; past the hub, sealed, it
    /// comes to the center and to a reader who asks for it.
    @Test func aPhotographTakenBackToBackGoesWhereItsWordsGo() throws {
        let county = try county()
        let reply = try county.json(
            "d1",
            ["visit", "record", "--case", "A-1", "--mode", "背靠背", "--present", "邹某某", "--narrative", Self.words])
        let records = (reply["saved"] as? [[String: Any]] ?? []).compactMap { $0["record"] as? [String: Any] }
        let note = try #require(records.first { $0["kind"] as? String == "restricted_note" }?["id"] as? String)
        let scan = try county.makeScan("背靠背.jpg", bytes: 200_000)
        try county.succeed("d1", ["attachment", "add", note, scan])
        let made = try county.json("d1", ["bundle", "make", try county.stick("stick")])
        #expect(made["files"] as? Int == 0)

        try county.succeed("d1", ["sync"])
        #expect(try county.blob(of: scan, at: "center") == Data(contentsOf: URL(fileURLWithPath: scan)))
        for node in ["hub", "d3", "d3"] { try county.succeed(node, ["sync"]) }
        let early = try county.run("d3", ["attachment", "save", note, "1", "-o", "\(county.folder)/early.jpg"])
        #expect(early.status == 3)
        for node in ["d3", "d3"] { try county.succeed(node, ["sync"]) }
        try county.succeed("d3", ["attachment", "save", note, "1", "-o", "\(county.folder)/copy.jpg"])
        #expect(FileManager.default.contentsEqual(atPath: scan, andPath: "\(county.folder)/copy.jpg"))
        #expect(try county.blob(of: scan, at: "hub") == nil)
    }
}
