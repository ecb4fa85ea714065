import Foundation
import Testing

/// Who may write what, with real certificates and a real directory.
@Suite(.serialized) struct AuthorityTests {
    @Test func lateHonestDataOfARevokedDeviceIsHeldAndThenAdmitted() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        for node in ["d1", "hub"] { try county.succeed(node, ["sync"]) }
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        let stranger = try county.run("center", ["revoke", "一村甲机", "--reason", "遗失", "--as", "张干部"])
        #expect(stranger.status == 5 && stranger.errors.contains("王主任"))
        try county.succeed("center", ["revoke", "一村甲机", "--reason", "遗失", "--as", "王主任"])
        try county.succeed("hub", ["sync"])
        try county.succeed("d1", ["sync"])
        try county.succeed("hub", ["sync"])
        let held = try county.json("center", ["held"])["changes"] as? [[String: Any]]
        #expect(held?.count == 1)
        #expect(held?.first?["reason"] as? String == "grant-ended")
        #expect(try county.soundDigest("hub") == county.soundDigest("center"))

        let change = try #require(held?.first?["change"] as? String)
        try county.succeed("center", ["rule", change, "admit", "--reason", "找回后补交"])
        try county.succeed("hub", ["sync"])
        #expect(try county.number("center", "heldBack") == 0)
        #expect(try county.soundDigest("hub") == county.soundDigest("center"))
    }

    @Test func aMachineOfAnotherCountyIsRefused() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let other = try TestCounty(hubIsNeeded: false)
        try other.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        other.variables["TINGSU_UPSTREAM_ADDRESSES"] = county.address(of: "center")
        let sync = try other.run("d1", ["sync"])
        #expect(sync.status != 0)
        #expect(try county.held("center") == 0)
    }

    @Test func aNewDeviceBringsItsGrantToAHubThatIsCutOff() throws {
        let county = try TestCounty()
        // It joined at the center; the hub, whose line to the county is down, has never heard of it.
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        county.kill("center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = county.address(of: "hub")
        let sync = try county.json("d1", ["sync"])
        #expect((sync["refused"] as? [Any])?.isEmpty == true)
        county.variables = [:]
        #expect(try county.held("hub") == 1)
        #expect(try county.number("hub", "heldBack") == 0)
    }
}
