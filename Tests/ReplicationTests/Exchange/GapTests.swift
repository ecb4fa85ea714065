import Causality
import Replication
import Testing

/// What the center signed for and lost with every disk that held it is named where anybody is left who was told (14.1).
@Suite struct GapTests {
    private let village = SmallCounty.village

    /// A device's forty changes, then a center, a hub and the device with thirty more; a reader whose line broke when it had
    /// the receipt and not the changes. Then all who held the thirty are put back or gone.
    private struct Loss {
        let county: SmallCounty
        let hub: EngineNode
        let device: EngineNode
        let reader: EngineNode
        let log: LogID

        init() throws {
            county = try SmallCounty()
            hub = try county.machine("H")
            device = try county.machine("D", writes: [SmallCounty.village])
            reader = try county.machine("R", writes: [SmallCounty.village])
            let links = [(device, hub), (hub, county.center), (reader, hub)].map { (lower: $0.0, upper: $0.1) }
            for number in 1...40 { try device.put(SmallCounty.record(number), [2: "v"]) }
            try settle(links)
            let (atCenter, atHub) = (county.center.storage.state, hub.storage.state)
            let text = String(repeating: "长", count: 2000)
            var last: LogID?
            for number in 41...70 { last = try device.put(SmallCounty.record(number), [2: text]).position.log }
            log = try #require(last)
            try device.sync(with: hub)
            try hub.sync(with: county.center)
            let broken = try reader.sync(with: hub, batchBytes: Limits.bytesPerSignedHead, requests: 1)
            #expect(broken.step == nil)
            try county.center.restore(atCenter)
            try county.center.retire()
            try hub.restore(atHub)
            try hub.retire()
        }

        func gaps(at node: EngineNode) throws -> [Gap] { try node.read { try node.engine.gaps($0) } }
    }

    @Test func whatIsLostIsNamedAtTheCenter() throws {
        let loss = try Loss()
        #expect(try loss.gaps(at: loss.county.center).isEmpty)
        let links = [(loss.reader, loss.hub), (loss.hub, loss.county.center)].map { (lower: $0.0, upper: $0.1) }
        // The receipts follow behind the changes, one level each time.
        for _ in 1...3 { try settle(links) }
        // What of the thirty came to the reader before the line broke is back.
        let height = try #require(try loss.county.center.read { $0.head(of: loss.log)?.seq })
        #expect(height >= 40 && height < 70)
        for node in [loss.county.center, loss.hub, loss.reader] {
            #expect(try loss.gaps(at: node) == [Gap(log: loss.log, first: height + 1, last: 70)], "\(node.name)")
        }
        // Where nothing is new, a sync stays one request.
        for link in links { #expect(try link.lower.sync(with: link.upper).requests == 1) }
    }

    @Test func whatComesBackIsMissingNoMore() throws {
        let loss = try Loss()
        let links = [(loss.reader, loss.hub), (loss.hub, loss.county.center)].map { (lower: $0.0, upper: $0.1) }
        for _ in 1...3 { try settle(links) }
        try settle([(lower: loss.device, upper: loss.hub)] + links + links)
        for node in [loss.county.center, loss.hub, loss.reader, loss.device] {
            #expect(try loss.gaps(at: node).isEmpty, "\(node.name)")
            #expect(try node.read { $0.head(of: loss.log)?.seq } == 70)
        }
        for node in [loss.hub, loss.reader] { #expect(try node.read { $0.formerReceipts() }.isEmpty) }
    }

    /// A receipt that the center did not sign proves nothing.
    @Test func aForgedReceiptIsNotKept() throws {
        let loss = try Loss()
        let held = try #require(try loss.reader.read { $0.receipt(of: village) })
        let forged = Receipt(
            scope: village, signerKeyHash: held.signerKeyHash, vector: held.vector, issuedAt: held.issuedAt + 1,
            issuer: held.issuer, past: held.past, signature: held.signature)
        var request = ExchangeRequest(
            scopes: [], segments: [], probes: [], responseBytes: 0, receiptIssuers: [])
        request.formerReceiptTags = [forged.tag]
        request.formerReceipts = [forged]
        _ = try loss.county.center.answer(request, from: loss.reader)
        #expect(try loss.gaps(at: loss.county.center).isEmpty)
    }

    /// What only looks like a receipt of before a restore does not keep the true one of that name from being asked for.
    @Test func aForgedReceiptDoesNotSilenceTheTrueOne() throws {
        let loss = try Loss()
        let held = try #require(try loss.reader.read { $0.receipt(of: village) })
        let forged = Receipt(
            scope: village, signerKeyHash: held.signerKeyHash, vector: held.vector, issuedAt: held.issuedAt,
            issuer: held.issuer, past: held.past, signature: held.signature.map { ~$0 })
        #expect(forged.tag == held.tag)
        var request = ExchangeRequest(
            scopes: [], segments: [], probes: [], responseBytes: 0, receiptIssuers: [])
        request.formerReceiptTags = [forged.tag]
        request.formerReceipts = [forged]
        _ = try loss.county.center.answer(request, from: loss.reader)
        request.formerReceipts = []
        let answer = try loss.county.center.answer(request, from: loss.hub)
        #expect(answer.formerReceiptsWanted == [held.tag])
    }

    /// A receipt that says nothing which is missing is asked for once.
    @Test func whatSaysNothingIsNotAskedForAgain() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        try hub.put(SmallCounty.record(1), [2: "v"])
        try hub.sync(with: county.center)
        let held = try #require(try hub.receipt(of: village))
        var request = ExchangeRequest(
            scopes: [], segments: [], probes: [], responseBytes: 0, receiptIssuers: [])
        request.formerReceiptTags = [held.tag]
        #expect(try county.center.answer(request, from: hub).formerReceiptsWanted == [held.tag])
        request.formerReceipts = [held]
        #expect(try county.center.answer(request, from: hub).formerReceiptsWanted.isEmpty)
        request.formerReceipts = []
        #expect(try county.center.answer(request, from: hub).formerReceiptsWanted.isEmpty)
    }
}
