import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// A carrier can delay, but not forge, reorder or cut from the middle (DESIGN.md section 5; FAILURES.md F1f).
@Suite struct TamperingTests {
    private let village = SmallCounty.village

    /// A log of six single changes as its device hands it out, and a receiver that knows the signer.
    private struct Delivery {
        let county: SmallCounty
        let device: EngineNode
        let receiver: EngineNode
        let segment: Segment

        init() throws {
            county = try SmallCounty()
            device = try county.machine("D")
            receiver = try county.machine("R")
            for node in [device, receiver] { try node.sync(with: county.center) }
            for index in 1...6 { try device.put(SmallCounty.record(index), [2: "told \(index)"]) }
            guard let segment = try device.handOut(SmallCounty.village, to: receiver).first else {
                throw EngineNode.NothingSaved()
            }
            self.segment = segment
        }

        func head(_ seq: UInt64) throws -> SignedHead {
            let log = segment.log
            let heads = try device.read { $0.signedHeads(of: log, in: seq...seq) }
            return try #require(heads.first)
        }

        func expectNothingStored() throws {
            #expect(try receiver.heads(in: SmallCounty.village).isEmpty)
            #expect(receiver.mergedStates(of: SmallCounty.village).isEmpty)
        }
    }

    @Test func aTamperedBodyIsRefused() throws {
        let delivery = try Delivery()
        for index in 0..<6 {
            var entries = delivery.segment.entries
            var body = entries[index].body
            body[body.count / 2] ^= 1
            entries[index] = LogEntry(body: body)
            #expect(try delivery.receiver.receive(delivery.segment.with(entries: entries)) == .refused(.badSignature))
        }
        try delivery.expectNothingStored()
        #expect(try delivery.receiver.receive(delivery.segment) == .stored(6))
    }

    @Test func reorderedDroppedDoubledAndAddedEntriesAreRefused() throws {
        let delivery = try Delivery()
        let entries = delivery.segment.entries
        var swapped = entries
        swapped.swapAt(1, 2)
        let forged: [[LogEntry]] = [
            swapped, Array(entries.reversed()), Array(entries[..<2] + entries[3...]), Array(entries.dropFirst()),
            Array(entries[...2] + entries[2...]),
        ]
        for entries in forged {
            #expect(try delivery.receiver.receive(delivery.segment.with(entries: entries)) == .refused(.badSignature))
        }
        #expect(try delivery.receiver.receive(delivery.segment.with(entries: [])) == .refused(.tooLarge))
        try delivery.expectNothingStored()
    }

    @Test func aHeadSignedByAnotherDeviceIsRefused() throws {
        let delivery = try Delivery()
        let heads = try delivery.segment.heads.map {
            try SignedHead(signing: $0.position, with: delivery.receiver.signer)
        }
        #expect(try delivery.receiver.receive(delivery.segment.with(heads: heads)) == .refused(.badSignature))
        #expect(try delivery.receiver.receive(delivery.segment.with(heads: [])) == .refused(.badSignature))
        try delivery.expectNothingStored()
    }

    /// I14.
    @Test func anUnsignedTailIsNotStored() throws {
        let delivery = try Delivery()
        let signed = delivery.segment.with(heads: [try delivery.head(4)])
        #expect(try delivery.receiver.receive(signed) == .stored(4))
        #expect(try delivery.receiver.heads(in: village).map(\.seq) == [4])
        // What was left behind is no loss: the whole segment brings it.
        #expect(try delivery.receiver.receive(delivery.segment) == .stored(2))
        #expect(try delivery.receiver.receive(delivery.segment) == .stored(0))
    }

    /// A damaged tail behind a good head costs the tail only.
    @Test func aDamagedTailIsCutAtTheLastValidHead() throws {
        let delivery = try Delivery()
        let damaged = delivery.segment.with(
            entries: delivery.segment.entries.dropLast() + [LogEntry(body: [1, 2, 3])],
            heads: [try delivery.head(3), try delivery.head(6)])
        #expect(try delivery.receiver.receive(damaged) == .stored(3))
    }

