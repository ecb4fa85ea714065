import Causality
import Replication
import Testing
import WireProtocol

/// Answers that an upstream can put together and that no honest one does: the device stays, and its next honest sync is
/// whole.
@Suite struct HostileAnswerTests {
    /// A device with something to send, and the upstream that lies to it once.
    private func survives(_ lie: (ExchangeResponse) -> ExchangeResponse) throws {
        let county = try SmallCounty()
        let device = try county.machine("d1")
        try device.sync(with: county.center)
        _ = try device.put(SmallCounty.record(), [2: "水渠堵了"])
        // Through the bytes of the wire: what the decoder refuses is no danger.
        try device.sync(
            with: county.center, requests: 1,
            tamper: { (try? WireCodec.decodeResponse(WireCodec.encode(lie($0)))) ?? $0 })
        #expect(try device.sync(with: county.center).step == .complete)
        #expect(try device.values(SmallCounty.record()) == ["水渠堵了"])
        #expect(try county.center.values(SmallCounty.record()) == ["水渠堵了"])
    }

    /// The clock of whoever answers is any number of 64 bits.
    @Test(arguments: [Int64.min, .max]) func anyTimeOfTheUpstreamIsSurvived(serverTime: Int64) throws {
        try survives { answer in
            ExchangeResponse(
                scopes: answer.scopes, segments: answer.segments, forks: answer.forks, receipts: answer.receipts,
                refusals: answer.refusals, hasMore: answer.hasMore, serverTime: serverTime)
        }
    }

    /// Each number fits; what is left to fetch of all of them does not.
    @Test func aReportOfMoreThanThereCanBeIsSurvived() throws {
        let entries = (1...3).map {
            VersionVector.Entry(replica: ReplicaID(rawValue: $0), seq: UInt64(Int64.max), tag: 1)
        }
        let vector = try #require(VersionVector(entries))
        try survives { answer in
            ExchangeResponse(
                scopes: [.init(scope: SmallCounty.village, vector: vector)], segments: answer.segments,
                forks: answer.forks, receipts: answer.receipts, refusals: answer.refusals, hasMore: true,
                serverTime: answer.serverTime)
        }
    }
}
