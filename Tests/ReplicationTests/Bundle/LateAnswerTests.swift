import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Answers that come late, from elsewhere, or to a machine that was put back: they bring changes and no word on custody.
@Suite struct LateAnswerTests {
    private let village = SmallCounty.village
    private let county: SmallCounty
    private let device: EngineNode
    private let other: EngineNode

    init() throws {
        county = try SmallCounty()
        device = try county.machine("D", writes: [village])
        other = try county.machine("O")
        try device.sync(with: county.center)
    }

    private func save(_ records: ClosedRange<Int>, at node: EngineNode) throws {
        for record in records { try node.put(SmallCounty.record(record), [2: "\(node.name) \(record)"]) }
    }

    /// Reports and receipts of every scope, to see that none moves.
    private func known() throws -> [VersionVector?] {
        try [ScopeID.directory, village].flatMap { [try device.report(of: $0), try device.receipt(of: $0)?.vector] }
    }

    private func expectLate(_ answer: CarriedAnswer) throws {
        let before = try known()
        #expect(try device.take(answer).outcome == .late)
        #expect(try known() == before)
    }

    /// It would lower custody: the upstream had less when it gave it.
    @Test func anAnswerAfterTheLineDoesNotLowerCustody() throws {
        try save(1...3, at: other)
        try other.sync(with: county.center)
        let answer = try county.center.answer(try device.bundle(for: county.center))
        try save(1...5, at: device)
        try device.sync(with: county.center)
        #expect(try device.custody(of: village).atCounty == 8)
        try expectLate(answer)
        #expect(try device.custody(of: village).atCounty == 8)
    }

    /// It would raise custody: the upstream was put back since, and says so itself.
    @Test func anAnswerOfBeforeARestoreDoesNotRaiseCustody() throws {
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        try device.sync(with: hub)
        let backup = hub.storage.state
        try save(1...5, at: device)
        let answer = try hub.answer(try device.bundle(for: hub))
        try device.take(answer)
        #expect(try device.custody(of: village).atUpstream == 5)
        try hub.restore(backup)
        // The line breaks after the report, before anything is refilled.
        try device.sync(with: hub, requests: 1)
        #expect(try device.custody(of: village).atUpstream == 0)
        try expectLate(answer)
        #expect(try device.custody(of: village).atUpstream == 0)
    }

    /// Its changes come in all the same: the newer one may have been cut before them.
    @Test func aLateAnswerBringsItsChanges() throws {
        try save(1...3, at: other)
        try other.sync(with: county.center)
        let first = try device.bundle(for: county.center)
        let second = try device.bundle(for: county.center)
        let answer = try county.center.answer(first)
        // The later set is answered with reports alone.
        let bare = try county.center.answer(second, parts: [0])
        var reports = bare
        reports.frames = try bare.frames.map {
            WireCodec.encode(try WireCodec.decodeResponse($0).with(segments: []))
        }
        try device.take(reports)
        #expect(try device.heads(in: village).isEmpty)
        try expectLate(answer)
        #expect(try device.heads(in: village).map(\.seq) == [3])
    }

    /// An answer by another hand than the one it was asked of says nothing of the upstream.
    @Test func anAnswerOfSomebodyElseIsNoReport() throws {
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        try save(1...5, at: device)
        let carried = try device.bundle(for: county.center)
        try expectLate(try hub.answer(carried))
        #expect(try device.custody(of: village).atUpstream == 0)
        #expect(try device.take(try county.center.answer(carried)).outcome == .complete)
    }

    /// The parts of one set come on different days, the last one first: the answer to the lower part was given later, and
    /// says so.
    @Test func anAnswerToALowerPartThatWasGivenLaterCounts() throws {
        let (carried, last) = try setInParts(for: county.center)
        // Nothing of it can be taken in, for what comes before is missing.
        let early = try county.center.answer(carried, parts: [last])
        let later = try county.center.answer(carried, parts: Array(0..<last))
        #expect(try device.take(early).outcome == .unfinished)
        #expect(try device.custody(of: village).atUpstream == 0)
        #expect(try device.take(later).outcome == .unfinished)
        let arrived = try #require(try county.center.heads(in: village).first).seq
        #expect(try device.custody(of: village).atUpstream == Int(arrived))
        try expectLate(early)
        #expect(try device.carry(to: county.center).outcome == .complete)
        #expect(try device.custody(of: village).atCounty == 8)
    }

