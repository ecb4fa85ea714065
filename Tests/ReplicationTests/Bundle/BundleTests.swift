import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Exchanges that a courier carries on a stick (specification, 19).
@Suite struct BundleTests {
    private let village = SmallCounty.village

    private func save(_ records: ClosedRange<Int>, at node: EngineNode, bytes: Int = 10) throws {
        for record in records {
            try node.put(
                SmallCounty.record(record), [2: "\(node.name) \(record) " + String(repeating: "x", count: bytes)])
        }
    }

    /// There, back, and both hold the same; the receipt came along.
    @Test func oneStickThereAndBackIsASync() throws {
        let county = try SmallCounty()
        let other = try county.machine("O")
        try save(101...120, at: other)
        try other.sync(with: county.center)
        let device = try county.machine("D", writes: [village])
        try save(1...20, at: device)

        let first = try device.carry(to: county.center)
        #expect(first.session.tally.changesReceived > 20)
        // It learns only from the directory in the answer that its records are of the village.
        let second = try device.carry(to: county.center)
        #expect(second.outcome == .complete)
        #expect(device.changeIDs == county.center.changeIDs)
        #expect(device.mergedStates(of: village) == county.center.mergedStates(of: village))
        let custody = try device.custody(of: village)
        #expect((custody.held, custody.atUpstream, custody.atCounty) == (40, 40, 40))
        // And on the line there is nothing left to do.
        #expect(try device.sync(with: county.center).requests == 1)
    }

    /// What the last answer reported is left out; `everything` brings it all the same.
    @Test func aSetIsMadeFromTheLastAnswer() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        let backup = county.center.storage.state
        try save(1...20, at: device)
        try device.sync(with: county.center)
        try save(21...23, at: device)
        func changes(_ carried: CarriedRequests) throws -> Int {
            try carried.frames.reduce(0) {
                try $0 + WireCodec.decodeRequest($1).segments.reduce(0) { $0 + $1.entries.count }
            }
        }
        #expect(try changes(device.bundle(for: county.center)) == 3)
        let whole = try device.bundle(for: county.center, everything: true)
        #expect(try changes(whole) == device.changeIDs.count)

