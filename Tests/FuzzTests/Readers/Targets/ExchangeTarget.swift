import Causality
import WireProtocol

@testable import Replication

extension FuzzTarget {
    /// A whole exchange: the input says what the machines of a small county do, what becomes of their messages on the
    /// line, and what an enrolled device that means harm signs.
    static let exchange = FuzzTarget("exchange", bytesMax: 1024) { _ in
        let edits: [UInt8] = [0, 0x10, 0x20, 0x30, 0x40, 0x51, 0x62, 0x73]
        return (0..<10).map { [UInt8($0)] + edits }
            + (0..<10).map { [0, 3, 0x61, 0x62, 0x63, UInt8($0)] + edits + [1] }
            + [[8, 0, 1, 0x61, 6, 9, 1, 6], [7, 1, 0, 1, 2, 0, 0, 1, 9, 7, 1, 0, 0, 2, 2, 1, 0, 0, 1, 6]]
    } run: { bytes in
        var play = FuzzPlay(county: try FuzzCounty.start.get(), input: FuzzBytes(bytes))
        try play.run()
    }

    /// Any bytes as a request to a center, and as its answer to a device.
    static let received = FuzzTarget("received") { samples in
        try samples.vectors("segments", "segments").filter { $0.count < 2048 }
            .map { [0x08, 0x01, 0x1A] + SampleBytes.length($0.count) + $0 } + samples.vectors("responses", "message")
            + FuzzCounty.sampleMessages()
    } run: { bytes in
        let (request, response) = (try? WireCodec.decodeRequest(bytes), try? WireCodec.decodeResponse(bytes))
        guard request != nil || response != nil else { return }
        var county = try FuzzCounty.start.get()
        let before = county
        if let request {
            for peer in [county.other.signer, FuzzKey.named("stranger")] {
                let response = try county.center.respond(to: request, from: peer)
                try county.checkRefusals(request, response, before: before.center)
                _ = try Frame.encode(WireCodec.encode(response))
            }
        }
        if let response {
            var session = ExchangeSession()
            _ = try county.device.nextRequest(&session)
            _ = try county.device.take(response, &session)
            _ = try county.device.nextRequest(&session)
        }
        try county.checkStore(county.center)
        try county.checkStore(county.device)
        try county.checkNothingLost(county.center, since: before.center, "center")
        try county.checkNothingLost(county.device, since: before.device, "device")
        try county.checkConvergence()
    }
}

extension FuzzCounty {
    /// What device and center say to each other when there is something new.
    static func sampleMessages() throws -> [[UInt8]] {
        var county = try start.get()
        try recordVisit("新", on: &county.device)
        var session = ExchangeSession()
        let request = try county.device.nextRequest(&session)
        let response = try county.center.respond(to: request, from: county.device.signer)
        return [WireCodec.encode(request), WireCodec.encode(response)]
    }
}
