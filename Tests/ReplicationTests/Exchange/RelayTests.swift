import Causality
import Replication
import Testing
import WireProtocol

/// Every holder can verify origin and completeness of what it holds, whoever carried it (I1), and hands a log on whole, up
/// to the end of a unit (I2, I13, I15).
@Suite struct RelayTests {
    private let village = SmallCounty.village

    /// The origin is destroyed after two thirds of it were relayed, cut at every batch.
    @Test func everyPrefixHeldAnywhereVerifiesAfterTheOriginIsDestroyed() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let device = try county.machine("D", writes: [village])
        let reader = try county.machine("R")
        for node in [hub, device, reader] { try node.sync(with: county.center) }
        let fresh = reader.storage.state
        for unit in 0..<200 {
            try device.put(
                (1...5).map { SmallCounty.record(unit * 5 + $0) },
                [2: "told \(unit) " + String(repeating: "x", count: 80)])
        }
        let log = try #require(try device.heads(in: village).first?.log)

        func height(_ node: EngineNode) throws -> UInt64 { try node.read { $0.head(of: log)?.seq ?? 0 } }
        func expectPrefixVerifies(at holder: EngineNode) throws {
            let held = try height(holder)
            guard held > 0 else { return }
            try reader.restore(fresh)
            var outcomes: [SegmentOutcome] = []
            for segment in try holder.handOut(village, to: reader) { outcomes.append(try reader.receive(segment)) }
            #expect(outcomes == [.stored(Int(held))])
            #expect(try reader.heads(in: village) == holder.heads(in: village))
            #expect(reader.mergedStates(of: village) == holder.mergedStates(of: village))
        }
        var cuts = 0
        while try height(hub) < 660 {
            try device.sync(with: hub, batchBytes: 1, requests: 1)
            try expectPrefixVerifies(at: hub)
            try hub.sync(with: county.center, batchBytes: 1, requests: 1)
            try expectPrefixVerifies(at: county.center)
            cuts += 1
            try #require(cuts < 100)
        }
        #expect(cuts > 3)
        #expect(try height(hub) < 1000)
        // The device is gone; what the hub has reaches the center whole.
        try settle([(hub, county.center)])
        try expectPrefixVerifies(at: county.center)
        #expect(try height(county.center) == height(hub))
    }
}
