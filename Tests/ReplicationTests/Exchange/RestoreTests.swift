import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Stores put back from older copies, at either end of the line (FAILURES.md F1, F2).
@Suite struct RestoreTests {
    private let village = SmallCounty.village

    private func save(_ records: ClosedRange<Int>, at node: EngineNode) throws -> [StoredChange] {
        try records.map { try node.put(SmallCounty.record($0), [2: "\(node.name) \($0)"]) }
    }

    /// It may read nothing, and knows no village; but what its own key signed is brought to it. Found by seed 70 of the
    /// simulator.
    @Test func whoWasPutBackToBeforeItsFirstDirectoryIsBroughtItsOwnLogsAfterItsGrantEnded() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        _ = try save(1...2, at: device)
        let backup = device.storage.state
        _ = try save(3...5, at: device)
        try device.sync(with: county.center)
        try county.end(device)
        try device.restore(backup)
        let late = try save(6...6, at: device)[0]

        let result = try device.sync(with: county.center)
        #expect(result.step == .complete)
        #expect(result.session.refusals.allSatisfy { $0.reason == .notReadable })
        #expect(try county.center.standing(of: late.change) == .held)
        #expect(try device.heads(in: village) == county.center.heads(in: village))
    }

    @Test func aRestoredCenterMakesCustodyFallAndRiseAgain() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let device = try county.machine("D", writes: [village])
        let links = [(lower: device, upper: hub), (lower: hub, upper: county.center)]
        _ = try save(1...40, at: device)
        try settle(links)
        let backup = county.center.storage.state
        _ = try save(41...75, at: device)
        try settle(links)
        func atCounty() throws -> [Int] { try [hub, device].map { try $0.custody(of: village).atCounty } }
        #expect(try atCounty() == [75, 75])

        try county.center.restore(backup)
        #expect(try county.center.custody(of: village, isCenter: true).atCounty == 40)
        try hub.sync(with: county.center, requests: 1)
        try device.sync(with: hub)
        #expect(try atCounty() == [40, 40])
        #expect(try device.custody(of: village).atUpstream == 75)

        try settle(links)
        #expect(try atCounty() == [75, 75])
        #expect(county.center.changeIDs == device.changeIDs)
        #expect(county.center.mergedStates(of: village) == device.mergedStates(of: village))
    }

    /// A hub that was away while the center was put back still has the center's word of before. It must not pass for the
    /// newer one because it arrives later (I31); and where it is all that anybody has, it counts.
    @Test func aHubThatLagsDoesNotLiftCustodyAgain() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let lagging = try county.machine("L")
        let device = try county.machine("D", writes: [village])
        let links = [(device, hub), (hub, county.center), (lagging, county.center)].map { (lower: $0.0, upper: $0.1) }
        _ = try save(1...40, at: device)
        try settle(links)
        let backup = county.center.storage.state
        _ = try save(41...75, at: device)
        try settle(links)
        func atCounty() throws -> Int { try device.custody(of: village).atCounty }

        // Twice, each time from the same copy: the second incarnation knows nothing of the first.
        for _ in 1...2 {
            try county.center.restore(backup)
            try county.center.retire()
            try hub.sync(with: county.center, requests: 1)
            try device.sync(with: hub)
            #expect(try atCounty() == 40)
            try device.sync(with: lagging)
            #expect(try atCounty() == 40)
            #expect(try device.custody(of: village).atUpstream == 75)
            try device.sync(with: hub)
            #expect(try atCounty() == 40)

            // The hub fills the center up again, and whoever was away hears of it.
            try settle([(lower: hub, upper: county.center)])
            try device.sync(with: hub)
            #expect(try atCounty() == 75)
            try lagging.sync(with: county.center)
            try device.sync(with: lagging)
            #expect(try atCounty() == 75)
        }
        #expect(county.center.changeIDs == device.changeIDs)
    }

    /// The center is put back to just what one hub has its receipt of: by the vector there is no news, and yet the hub
    /// has to hear who signs now, or another's word of before could not be told from the newer one (I31).
    @Test func aCenterPutBackToWhatAHubHasAReceiptOfIsHeardOf() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let lagging = try county.machine("L")
        let device = try county.machine("D", writes: [village])
        _ = try save(1...40, at: device)
        try settle([(lower: device, upper: hub), (lower: hub, upper: county.center)])
        let backup = county.center.storage.state
        _ = try save(41...75, at: device)
        try settle([(lower: device, upper: lagging), (lower: lagging, upper: county.center)])
        #expect(try device.custody(of: village).atCounty == 75)

        try county.center.restore(backup)
        try county.center.retire()
        #expect(try hub.sync(with: county.center).step == .complete)
        try device.sync(with: hub)
        #expect(try device.custody(of: village).atCounty == 40)
        try device.sync(with: lagging)
        #expect(try device.custody(of: village).atCounty == 40)

        // The next word on the same vector is no news any more.
        let issuer = try hub.read { $0.receipt(of: village)?.issuer }
        #expect(issuer != nil)
        try hub.sync(with: county.center, requests: 1)
        #expect(try hub.read { $0.receipt(of: village)?.issuer } == issuer)
    }

    /// Also what other replicas wrote is refilled from below, directory and all.
    @Test func aRestoredCenterThatLostTheDirectoryIsRefilledFromAHub() throws {
        let county = try SmallCounty()
        let backup = county.center.storage.state
        let hub = try county.machine("H")
        let device = try county.machine("D", writes: [village])
        _ = try save(1...5, at: device)
        try settle([(device, hub), (hub, county.center)])
        let before = county.center.changeIDs
        try county.center.restore(backup)
        try county.center.retire()
        #expect(county.center.engine.authority.device(hub.signer.key.hash) == nil)
        let result = try hub.sync(with: county.center)
        #expect(result.step == .complete)
        #expect(county.center.changeIDs == before)
    }

    /// With its witness the store is behind it; without one it may be a copy. Either way it writes as a new replica,
    /// and what it lost comes back.
    @Test(arguments: [true, false])
    func aRestoredDeviceUsesNoDotTwiceAndGetsItsSuffixBack(hasWitness: Bool) throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let early = try save(1...3, at: device)
        try device.sync(with: county.center)
        let backup = device.storage.state
        let lost = try save(4...6, at: device)
        try device.sync(with: county.center)
        let witness = try device.witness()

        try device.restore(backup)
        let decision = try device.read {
            try IncarnationDecision.decide(store: $0, witness: hasWitness ? witness : nil, machine: "m1")
        }
        #expect(decision == .retire(hasWitness ? .behindWitness : .witnessMissing))
        try device.retire()
        let later = try save(7...8, at: device)
        #expect(try device.sync(with: county.center).step == .complete)

        let dots = Set((early + lost + later).map { "\($0.position.log) \($0.position.seq)" })
        #expect(dots.count == 8)
        for node in [device, county.center] {
            #expect(node.changeIDs.isSuperset(of: (early + lost + later).map(\.change)))
            #expect(try node.heads(in: village).map(\.seq).sorted() == [2, 6])
        }
        #expect(try county.center.read { $0.reissuedChanges() }.isEmpty)
    }
}
