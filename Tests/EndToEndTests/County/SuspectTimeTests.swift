import Foundation
import Testing

/// What was recorded by a clock that was off is marked on the machine that recorded it, and decides nothing.
@Suite(.serialized) struct SuspectTimeTests {
    /// A device that recorded a case, then the case's next step with its clock three hours slow, and then synced.
    private func county(clockAtSync: [String]) throws -> TestCounty {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.succeed("d1", ["sync"])
        county.launcher = try WrongClock.launcher("-3h")
        try county.succeed("d1", ["visit", "record", "--case", "A-1", "--at", "2026-05-06 09:00", "--next", "核对票据"])
        county.launcher = clockAtSync
        try county.succeed("d1", ["sync"])
        county.launcher = []
        return county
    }

    private func suspects(_ county: TestCounty, _ node: String) throws -> [Bool] {
        try JSON(text: county.succeed(node, ["log", "A-1", "--json"]))["entries"].items.map {
            $0["isTimeSuspect"].isTrue
        }
    }

    @Test func whatWasWrittenByAWrongClockIsMarkedHere() throws {
        let county = try county(clockAtSync: WrongClock.launcher("-3h"))
        // The case was recorded before, by a good clock; its order in the log is by the recorded time.
        #expect(try suspects(county, "d1").count(where: { $0 }) == 1)
        let shown = try JSON(text: county.succeed("d1", ["show", "A-1", "--json"]))
        func voice(_ field: String) -> JSON { shown.field(field)["readings"][0]["voices"][0] }
        #expect(voice("next")["isTimeSuspect"].isTrue)
        #expect(!voice("stage")["isTimeSuspect"].isTrue)
        let visit = try JSON(text: county.succeed("d1", ["file", "A-1", "--json"]))["visits"][0]["record"]
        #expect(visit.field("started")["readings"][0]["voices"][0]["isTimeSuspect"].isTrue)
        for command in ["show", "log", "file"] {
            #expect(try county.succeed("d1", [command, "A-1"]).contains("[time suspect]"), "\(command)")
            let chinese = try county.succeed("d1", [command, "A-1", "--lang", "zh-Hans"])
            #expect(chinese.contains("【时间存疑】"), "\(command)")
        }

        // What is recorded after the clock was set right is not marked, and what was marked stays so.
        try county.succeed("d1", ["correct", "A-1", "stage=handling"])
        try county.succeed("d1", ["sync"])
        #expect(try suspects(county, "d1").count(where: { $0 }) == 1)
        #expect(try JSON(text: county.succeed("d1", ["show", "A-1", "--json"])).field("next") == shown.field("next"))

        // It is nobody else's business, and the merge knows nothing of it.
        #expect(try suspects(county, "hub").allSatisfy { !$0 })
        #expect(try county.held("hub") == county.held("d1"))
        #expect(try county.soundDigest("hub") == county.soundDigest("d1"))
        try county.succeed("d1", ["doctor", "--rebuild"])
        #expect(try suspects(county, "d1").count(where: { $0 }) == 1)
    }

    /// The next exchange judges: what a clock said before it was set right cannot be known.
    @Test func aClockThatIsRightAtTheNextSyncMarksNothing() throws {
        let county = try county(clockAtSync: [])
        #expect(try suspects(county, "d1").allSatisfy { !$0 })
        #expect(try !county.succeed("d1", ["show", "A-1"]).contains("suspect"))
    }
}
