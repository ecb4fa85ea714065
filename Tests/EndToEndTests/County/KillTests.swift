import Foundation
import Testing

/// Power cuts in the middle of a sync.
@Suite(.serialized) struct KillTests {
    @Test(arguments: ["d1", "hub", "center"]) func aKilledProcessLosesAndDoublesNothing(victim: String) throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        var written = 1
        for round in 1...20 {
            try county.importLines("d1", (1...5).map { TestCounty.visitLine("第\(round)轮第\($0)次", case: "A-1") })
            written += 5
            let sync = try county.begin(victim == "center" ? "hub" : "d1", ["sync"])
            // Spread over the whole length of a sync, from before its first byte to after its last.
            var spins = 0
            let moment = Date().addingTimeInterval(Double(round) * 0.004)
            while Date() < moment { spins += 1 }
            if victim == "d1" {
                Foundation.kill(sync.processIdentifier, SIGKILL)
                sync.waitUntilExit()
            } else {
                county.kill(victim)
                sync.waitUntilExit()
                try county.start(victim)
            }
        }
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        for node in ["d1", "hub", "center"] { #expect(try county.held(node) == written, "\(node)") }
        #expect(try county.soundDigest("d1") == county.soundDigest("center"))
        #expect(try county.soundDigest("hub") == county.soundDigest("center"))
    }
}
