import Causality
import Replication
import Testing
import WireProtocol

/// Bytes that nobody honest sent. Every call returns or throws (A9); what it returns is as good as an honest message.
@Suite struct HostileBytesTests {
    let codec = ProtobufChangeCodec()

    /// Feeds the bytes to every reader of this module.
    func readAll(_ bytes: [UInt8], _ replay: String) throws {
        if let request = try? WireCodec.decodeRequest(bytes) {
            #expect(try WireCodec.decodeRequest(WireCodec.encode(request)) == request, "\(replay)")
        }
        if let response = try? WireCodec.decodeResponse(bytes) {
            #expect(try WireCodec.decodeResponse(WireCodec.encode(response)) == response, "\(replay)")
        }
        if let body = try? codec.decodeBody(bytes) {
            #expect(try codec.decodeBody(try codec.encode(body)) == body, "\(replay)")
            for write in body.writes { _ = codec.decode(write.value) }
        }
        if let error = try? WireCodec.decodeErrorBody(bytes) {
            #expect(try WireCodec.decodeErrorBody(WireCodec.encode(error)) == error, "\(replay)")
        }
        _ = try? WireCodec.decodeEnrolmentRequest(bytes)
        _ = try? WireCodec.decodeEnrolmentResponse(bytes)
        let value = codec.decode(EncodedValue(bytes: bytes))
        #expect(codec.decode(codec.encode(value)) == value, "\(replay)")
    }

    @Test func everyTruncationOfSampleMessagesIsSurvived() throws {
        try withSeeds(4) { generator, replay in
            for sample in [
                WireCodec.encode(generator.request()), WireCodec.encode(generator.response()),
                try codec.encode(generator.body()), codec.encode(generator.value()).bytes,
            ] {
                for length in 0..<sample.count { try readAll(Array(sample[..<length]), replay) }
            }
        }
    }

    @Test func mutatedMessagesAreSurvived() throws {
        try withSeeds(2000) { generator, replay in
            var sample: [UInt8]
            switch generator.int(0...3) {
            case 0: sample = WireCodec.encode(generator.request())
            case 1: sample = WireCodec.encode(generator.response())
            case 2: sample = try codec.encode(generator.body())
            default: sample = codec.encode(generator.value()).bytes
            }
            generator.mutate(&sample)
            try readAll(sample, replay)
        }
    }

    @Test func mutatedFramesAreSurvived() throws {
        try withSeeds(500) { generator, replay in
            let payload =
                WireCodec.encode(generator.request()) + [UInt8](repeating: 0x78, count: generator.int(0...400))
            var frame = try Frame.encode(payload)
            generator.mutate(&frame)
            if let payload = try? Frame.decode(frame) {
                #expect(payload.count <= FrameLimits.decompressedBytes, "\(replay)")
                try readAll(payload, replay)
            }
        }
    }

    @Test func deeplyNestedMessagesAreRefused() {
        let groups = [UInt8](repeating: 0x0B, count: 1_000_000)
        #expect(throws: WireError.self) { try WireCodec.decodeRequest(groups) }
        #expect(throws: WireError.self) { try WireCodec.decodeErrorBody(groups) }
        #expect(throws: ChangeDecodingError.self) { try codec.decodeBody(Array(groups[..<Limits.bodyBytes])) }
    }
}

extension Generator {
    /// One to eight changes of single bits, bytes or runs.
    mutating func mutate(_ bytes: inout [UInt8]) {
        for _ in 0..<int(1...8) {
            guard !bytes.isEmpty else { return }
            let place = int(0...bytes.count - 1)
            switch int(0...5) {
            case 0: bytes[place] ^= 1 << UInt8(int(0...7))
            case 1: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 2: bytes[place] = 0xFF
            case 3: bytes.insert(contentsOf: self.bytes(1...10), at: place)
            case 4: bytes.removeSubrange(place..<min(bytes.count, place + int(1...10)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + int(1...40))], at: place)
            }
        }
    }
}
