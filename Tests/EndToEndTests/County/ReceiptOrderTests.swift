import Foundation
import Testing

/// The center's word of before its restore, carried by a hub that has not heard of it (I31).
@Suite(.serialized) struct ReceiptOrderTests {
    @Test func aHubThatLagsDoesNotLiftCustodyAgain() throws {
        let county = try TestCounty()
        try county.join("hub2", machine: "藤田镇二站", role: "hub", area: "藤田镇", person: "刘镇长", upstream: "center")
        try county.start("hub2")
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        func sync(_ device: String = "d1", with hub: String) throws {
            county.variables["TINGSU_UPSTREAM_ADDRESSES"] = county.address(of: hub)
            defer { county.variables = [:] }
            try county.succeed(device, ["sync"])
        }
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try sync(with: "hub")
        try county.succeed("hub", ["sync"])
        try county.succeed("center", ["backup", "\(county.folder)/night"])

        // The second case goes up through the second hub. The first never hears of it.
        try county.importLines("d1", [TestCounty.caseLine("A-2")])
        try sync(with: "hub2")
        try county.succeed("hub2", ["sync"])
        try sync(with: "hub2")
        #expect(try county.number("d1", "atCounty") == 2)

        county.kill("center")
        try FileManager.default.removeItem(atPath: county.data("center"))
        try county.succeed("center", ["restore", "\(county.folder)/night"])
        try county.start("center")
        // The first hub has nothing that the center lost, and brings its newer word to the device: custody falls.
        try county.succeed("hub", ["sync"])
        #expect(try county.held("center") == 1)
        try sync(with: "hub")
        #expect(try county.number("d1", "atCounty") == 1)

        // The second hub still holds the word of before, and hands it out: to a device that has heard none, it counts.
        try sync("d2", with: "hub2")
        #expect(try county.number("d2", "atCounty") == 2)
        try sync(with: "hub2")
        #expect(try county.number("d1", "atCounty") == 1)

        // What the center lost comes back, and with it the proof.
        try county.succeed("hub2", ["sync"])
        #expect(try county.held("center") == 2)
        try sync(with: "hub2")
        #expect(try county.number("d1", "atCounty") == 2)
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
    }
}