        try county.center.restore(backup)
        try device.take(try county.center.answer(whole))
        #expect(county.center.changeIDs == device.changeIDs)
    }

    /// Requests stay within their bytes, and only the last asks for changes; the guess moves on from one to the next.
    @Test func aLargeSetGoesInManyRequests() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(1...200, at: device, bytes: 2000)
        let carried = try device.bundle(for: county.center, bodyBytes: Limits.bytesPerSignedHead)
        let requests = try carried.frames.map { try WireCodec.decodeRequest($0) }
        #expect(requests.count > 10)
        #expect(
            requests.map(\.responseBytes)
                == Array(repeating: 0, count: requests.count - 1) + [Limits.bytesPerSignedHead])
        #expect(requests.allSatisfy { $0.scopes.allSatisfy { $0.vector != nil && $0.digest == 0 } })
        for request in requests {
            #expect(request.segments.reduce(0) { $0 + $1.byteCount } <= 2 * Limits.bytesPerSignedHead)
        }
        #expect(try device.take(try county.center.answer(carried)).outcome == .complete)
        #expect(try device.custody(of: village).atCounty == 200)
    }

    /// The upstream goes on answering until nothing is left, also where more comes in meanwhile.
    @Test func aLargeAnswerGoesInManyResponses() throws {
        let county = try SmallCounty()
        let writer = try county.machine("W")
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(1...250, at: writer, bytes: 60_000)
        try writer.sync(with: county.center)
        let carried = try device.bundle(for: county.center)
        var more = 300
        let answer = try county.center.answer(carried) {
            more += 1
            try writer.put(SmallCounty.record(more), [2: "meanwhile"])
            try writer.sync(with: county.center, requests: 1)
        }
        #expect(answer.frames.count >= 4)
        let result = try device.take(answer)
        #expect(result.session.tally.changesToReceive == 0)
        #expect(try device.heads(in: village).map(\.seq).reduce(0, +) >= 253)
        // What has been handed out counts as known: no receipt is signed a second time over the same.
        let quiet = try county.center.answer(carried)
        let receipts = try quiet.frames.flatMap { try WireCodec.decodeResponse($0).receipts.map(\.scope) }
        #expect(quiet.frames.count >= 4)
        #expect(receipts.filter { $0 == village }.count == 1)
    }

    /// Twice, and older after newer: the upstream stores nothing twice, and the asker's custody does not move.
    @Test func aSetTakenTwiceAndOutOfOrderChangesNothing() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(1...5, at: device)
        let first = try device.bundle(for: county.center)
        try save(6...9, at: device)
        let second = try device.bundle(for: county.center)
        let newer = try county.center.answer(second)
        let older = try county.center.answer(first)
        let again = try county.center.answer(second)
        #expect(try county.center.heads(in: village).map(\.seq) == [9])
        #expect(try device.take(newer).outcome == .complete)
        #expect(try device.take(newer).outcome == .complete)
        // Answered later than the newer set was, and so it counts.
        #expect(try device.take(older).outcome == .complete)
        #expect(try device.take(newer).outcome == .late)
        #expect(try device.take(again).outcome == .complete)
        #expect(try device.take(older).outcome == .late)
        #expect(try device.custody(of: village).atCounty == 9)
    }

    /// A part that comes without those before it is refused where it does not follow, and nothing is lost.
    @Test func partTwoWithoutPartOneIsAGapAndHealsWithTheNextSet() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(1...100, at: device, bytes: 1000)
        let carried = try device.bundle(for: county.center, bodyBytes: Limits.bytesPerSignedHead)
        #expect(carried.frames.count > 2)
        let answer = try county.center.answer(carried, parts: [carried.frames.count - 1])
        #expect(try county.center.heads(in: village).isEmpty)
        let result = try device.take(answer)
        #expect(result.outcome == .unfinished)
        #expect(result.session.refusals.map(\.reason) == [.gap])
        #expect(try device.custody(of: village).atUpstream == 0)
        #expect(try device.carry(to: county.center).outcome == .complete)
        #expect(try device.custody(of: village).atCounty == 100)
    }

    /// One small stick, carried once for each part: each answer moves custody, though all are of one set.
    @Test func aPartAloneIsAnsweredWithReportsAndReceipts() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(1...100, at: device, bytes: 1000)
        let carried = try device.bundle(for: county.center, bodyBytes: Limits.bytesPerSignedHead)
        var atCounty = [0]
        var answers: [CarriedAnswer] = []
        for part in carried.frames.indices {
            answers.append(try county.center.answer(carried, parts: [part]))
            try device.take(try #require(answers.last))
            atCounty.append(try device.custody(of: village).atCounty)
        }
        #expect(atCounty.last == 100)
        #expect(zip(atCounty, atCounty.dropFirst()).allSatisfy(<))
        // The first of them once more: it is older than the others.
        #expect(try device.take(answers[0]).outcome == .late)
        #expect(try device.custody(of: village).atCounty == 100)
    }

    /// Who was revoked delivers what it had, and gets back no more than its own.
    @Test func aRevokedSenderDeliversAsAStranger() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(1...3, at: device)
        let carried = try device.bundle(for: county.center)
        let other = try county.machine("O")
        try save(101...103, at: other)
        try other.sync(with: county.center)
        try county.end(device)

        let answer = try county.center.answer(carried)
        #expect(county.center.changeIDs.isSuperset(of: device.changeIDs))
        let before = device.changeIDs
        let result = try device.take(answer)
        #expect(device.changeIDs == before)
        #expect(result.session.refusals.contains { $0.scope == village && $0.reason == .notReadable })
        let custody = try device.custody(of: village)
        #expect((custody.atUpstream, custody.atCounty) == (3, 0))
        #expect(try device.carry(to: county.center).session.refusals.contains { $0.reason == .notReadable })
    }

    /// A hub carries for the county what its devices brought, and hands them the county's receipt.
    @Test func aHubBridgesADayWithoutALine() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        let device = try county.machine("D", writes: [village])
        try save(1...7, at: device)
        try settle([(device, hub)])
        try hub.carry(to: county.center)
        try hub.carry(to: county.center)
        try settle([(device, hub)])
        try hub.carry(to: county.center)
        try device.carry(to: hub)
        #expect(try device.custody(of: village).atCounty == 7)
        #expect(try county.center.heads(in: village).map(\.seq) == [7])
    }
}