    /// I15.
    @Test func aHeadInsideAUnitIsRefusedAndNeverKept() throws {
        let delivery = try Delivery()
        let unit = try delivery.device.put((21...23).map { SmallCounty.record($0) }, [2: "together"])
        let whole = try #require(try delivery.device.handOut(village, to: delivery.receiver).first)
        let inside = try SignedHead(signing: unit[1].position, with: delivery.device.signer)
        let count = whole.entries.count
        let cut = whole.with(entries: Array(whole.entries[..<(count - 1)]), heads: [inside])
        #expect(try delivery.receiver.receive(cut) == .refused(.cutUnit))
        try delivery.expectNothingStored()

        // Before a good head it is passed over: kept, it would become the end of somebody's next batch.
        let both = whole.with(heads: [inside] + whole.heads)
        #expect(try delivery.receiver.receive(both) == .stored(count))
        let kept = try delivery.receiver.read { $0.signedHeads(of: whole.log, in: 1...UInt64(count)) }
        #expect(!kept.contains(inside))
    }

    @Test func anOversizeBodyIsRefusedAsAWhole() throws {
        let delivery = try Delivery()
        let large = LogEntry(body: [UInt8](repeating: 0, count: Limits.bodyBytes + 1))
        let segment = delivery.segment.with(entries: delivery.segment.entries + [large])
        #expect(try delivery.receiver.receive(segment) == .refused(.tooLarge))
        try delivery.expectNothingStored()
    }

    /// Numbers near the end of their range are refused like any other place that is not held.
    @Test func extremeNumbersAreRefused() throws {
        let delivery = try Delivery()
        let segment = delivery.segment
        for first: UInt64 in [.max, .max - 1, UInt64(Int64.max), 7] {
            #expect(try delivery.receiver.receive(segment.with(firstSeq: first)) == .refused(.gap))
        }
        #expect(try delivery.receiver.receive(segment.with(firstSeq: 0)) == .refused(.tooLarge))
        #expect(
            try delivery.receiver.receive(
                segment.with(log: LogID(scope: ScopeID(rawValue: 0x9999), replica: segment.log.replica)))
                == .refused(.unknownScope))
        let far = try segment.heads.map {
            try SignedHead(
                signing: LogPosition(log: segment.log, seq: .max, hash: $0.position.hash), with: delivery.device.signer)
        }
        #expect(try delivery.receiver.receive(segment.with(heads: far)) == .refused(.badSignature))
        try delivery.expectNothingStored()
        #expect(try delivery.receiver.receive(segment) == .stored(6))
        #expect(try delivery.receiver.receive(segment.with(firstSeq: .max)) == .refused(.gap))
    }

    /// A hub that keeps everything back and says that the county has it is not believed: only the center signs for it.
    @Test func forgedReceiptsAreIgnored() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let device = try county.machine("D", writes: [village])
        for node in [hub, device] { try node.sync(with: county.center) }
        try device.put(SmallCounty.record(), [2: "kept back"])
        let vector = try device.read { try device.engine.vector(of: village, in: $0) }
        let center = county.center.signer.key.hash
        let issuer = ReplicaID(rawValue: 1)
        let signed = try Receipt(signing: vector, of: village, at: 1, by: issuer, with: hub.signer)
        let posing = Receipt(
            scope: village, signerKeyHash: center, vector: vector, issuedAt: 1, issuer: issuer,
            signature: signed.signature)
        let honest = try Receipt(
            signing: vector, of: SmallCounty.otherVillage, at: 1, by: issuer, with: county.center.signer)
        let moved = Receipt(
            scope: village, signerKeyHash: center, vector: vector, issuedAt: 1, issuer: issuer,
            signature: honest.signature)
        let redated = Receipt(
            scope: village, signerKeyHash: center, vector: vector, issuedAt: 2, issuer: issuer,
            signature: honest.signature)
        for forged in [signed, posing, moved, redated] {
            try device.sync(with: hub, tamper: { $0.with(receipts: [forged]) })
            let custody = try device.custody(of: village)
            #expect(custody.atCounty == 0)
            #expect(custody.atUpstream == 1)
        }
        try settle([(hub, county.center), (device, hub)])
        #expect(try device.custody(of: village).atCounty == 1)
    }
}
