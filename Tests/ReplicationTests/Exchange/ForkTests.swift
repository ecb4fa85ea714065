import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Two stores that write as one replica: the upstream's branch stands, and the other's changes are issued again under
/// their own ids (FAILURES.md F1e, and the equal heights of the first draft).
@Suite struct ForkTests {
    private let village = SmallCounty.village

    /// A device with five changes at the hubs, and its clone: same key, same replica, same height.
    private struct Clones {
        let county: SmallCounty
        let hubs: [EngineNode]
        let left: EngineNode
        let right: EngineNode
        let third: EngineNode
        let links: [(lower: EngineNode, upper: EngineNode)]

        init(hubs count: Int) throws {
            county = try SmallCounty()
            let county = county
            hubs = try (0..<count).map { try county.machine("H\($0)") }
            left = try county.machine("L")
            third = try county.machine("T")
            for index in 1...5 { try left.put(SmallCounty.record(index), [2: "common"]) }
            let uplinks = hubs.map { (lower: $0, upper: county.center) }
            try settle([(left, hubs[0])] + uplinks + [(third, hubs[0])] + uplinks)
            right = try county.clone(left, as: "R")
            links = [(left, hubs[0]), (third, hubs[0]), (right, hubs[count - 1])] + uplinks
        }

        var nodes: [EngineNode] { [county.center, left, right, third] + hubs }

        /// The upstream's branch stands, and its heads are those of all (I28); no change is lost (I29).
        func expectSame() throws {
            for node in nodes {
                #expect(node.changeIDs == county.center.changeIDs, "\(node.name) holds other changes")
                for scope in [SmallCounty.village, SmallCounty.otherVillage, .directory] {
                    #expect(try node.heads(in: scope) == county.center.heads(in: scope), "\(node.name)")
                    #expect(node.mergedStates(of: scope) == county.center.mergedStates(of: scope), "\(node.name)")
                }
            }
        }
    }

    /// A line that breaks while the other branch comes in: who has seen a part of it knows that its replica is not its
    /// own alone, and writes under a new one from then on (I11). Found by seed 272 of the simulator.
    @Test func whoHasSeenAPartOfTheOtherBranchWritesAsANewReplica() throws {
        let clones = try Clones(hubs: 1)
        for index in 10...69 { try clones.left.put(SmallCounty.record(index), [2: String(repeating: "左", count: 400)]) }
        try clones.left.sync(with: clones.hubs[0])
        let before = try clones.right.put(SmallCounty.record(6), [2: "right"])
        let broken = try clones.right.sync(
            with: clones.hubs[0], batchBytes: Limits.bytesPerSignedHead, requests: 2)
        #expect(broken.step == nil)
        #expect(try clones.right.read { $0.stagedLogs() } == [before.position.log])

        let after = try clones.right.put(SmallCounty.record(7), [2: "right"])
        #expect(after.position.log != before.position.log)
        try settle(clones.links)
        try clones.expectSame()
    }

    /// The upstream was put back while its branch came in, and takes this one instead: nothing waits for the rest of a
    /// branch that nobody has.
    @Test func whatIsStagedOfABranchThatIsGoneIsGivenUp() throws {
        let clones = try Clones(hubs: 1)
        let hub = clones.hubs[0].storage.state
        for index in 10...69 { try clones.left.put(SmallCounty.record(index), [2: String(repeating: "左", count: 400)]) }
        try clones.left.sync(with: clones.hubs[0])
        let right = try clones.right.put(SmallCounty.record(6), [2: "right"])
        try clones.right.sync(with: clones.hubs[0], batchBytes: Limits.bytesPerSignedHead, requests: 2)
        #expect(try clones.right.read { $0.stagedLogs() } == [right.position.log])
        try clones.hubs[0].restore(hub)
        #expect(try clones.right.sync(with: clones.hubs[0]).step == .complete)
        #expect(try clones.right.read { $0.stagedLogs() }.isEmpty)
        #expect(try clones.hubs[0].read { $0.head(of: right.position.log) } == right.position)
    }

    @Test(arguments: [1, 2])
    func bothClonesRecordsStandAtEqualHeight(hubs: Int) throws {
        let clones = try Clones(hubs: hubs)
        let left = try clones.left.put(SmallCounty.record(6), [2: "left"])
        let right = try clones.right.put(SmallCounty.record(7), [2: "right"])
        #expect(left.position.log == right.position.log && left.position.seq == right.position.seq)
        try settle(clones.links)
        try clones.expectSame()
        for node in clones.nodes {
            #expect(try node.values(SmallCounty.record(6)) == ["left"])
            #expect(try node.values(SmallCounty.record(7)) == ["right"])
        }
        // Neither goes on as the replica that is not its own alone.
        let after = try [clones.left, clones.right].map { try $0.put(SmallCounty.record(8), [2: $0.name]).position }
        #expect(Set(after.map(\.replica)).union([left.position.replica]).count == 3)
    }

