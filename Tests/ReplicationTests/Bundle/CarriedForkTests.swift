import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Forks that heal over sticks alone: the forked logs are known from one stick to the next.
@Suite struct CarriedForkTests {
    private let village = SmallCounty.village

    /// A device with three changes at the center, and its clone.
    private func clones() throws -> (county: SmallCounty, left: EngineNode, right: EngineNode) {
        let county = try SmallCounty()
        let left = try county.machine("L", writes: [village])
        for index in 1...3 { try left.put(SmallCounty.record(index), [2: "common"]) }
        try left.sync(with: county.center)
        return (county, left, try county.clone(left, as: "R"))
    }

    /// Longer, equal and shorter than the branch at the center.
    @Test(arguments: [1, 2, 5]) func aForkHealsOverSticksAlone(height: Int) throws {
        let (county, left, right) = try clones()
        for index in 1...2 { try left.put(SmallCounty.record(10 + index), [2: "left"]) }
        try left.sync(with: county.center)
        for index in 1...height { try right.put(SmallCounty.record(20 + index), [2: "right"]) }
        var trips = 1
        while try right.carry(to: county.center).outcome != .complete {
            trips += 1
            try #require(trips < 6)
        }
        #expect(trips <= 3)
        #expect(right.changeIDs == county.center.changeIDs)
        #expect(try right.heads(in: village) == county.center.heads(in: village))
        #expect(try county.center.values(SmallCounty.record(20 + height)) == ["right"])
        #expect(try right.values(SmallCounty.record(12)) == ["left"])
        let after = try [left, right].map { try $0.put(SmallCounty.record(8), [2: $0.name]).position.replica }
        #expect(Set(after).count == 2)
        #expect(try right.sync(with: county.center).step == .complete)
    }

    /// A branch that needs several responses is staged across them.
    @Test func aLongBranchComesInSeveralResponses() throws {
        let (county, left, right) = try clones()
        let text = String(repeating: "x", count: 60_000)
        for index in 1...160 { try left.put(SmallCounty.record(100 + index), [2: text]) }
        try left.sync(with: county.center)
        try right.put(SmallCounty.record(20), [2: "right"])
        try right.carry(to: county.center)
        let answer = try county.center.answer(try right.bundle(for: county.center))
        #expect(answer.frames.count >= 3)
        try right.take(answer)
        #expect(try right.read { $0.stagedLogs() }.isEmpty)
        #expect(try right.carry(to: county.center).outcome == .complete)
        #expect(right.changeIDs == county.center.changeIDs)
    }

    /// The answer that names the branch is overtaken: what it says of forks does not count, and the replica retires all
    /// the same, for its log is proven to have two branches.
    @Test func aLateAnswerStagesNothing() throws {
        let (county, left, right) = try clones()
        let behind = right.storage.state
        try left.put(SmallCounty.record(10), [2: "left"])
        try left.sync(with: county.center)
        // Asked when both were equal, answered since.
        let answer = try county.center.answer(try right.bundle(for: county.center))
        try right.restore(behind)
        let mine = try right.put(SmallCounty.record(20), [2: "right"])
        #expect(try right.take(answer).outcome == .late)
        #expect(try right.read { $0.stagedLogs() }.isEmpty)
        #expect(try right.put(SmallCounty.record(21), [2: "right"]).position.log != mine.position.log)
        try settle([(right, county.center)])
        #expect(right.changeIDs == county.center.changeIDs)
    }

    /// The upstream lost its branch before the probe came: the log is no fork any more, and goes on being sent.
    @Test func aForkThatIsNoneAnyMoreIsForgotten() throws {
        let (county, left, right) = try clones()
        let backup = county.center.storage.state
        try left.put(SmallCounty.record(10), [2: "left"])
        try left.sync(with: county.center)
        try right.put(SmallCounty.record(20), [2: "right"])
        try right.carry(to: county.center)
        try county.center.restore(backup)
        try county.center.retire()
        for _ in 1...3 { try right.carry(to: county.center) }
        #expect(try county.center.values(SmallCounty.record(20)) == ["right"])
        #expect(county.center.changeIDs == right.changeIDs)
        try left.carry(to: county.center)
        try left.carry(to: county.center)
        #expect(try left.carry(to: county.center).outcome == .complete)
        #expect(county.center.changeIDs == left.changeIDs)
    }
}
