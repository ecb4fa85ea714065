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
        try county.succeed("center", ["backup", "--with-keys", "\(county.folder)/night"])

        // Twice, each time from the same copy: the second incarnation has heard of the first only from who asks it.
        for round in 1...2 {
            // The new case goes up through the second hub. The first does not hear of it.
            try county.importLines("d1", [TestCounty.caseLine("A-\(round + 1)")])
            try sync(with: "hub2")
            try county.succeed("hub2", ["sync"])
            try sync(with: "hub2")
            #expect(try county.number("d1", "atCounty") == round + 1)

            county.kill("center")
            try FileManager.default.removeItem(atPath: county.data("center"))
            try county.succeed("center", ["restore", "--from", "\(county.folder)/night", "--yes"])
            try county.start("center")
            // The first hub cannot bring that case back, and takes the center's newer word to the device: custody falls.
            try county.succeed("hub", ["sync"])
            #expect(try county.held("center") == round)
            try sync(with: "hub")
            #expect(try county.number("d1", "atCounty") == round)

            // The second hub still hands out the word of before: to a device that has heard no newer one, it counts.
            try sync("d2", with: "hub2")
            #expect(try county.number("d2", "atCounty") == round + 1)
            try sync(with: "hub2")
            #expect(try county.number("d1", "atCounty") == round)

            // What the center lost comes back, and with it the proof.
            try county.succeed("hub2", ["sync"])
            #expect(try county.held("center") == round + 1)
            try sync(with: "hub2")
            #expect(try county.number("d1", "atCounty") == round + 1)
        }
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
    }
}
