import Causality
import Replication
import Testing
import WireProtocol

@Suite struct WireCodecTests {
    @Test func requestsReturnAsTheyWere() throws {
        try withSeeds(200) { generator, replay in
            let request = generator.request()
            let sender = generator.bool() ? generator.log().replica : nil
            let bytes = WireCodec.encode(request, sender: sender)
            let decoded = try WireCodec.decodeRequestAndSender(try Frame.decode(try Frame.encode(bytes)))
            #expect(decoded.request == request, "\(replay)")
            #expect(decoded.sender == sender, "\(replay)")
            #expect(WireCodec.encode(request, sender: sender) == bytes, "\(replay)")
        }
    }

    @Test func responsesReturnAsTheyWere() throws {
        try withSeeds(200) { generator, replay in
            let response = generator.response()
            let bytes = WireCodec.encode(response)
            let decoded = try WireCodec.decodeResponse(try Frame.decode(try Frame.encode(bytes)))
            #expect(decoded == response, "\(replay)")
        }
    }

    @Test func enrolmentMessagesReturnAsTheyWere() throws {
        let request = EnrolmentRequest(code: "7KQ2-白", certificateRequestDER: [0x30, 0x00], deviceName: "石桥村一号机")
        #expect(try WireCodec.decodeEnrolmentRequest(WireCodec.encode(request)) == request)
        let response = try enrolmentResponse()
        #expect(try WireCodec.decodeEnrolmentResponse(WireCodec.encode(response)) == response)
    }

    @Test func enrolmentMessagesAreRefusedByField() throws {
        let long = EnrolmentRequest(
            code: String(repeating: "1", count: 257), certificateRequestDER: [1], deviceName: "")
        #expect(throws: WireError.tooLarge(field: "EnrolmentRequest.code", count: 257, limit: 256)) {
            try WireCodec.decodeEnrolmentRequest(WireCodec.encode(long))
        }
        let bare = EnrolmentRequest(code: "1", certificateRequestDER: [], deviceName: "")
        #expect(
            throws: WireError.invalidField(
                field: "EnrolmentRequest.certificate_request_der", detail: "is missing")
        ) {
            try WireCodec.decodeEnrolmentRequest(WireCodec.encode(bare))
        }
        let bytes = WireCodec.encode(try enrolmentResponse()) + raw { $0.bytes(field: 5, [4, 1, 2]) }
        #expect(
            throws: WireError.invalidField(
                field: "EnrolmentResponse.center_keys", detail: "holds 3 bytes that are no P-256 key")
        ) {
            try WireCodec.decodeEnrolmentResponse(bytes)
        }
    }

    @Test func errorBodiesReturnAndLongOnesAreCutAtACharacter() throws {
        let busy = ErrorBody(code: "busy", message: "try later", retryAfterSeconds: 0)
        #expect(try WireCodec.decodeErrorBody(WireCodec.encode(busy)) == busy)
        let long = ErrorBody(code: "x", message: String(repeating: "听", count: 2000))
        let cut = try WireCodec.decodeErrorBody(WireCodec.encode(long))
        #expect(cut.message == String(repeating: "听", count: WireLimits.errorMessageBytes / 3))
        #expect(cut.retryAfterSeconds == nil)
    }

    @Test func anotherProtocolVersionIsNamed() {
        #expect(throws: WireError.unsupportedProtocol(2)) {
            try WireCodec.decodeRequest(raw { $0.varint(field: 1, 2) })
        }
        #expect(throws: WireError.unsupportedProtocol(0)) { try WireCodec.decodeResponse([]) }
    }

    @Test func fieldsOfANewerVersionAreIgnored() throws {
        var generator = Generator(seed: 5)
        let request = generator.request()
        let newer = WireCodec.encode(request) + raw { $0.bytes(field: 300, [1]) } + raw { $0.varint(field: 7, 1) }
        #expect(try WireCodec.decodeRequest(newer) == request)
    }

    @Test func aRefusalForAnUnknownReasonLeavesTheResponseReadable() throws {
        var generator = Generator(seed: 6)
        let known = Refusal(scope: generator.scope(), replica: nil, reason: .gap)
        let response = ExchangeResponse(
            scopes: [], segments: [], forks: [], receipts: [], refusals: [known], hasMore: false, serverTime: 1)
        let newer =
            WireCodec.encode(response)
            + raw { message in
                message.bytes(
                    field: 6,
                    raw {
                        $0.fixed64(field: 1, 9)
                        $0.varint(field: 3, 4242)
                    })
            }
        #expect(try WireCodec.decodeResponse(newer) == response)
    }

    @Test func responseBytesAreReadAsAtMostABatch() throws {
        for (sent, read) in [
            (-1, 0), (0, 0), (7, 7), (Limits.batchBytes + 1, Limits.batchBytes), (Int.max, Limits.batchBytes),
        ] {
            let request = ExchangeRequest(scopes: [], segments: [], probes: [], responseBytes: sent, receiptIssuers: [])
            #expect(try WireCodec.decodeRequest(WireCodec.encode(request)).responseBytes == read)
        }
    }

    @Test func anIdleExchangeIsAFewHundredBytes() throws {
        var generator = Generator(seed: 7)
        func states(_ scopes: [(ScopeID, VersionVector?)]) -> [ExchangeRequest.ScopeState] {
            scopes.map { .init(scope: $0, digest: generator.next(), vector: $1, receiptDigest: generator.next()) }
        }
        // Three incarnations of the center have written the directory: it was restored twice.
        let directory = VersionVector(
            (0..<3).map { _ in .init(replica: .init(rawValue: generator.next()), seq: 90_000, tag: 1) })
        let request = ExchangeRequest(
            scopes: states([(.directory, directory), (ScopeID(rawValue: generator.next()), nil)]), segments: [],
            probes: [], responseBytes: Limits.firstBatchBytes, receiptIssuers: [])
        let response = ExchangeResponse(
            scopes: [], segments: [], forks: [], receipts: [], refusals: [], hasMore: false,
            serverTime: 1_790_000_000_000)
        let sender = ReplicaID(rawValue: generator.next())
        let sent = try Frame.encode(WireCodec.encode(request, sender: sender)).count
        let received = try Frame.encode(WireCodec.encode(response)).count
        #expect(sent + received <= 200, "request \(sent), response \(received)")
    }

    /// A response with the base point of P-256 as the center's key.
    func enrolmentResponse() throws -> EnrolmentResponse {
        let point = try #require(
            Hexadecimal.decode(
                "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                    + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"))
        return EnrolmentResponse(
            certificatePEM: "-----BEGIN CERTIFICATE-----\n", caPEM: "-----BEGIN CERTIFICATE-----\nca",
            nodeID: RecordID(rawValue: 5), centerKeys: [try #require(DeviceKey(x963: point))], countyName: "听诉县",
            isTraining: true, serverNodeIDs: [RecordID(rawValue: 6), RecordID(rawValue: 7)])
    }
}