    @Test(arguments: [1, 2])
    func whatAThirdPersonSupersededDoesNotComeBackWithTheReissue(hubs: Int) throws {
        let clones = try Clones(hubs: hubs)
        let record = SmallCounty.record(1)
        try clones.left.put(record, [2: "left"], superseding: try clones.left.open(record))
        try clones.left.sync(with: clones.hubs[0])
        try clones.third.sync(with: clones.hubs[0])
        #expect(try clones.third.values(record) == ["left"])
        try clones.third.put(record, [2: "third"], superseding: try clones.third.open(record))
        try clones.right.put(record, [2: "right"], superseding: try clones.right.open(record))
        // The other branch reaches the center first where there are two hubs, so the superseded one is issued again.
        try clones.right.sync(with: clones.hubs[hubs - 1])
        try clones.hubs[hubs - 1].sync(with: clones.county.center)
        try settle(clones.links)
        try clones.expectSame()
        for node in clones.nodes { #expect(try node.values(record) == ["right", "third"]) }
        if hubs == 2 { #expect(try !clones.county.center.read { $0.reissuedChanges() }.isEmpty) }
    }

    @Test func severalForksAreAdoptedInOneSession() throws {
        let clones = try Clones(hubs: 1)
        try clones.left.put(SmallCounty.record(1, in: SmallCounty.otherVillage), [2: "common"])
        try clones.left.sync(with: clones.hubs[0])
        let right = try clones.county.clone(clones.left, as: "R2")
        for (node, text) in [(clones.left, "left"), (right, "right")] {
            for scope in [village, SmallCounty.otherVillage] {
                for index in 1...3 { try node.put(SmallCounty.record(10 + index, in: scope), [2: "\(text) \(index)"]) }
            }
        }
        try clones.left.sync(with: clones.hubs[0])
        let result = try right.sync(with: clones.hubs[0])
        #expect(result.step == .complete)
        #expect(result.session.tally.changesReissued == 6)
        for scope in [village, SmallCounty.otherVillage] {
            for index in 1...3 {
                for node in [right, clones.hubs[0]] {
                    #expect(
                        try node.values(SmallCounty.record(10 + index, in: scope)) == [
                            "left \(index)", "right \(index)",
                        ])
                }
            }
        }
    }

    /// A long branch comes in many batches, and each request names the places of a branch higher than what is staged.
    @Test func aLongBranchIsAdoptedAcrossManyBatchesAndBrokenSessions() throws {
        let clones = try Clones(hubs: 1)
        let text = String(repeating: "x", count: 2000)
        for index in 1...40 {
            try clones.left.put(SmallCounty.record(10 + index), [2: "left \(text)"])
            try clones.right.put(SmallCounty.record(10 + index), [2: "right \(text)"])
        }
        try clones.left.sync(with: clones.hubs[0])
        // One whole session, and one that breaks after each third request.
        let again = try clones.county.clone(clones.right, as: "R2")
        #expect(try clones.right.sync(with: clones.hubs[0], batchBytes: 1).step == .complete)
        var sessions = 0
        while try again.sync(with: clones.hubs[0], batchBytes: 1, requests: 3).step != .complete {
            sessions += 1
            try #require(sessions < 20)
        }
        try settle(clones.links + [(again, clones.hubs[0])])
        try clones.expectSame()
        #expect(try clones.county.center.values(SmallCounty.record(50)).count == 2)
    }

    /// What is staged of a branch that the upstream has lost since must not stand in the way of the next one.
    @Test func aStaleStagedBranchIsDroppedWhenTheUpstreamsBranchChanged() throws {
        let clones = try Clones(hubs: 1)
        let hub = clones.hubs[0]
        let text = String(repeating: "x", count: 2000)
        let backup = hub.storage.state
        for index in 1...40 { try clones.right.put(SmallCounty.record(10 + index), [2: "right \(text)"]) }
        try clones.right.sync(with: hub)

        var copies: [UInt64: MemoryStorage.State] = [:]
        for index in 1...40 {
            let saved = try clones.left.put(SmallCounty.record(10 + index), [2: "left \(text)"])
            copies[saved.position.seq] = clones.left.storage.state
        }
        let log = try #require(try clones.left.heads(in: village).first?.log)
        try clones.left.sync(with: hub, batchBytes: 1, requests: 2)
        let staged = try #require(try clones.left.read { $0.stagedBranch(of: log).last?.heads.last?.position.seq })
        // The branch here gets a height from which the places n−1, n−2, n−4 … meet the staged place.
        var height = try #require(try clones.left.heads(in: village).first { $0.log == log }?.seq)
        while (height - staged).nonzeroBitCount != 1 {
            height = try clones.left.put(SmallCounty.record(Int(height) + 10), [2: "left"]).position.seq
        }
        // The hub is put back, and gets this branch as far as the staged place, and then yet another one.
        try hub.restore(backup)
        let other = try clones.county.clone(clones.left, as: "L2")
        try other.restore(try #require(copies[staged]))
        for index in 1...3 { try other.put(SmallCounty.record(80 + index), [2: "other"]) }
        try other.sync(with: hub)

        #expect(try clones.left.sync(with: hub, batchBytes: 1).step == .complete)
        #expect(clones.left.changeIDs == hub.changeIDs)
        #expect(try hub.values(SmallCounty.record(83)) == ["other"])
        #expect(try hub.values(SmallCounty.record(50)) == ["left \(text)"])
        #expect(try hub.read { $0.reissuedChanges() }.count > 0)
    }

    /// A guess that names a branch the upstream has lost is no forgery: the same session finds the fork and settles it.
    @Test func aWrongGuessOnAForkedLogIsSettledInTheSameSession() throws {
        let clones = try Clones(hubs: 1)
        let hub = clones.hubs[0]
        let backup = hub.storage.state
        try clones.right.put(SmallCounty.record(6), [2: "right"])
        try clones.right.sync(with: hub)
        try hub.restore(backup)
        try clones.left.put(SmallCounty.record(7), [2: "left"])
        try clones.left.sync(with: hub)
        try clones.right.put(SmallCounty.record(8), [2: "right, later"])
        let result = try clones.right.sync(with: hub)
        #expect(result.step == .complete)
        #expect(!result.session.refusals.contains { $0.reason == .badSignature })
        #expect(hub.changeIDs == clones.right.changeIDs)
        #expect(try hub.values(SmallCounty.record(6)) == ["right"])
        #expect(try hub.values(SmallCounty.record(7)) == ["left"])
        #expect(try hub.values(SmallCounty.record(8)) == ["right, later"])
    }

    /// The evidence of re-issued changes counts against the budget: a hub holds a log with few signed heads, so each
    /// change's evidence is a long run of headers.
    @Test func theEvidenceOfReissuedChangesKeepsTheBudget() throws {
        let clones = try Clones(hubs: 2)
        for index in 1...400 { try clones.right.put(SmallCounty.record(10 + index), [2: "right"]) }
        try clones.right.sync(with: clones.hubs[1])
        try clones.left.put(SmallCounty.record(6), [2: "left"])
        try clones.left.sync(with: clones.hubs[0])
        try clones.hubs[0].sync(with: clones.county.center)
        let result = try clones.hubs[1].sync(with: clones.county.center)
        #expect(result.step == .complete)
        #expect(result.session.tally.changesReissued == 400)
        for (budget, sent) in zip(result.budgets, result.requestBytes) {
            #expect(sent <= budget + 2 * Limits.bytesPerSignedHead)
        }
        #expect(clones.county.center.changeIDs == clones.hubs[1].changeIDs)
        let reader = try clones.county.machine("late")
        let fetched = try reader.sync(with: clones.county.center)
        #expect(fetched.step == .complete)
        for (budget, answered) in zip(fetched.budgets, fetched.responseBytes) {
            #expect(answered <= budget + 2 * Limits.bytesPerSignedHead)
        }
        #expect(reader.mergedStates(of: village) == clones.county.center.mergedStates(of: village))
    }

    /// A center that was put back unnoticed and wrote on forks the directory; a hub brings back what it lost, and a
    /// machine that knows nothing yet takes all of it in, whichever log comes first.
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func aForkOfTheDirectoryKeepsBothBranches(seed: UInt64) throws {
        let county = try SmallCounty(seed: seed)
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        let backup = county.center.storage.state
        let early = try county.machine("early")
        try hub.sync(with: county.center)
        try county.center.restore(backup)
        let late = try county.machine("late")
        try early.put(SmallCounty.record(1), [2: "early"])

        #expect(try hub.sync(with: county.center).step == .complete)
        #expect(try !county.center.read { $0.reissuedChanges() }.isEmpty)
        for machine in [early, late] {
            for node in [hub, county.center] {
                #expect(!node.engine.authority.readableScopes(of: machine.signer.key.hash).isEmpty)
            }
            #expect(try machine.sync(with: county.center).step == .complete)
            #expect(try machine.heads(in: .directory) == county.center.heads(in: .directory))
        }
        #expect(try county.center.values(SmallCounty.record(1)) == ["early"])
    }
}