    /// The upstream was put back between its two answers to one set, and neither knows of the other: what both say counts,
    /// whichever comes first.
    @Test(arguments: [false, true]) func ofAnswersOfBeforeAndAfterARestoreTheLesserCounts(isNewerFirst: Bool) throws {
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        try device.sync(with: hub)
        let (carried, last) = try setInParts(for: hub)
        let backup = hub.storage.state
        let before = try hub.answer(carried)
        try hub.restore(backup)
        let after = try hub.answer(carried, parts: Array(0..<last))
        let held = Int(try #require(try hub.heads(in: village).first).seq)
        try #require(held < 8)
        for answer in isNewerFirst ? [after, before] : [before, after] { try device.take(answer) }
        #expect(try device.custody(of: village).atUpstream == held)
        try device.carry(to: hub)
        #expect(try device.custody(of: village).atUpstream == 8)
    }

    /// The same of two sets that were both under way.
    @Test(arguments: [false, true]) func ofTwoSetsAcrossARestoreTheLesserCounts(isNewerFirst: Bool) throws {
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        try device.sync(with: hub)
        try save(1...3, at: device)
        let first = try device.bundle(for: hub)
        try save(4...8, at: device)
        let second = try device.bundle(for: hub)
        let backup = hub.storage.state
        let before = try hub.answer(second)
        try hub.restore(backup)
        let after = try hub.answer(first)
        for answer in isNewerFirst ? [after, before] : [before, after] { try device.take(answer) }
        #expect(try device.custody(of: village).atUpstream == 3)
        // What is asked after both were heard is answered later than both.
        try device.carry(to: hub)
        #expect(try device.carry(to: hub).outcome == .complete)
        #expect(try device.custody(of: village).atUpstream == 8)
    }

    /// There is always a stick on the way, and the upstream was put back: each set was made before the last answer came, and after
    /// the one that the upstream has forgotten. Two sets later all is told again.
    @Test func aCourierWhoNeverRestsIsToldAgainAfterARestore() throws {
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        try device.sync(with: hub)
        try save(1...3, at: device)
        let backup = hub.storage.state
        var under = try device.bundle(for: hub)
        var next = try device.bundle(for: hub)
        try device.take(try hub.answer(under))
        try hub.restore(backup)
        var outcomes: [AnswerSession.Outcome?] = []
        for _ in 1...4 {
            under = next
            next = try device.bundle(for: hub)
            outcomes.append(try device.take(try hub.answer(under)).outcome)
        }
        #expect(outcomes.first == .doubtful)
        #expect(outcomes.last == .complete)
        #expect(try device.custody(of: village).atUpstream == 3)
    }

    /// Eight large records of the device in a set of several parts, and the number of the last.
    private func setInParts(for upstream: EngineNode) throws -> (CarriedRequests, last: Int) {
        let text = String(repeating: "x", count: 60_000)
        for index in 1...8 { try device.put(SmallCounty.record(index), [2: text]) }
        let carried = try device.bundle(for: upstream, bodyBytes: Limits.bytesPerSignedHead)
        let last = carried.frames.count - 1
        try #require(last > 0)
        return (carried, last)
    }

    /// A machine that was put back knows nothing of the set, and learns what it lost.
    @Test func aRestoredAskerTakesChangesOnlyAndGetsItsSuffixBack() throws {
        let backup = device.storage.state
        try save(1...5, at: device)
        let carried = try device.bundle(for: county.center)
        let lost = device.changeIDs
        let answer = try county.center.answer(carried)
        try device.restore(backup)
        try device.retire()
        try expectLate(answer)
        #expect(try device.custody(of: village).atUpstream == 0)

        try save(6...6, at: device)
        let result = try device.carry(to: county.center)
        #expect(result.outcome == .complete)
        #expect(device.changeIDs.isSuperset(of: lost))
        #expect(try device.heads(in: village).map(\.seq).sorted() == [1, 5])
        #expect(try device.custody(of: village).atCounty == 6)
        #expect(county.center.changeIDs == device.changeIDs)
    }

    /// Of one answer the earlier responses say less than the later ones; taking them once more moves nothing back.
    @Test func anEarlierResponseOfTheSameAnswerIsLate() throws {
        let text = String(repeating: "x", count: 60_000)
        for index in 1...100 { try other.put(SmallCounty.record(index), [2: text]) }
        try other.sync(with: county.center)
        var more = 200
        let answer = try county.center.answer(try device.bundle(for: county.center)) {
            more += 1
            try other.put(SmallCounty.record(more), [2: "more"])
            try other.sync(with: county.center, requests: 1)
        }
        #expect(answer.frames.count >= 2)
        try device.take(answer)
        let after = try known()
        #expect(try device.take(answer, [0]).outcome == .late)
        #expect(try known() == after)
        #expect(try device.take(answer).outcome != .late)
        #expect(try known() == after)
    }

    @Test func theOldestOfTooManySetsIsForgotten() throws {
        let first = try device.bundle(for: county.center)
        for _ in 0..<Limits.outstandingBundles { _ = try device.bundle(for: county.center) }
        #expect(try device.outstanding().count == Limits.outstandingBundles)
        try expectLate(try county.center.answer(first))
    }

    @Test func aSetThatNeverLeftIsForgotten() throws {
        let carried = try device.bundle(for: county.center)
        let kept = try device.bundle(for: county.center)
        try device.storage.write { try $0.forgetBundle(carried.set) }
        #expect(try device.outstanding().map(\.set) == [kept.set])
    }

    /// A book that another program, or damage, made unreadable counts as nothing outstanding.
    @Test(arguments: ["", "tingsu-bundles 1\nset x", "tingsu-bundles 2\nset 00 11 a b\nfork 1\nset\nwhat else\n"])
    func anUnreadableBookIsEmpty(text: String) throws {
        try device.storage.write { $0.setLocalValue("bundles", Array(text.utf8) + [0xFF]) }
        #expect(try device.outstanding().isEmpty)
        let answer = try county.center.answer(try device.bundle(for: county.center))
        #expect(try device.take(answer).outcome == .complete)
    }
}
