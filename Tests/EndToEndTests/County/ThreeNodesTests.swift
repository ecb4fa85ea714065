import Foundation
import Testing

/// One visit, three nodes, real processes, real TLS.
@Suite(.serialized) struct ThreeNodesTests {
    @Test func aVisitComesFromTheVillageToTheCounty() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1"), TestCounty.visitLine("听了一个上午", case: "A-1")])
        #expect(try county.number("d1", "atCounty") == 0)
        let day = try county.json("d1", ["sync"])
        #expect(day["requests"] as? Int == 1)
        #expect(try county.number("d1", "atUpstream") == 2)
        #expect(try county.number("d1", "atCounty") == 0)
        try county.succeed("hub", ["sync"])
        let idle = try county.json("d1", ["sync"])
        #expect(idle["requests"] as? Int == 1)
        #expect(try county.number("d1", "atCounty") == 2)
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
        #expect(try county.soundDigest("hub") == county.soundDigest("center"))
        #expect(county.stop("hub") == 0)
        #expect(county.stop("center") == 0)
    }

    @Test func twoEditsOfOneStepBothStandAtTheCounty() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.succeed("d1", ["sync"])
        try county.succeed("d2", ["sync"])
        for (node, step) in [("d1", "先谈心情"), ("d2", "先算数额")] {
            try county.importLines(
                node, [#"{"op":"correct","kind":"case","record":"@A-1","fields":{"next":{"step":"\#(step)"}}}"#])
        }
        for node in ["d2", "d1", "hub", "d2"] { try county.succeed(node, ["sync"]) }
        for node in ["center", "hub", "d1", "d2"] { #expect(try county.number(node, "conflicts") == 1) }
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
    }

    @Test func aSecondDaemonOnOneStoreIsRefused() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let second = try county.run("center", ["run"])
        #expect(second.status == 8)
        #expect(second.errors.contains("another process"))
    }

    @Test(arguments: [-30, 30]) func aClockThirtyYearsOffStillSyncs(years: Int) throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        county.variables["TINGSU_CLOCK_OFFSET_SECONDS"] = "\(years * 365 * 86_400)"
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        let reply = try county.json("d1", ["sync"])
        #expect(reply["isClockSuspect"] as? Bool == true)
        #expect(reply["sent"] as? Int == 1)
    }
}

/// A machine whose whole clock is wrong, TLS and all: what a flat battery does.
@Suite(.serialized) struct WrongClockTests {
    @Test(arguments: ["-30y", "+30y"]) func tlsWorksThirtyYearsOff(shift: String) throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        county.launcher = try WrongClock.launcher(shift)
        let reply = try county.json("d1", ["sync"])
        #expect(reply["isClockSuspect"] as? Bool == true)
        #expect(reply["sent"] as? Int == 1)
        county.launcher = []
        #expect(try county.held("hub") == 1)
    }

    /// The same for who answers: the hub's whole clock is off, and the center's the other way.
    @Test(arguments: [("hub", "-30y"), ("hub", "+30y"), ("center", "-30y"), ("center", "+30y")])
    func aServerThirtyYearsOffServes(node: String, shift: String) throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        #expect(county.stop(node) == 0)
        try county.start(node, launcher: WrongClock.launcher(shift))
        let reply = try county.json("d1", ["sync"])
        #expect(reply["isClockSuspect"] as? Bool == (node == "hub"))
        try county.succeed("hub", ["sync"])
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 1)
        #expect(try county.number("d1", "atCounty") == 1)
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
    }
}
