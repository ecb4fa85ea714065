import Causality
import Replication
import SeedTestKit
import Testing

/// A hub was put back and wrote on in the same log, and a device whose grants have ended holds what it wrote before: it may
/// not read the other branch, and its own must come in all the same. Found by seeds 2318, 4761 and 4897 of the simulator.
@Suite struct StrangerForkTests {
    /// A hub whose first branch only the stranger holds.
    private struct Putback {
        let county: SmallCounty
        let hub: EngineNode
        let stranger: EngineNode
        /// What only the stranger holds.
        let first: [StoredChange]
        /// What the hub wrote in its place.
        let second: [StoredChange]

        init(second count: Int) throws {
            county = try SmallCounty()
            hub = try county.machine("H")
            stranger = try county.machine("S")
            try hub.sync(with: county.center)
            for index in 1...5 { try hub.put(SmallCounty.record(index), [2: "common"]) }
            try stranger.put(SmallCounty.record(9), [2: "the stranger's own"])
            try settle([(stranger, hub), (hub, county.center)])
            let state = hub.storage.state
            let hub = hub
            first = try (11...13).map { try hub.put(SmallCounty.record($0), [2: "first"]) }
            try stranger.sync(with: hub)
            try hub.restore(state)
            second = try (0..<count).map { try hub.put(SmallCounty.record(21 + $0), [2: "second"]) }
            try county.end(stranger)
            try hub.sync(with: county.center)
        }

        func expectWhole() throws {
            for node in [hub, county.center] {
                let lost = Set((first + second).map(\.change)).subtracting(node.changeIDs)
                #expect(lost.isEmpty, "\(node.name)")
                for change in first { #expect(try node.values(change.record) == ["first"], "\(node.name)") }
                #expect(try node.values(SmallCounty.record(1)) == ["common"])
            }
            let kept = stranger.changeIDs
            let gone = Set(first.map(\.change)).subtracting(kept)
            #expect(gone.isEmpty)
            // Nothing that it may not read was handed to it (I25).
            let told = kept.intersection(second.map(\.change))
            #expect(told.isEmpty)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 4, 70])
    func aBranchThatOnlyAStrangerHoldsComesIn(second count: Int) throws {
        let putback = try Putback(second: count)
        let session = try putback.stranger.sync(with: putback.hub)
        #expect(session.step == .complete)
        try putback.hub.sync(with: putback.county.center)
        try putback.expectWhole()

        let again = try putback.stranger.sync(with: putback.hub)
        #expect(again.step == .complete)
        #expect(again.session.tally.changesReissued == 0)
    }

    @Test(arguments: [1, 2, 3, 4, 70])
    func theSameByStick(second count: Int) throws {
        let putback = try Putback(second: count)
        for _ in 1...4 { try putback.stranger.carry(to: putback.hub) }
        try putback.hub.sync(with: putback.county.center)
        try putback.expectWhole()
    }

    /// Only what differs is issued again: the part of the log that both have stays where it is.
    @Test func whatBothHaveIsNotIssuedAgain() throws {
        let putback = try Putback(second: 2)
        let session = try putback.stranger.sync(with: putback.hub)
        #expect(session.session.tally.changesReissued == putback.first.count)
        let log = putback.first[0].position.log
        #expect(try putback.stranger.read { $0.head(of: log) }?.seq == putback.first[0].position.seq - 1)
    }
}
