import Foundation
import Testing

/// Somebody may be in danger: the county knows at once, and not at half past five; and what waits for a line goes as soon
/// as there is one. Real daemons, real TLS; the set times of day are far away.
@Suite(.serialized) struct AlarmTests {
    private static let raised = [
        "add", "visit", "started=2026-04-15 15:10", "narrative=他说不想活了", #"safety={"raised":true}"#,
    ]

    @Test func aRaisedSafetyFlagIsAtTheCountyAtOnce() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.start("d1")
        // Nothing of an ordinary visit moves before its time.
        try county.addVisit(at: "d1")
        let begin = ContinuousClock.now
        try county.succeed("d1", Self.raised)
        try eventually("the alarm is at the county") { try county.held("center") == 2 }
        print("alarm: at the county \((ContinuousClock.now - begin) / .milliseconds(1)) ms after it was recorded")
        #expect(try county.number("d1", "conflicts") == 0)
        for machine in ["d1", "hub"] {
            try eventually("no alarm waits at \(machine)") { try county.number(machine, "alarmsWaiting") == 0 }
        }
    }

    @Test func whereAnAlarmHangsIsSaid() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.start("d1")
        county.kill("center")
        try county.succeed("d1", Self.raised)
        try eventually("it has left the device") { try county.number("d1", "alarmsWaiting") == 0 }
        #expect(try county.held("hub") == 1)
        #expect(try county.number("hub", "alarmsWaiting") == 1)
        #expect(try county.succeed("hub", ["status"]).contains("1 safety alarms have not reached the upstream"))
        try county.start("center")
        try eventually("no alarm waits at the hub", within: 150) {
            try county.number("hub", "alarmsWaiting") == 0
        }
        #expect(try county.held("center") == 1)
    }

    @Test func withoutSetTimesAnAlarmStillGoesAtOnce() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        let settings = "\(county.data("d1"))/node.json"
        var text = try String(contentsOfFile: settings, encoding: .utf8)
        let times = try #require(text.range(of: #""syncTimes"[^\]]*\]"#, options: .regularExpression))
        text.replaceSubrange(times, with: #""syncTimes" : []"#)
        try text.write(toFile: settings, atomically: true, encoding: .utf8)
        try county.start("d1")
        try county.succeed("d1", Self.raised)
        try eventually("the alarm is at the county") { try county.held("center") == 1 }
    }

    @Test func anOrdinaryVisitWaitsForItsTime() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.start("d1")
        try county.addVisit(at: "d1")
        try county.succeed("d1", ["add", "visit", "started=2026-04-15 15:10", #"safety={"raised":false}"#])
        // A raised flag on another machine passes through the hub, and takes nothing of this one along.
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        try county.start("d2")
        try county.succeed("d2", Self.raised)
        try eventually("the alarm is at the county") { try county.held("center") == 1 }
        #expect(try county.held("hub") == 1)
        #expect(try county.held("d1") == 2)
    }

    @Test func anAlarmWithoutALineGoesWhenTheHubIsBack() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.start("d1")
        county.kill("hub")
        try county.succeed("d1", Self.raised)
        try eventually("the sync has failed") {
            (try county.json("d1", ["status"])["lastSync"] as? [String: Any])?["failure"] as? String != nil
        }
        try county.start("hub")
        try eventually("the alarm is at the county", within: 150) { try county.held("center") == 1 }
    }

    @Test func anAlarmSurvivesTheNight() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.start("d1")
        county.kill("hub")
        try county.succeed("d1", Self.raised)
        county.kill("d1")
        try county.start("hub")
        // The line has been there all the time when the laptop is opened in town.
        try county.start("d1")
        try eventually("the alarm is at the county") { try county.held("center") == 1 }
    }

    /// A machine whose only line is a cable that is pulled: a network namespace with one end of a pair of interfaces.
    @Test(.enabled(if: Cable.canBeMade, "network namespaces cannot be made here"))
    func whatWaitsGoesAsSoonAsThereIsALine() throws {
        let cable = try Cable()
        let county = try TestCounty(hubIsNeeded: false, host: cable.hostAddress)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.addVisit(at: "d1")
        // The county's spread of a quarter of an hour is for half past five.
        try county.start("d1", variables: ["TINGSU_SYNC_SPREAD_SECONDS": "0"], launcher: cable.launcher)
        #expect(try county.run("d1", ["sync"]).status == 6)
        #expect(try county.held("center") == 0)
        let begin = ContinuousClock.now
        try cable.plugIn()
        try eventually("the visit is at the county") { try county.held("center") == 1 }
        print(
            "line: at the county \((ContinuousClock.now - begin) / .milliseconds(1)) ms after the cable was plugged in")
    }
}
