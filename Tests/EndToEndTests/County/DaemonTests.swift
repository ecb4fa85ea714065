import Foundation
import Testing

/// What a daemon does of itself: it tells its supervisor, and it keeps its set time.
@Suite(.serialized) struct DaemonTests {
    /// A name of the file system, and one of Linux's abstract space, as systemd may give either.
    @Test(arguments: [false, true]) func theSupervisorIsToldWhenItIsReadyAndWhenItStops(isAbstract: Bool) throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        let supervisor = try Supervisor(in: county.folder, isAbstract: isAbstract)
        try county.start("d1", variables: ["NOTIFY_SOCKET": supervisor.name])
        var heard: [String] = []
        try eventually("the daemon is ready") {
            heard += supervisor.heard()
            return !heard.isEmpty
        }
        #expect(heard == ["READY=1"])
        // It takes commands by then.
        #expect(try county.json("d1", ["status"])["name"] as? String == "一村甲机")
        #expect(county.stop("d1") == 0)
        #expect(supervisor.heard() == ["STOPPING=1"])
    }

    /// The clock of the device shows a few seconds before its set time in Shanghai, in a zone far from there. It is the
    /// drill's own clock: faketime 0.9 sets Swift's timers to days that never come.
    @Test func theDeviceSyncsAtItsSetTime() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        // 2026-06-03 17:29:57 in Asia/Shanghai.
        let start: TimeInterval = 1_780_478_997
        let clock = [
            "TINGSU_CLOCK_OFFSET_SECONDS": "\(Int(start - Date().timeIntervalSince1970))",
            "TINGSU_SYNC_SPREAD_SECONDS": "0", "TZ": "America/New_York",
        ]
        try county.start("d1", variables: clock)
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try eventually("the hub holds the change", within: 60) { try county.held("hub") == 1 }
        try eventually("the device knows") { try county.number("d1", "atUpstream") == 1 }
        let last = try #require(try county.json("d1", ["status"])["lastSync"] as? [String: Any])
        let at = try #require(last["at"] as? Int)
        // Not before 17:30:00.
        #expect(at >= 1_780_479_000_000)
        #expect(last["failure"] == nil)
    }
}
