import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Offers of blobs and what is answered to them pass through a series unharmed; the node puts them in.
@Suite struct BundleBlobTests {
    private let county: SmallCounty
    private let device: EngineNode

    init() throws {
        county = try SmallCounty()
        device = try county.machine("D", writes: [SmallCounty.village])
        try device.sync(with: county.center)
    }

    private func hash(_ number: Int) -> Hash { Hash(of: [UInt8(number % 256), UInt8(number / 256)]) }

    private func respond(_ request: ExchangeRequest, _ states: [BlobState]) throws -> ExchangeResponse {
        var response = try county.center.write {
            try $0.respond(
                to: request, from: device.signer.key.hash, $1, environment: county.center.environment)
        }
        response.blobs = states.sorted { $0.sha256 < $1.sha256 }
        return response
    }

    @Test func whatWasSaidOfEachRequestsBlobsIsInTheAnswerOnce() throws {
        let request = try WireCodec.decodeRequest(try #require(try device.bundle(for: county.center).frames.first))
        var series = ResponseSeries()
        func state(_ number: Int, _ received: Int) -> BlobState {
            BlobState(sha256: hash(number), received: received, isHeld: false)
        }
        series.note(try respond(request, [state(1, 0), state(2, 0)]), to: request)
        series.note(try respond(request, [state(2, 7), state(3, 0)]), to: request)
        let next = series.next()
        let answer = try #require(next)
        #expect(answer.blobs == [state(1, 0), state(2, 7), state(3, 0)].sorted { $0.sha256 < $1.sha256 })
        #expect(try WireCodec.decodeResponse(WireCodec.encode(answer)).blobs == answer.blobs)
        let behind = series.next()
        #expect(behind == nil)
    }

    @Test func moreThanAnAnswerMayCarryIsLeftForTheNextSet() throws {
        let request = try WireCodec.decodeRequest(try #require(try device.bundle(for: county.center).frames.first))
        let most = Limits.blobsOffered + Limits.blobsAskedFor
        var series = ResponseSeries()
        for first in [0, 80, 160] {
            let states = (first..<first + 80).map { BlobState(sha256: hash($0), received: 0, isHeld: true) }
            series.note(try respond(request, states), to: request)
        }
        let next = series.next()
        let answer = try #require(next)
        #expect(answer.blobs.count == most)
        #expect(try WireCodec.decodeResponse(WireCodec.encode(answer)).blobs == answer.blobs)
    }
}
