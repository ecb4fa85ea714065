import Identity
import Logging
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

@Suite(.timeLimit(.minutes(1)))
struct ServerRefusalTests {
    struct BadRequest: CustomTestStringConvertible, Sendable {
        let name: String
        let body: [UInt8]
        let status: Int
        let code: String
        /// Stands in the sentence.
        let naming: String

        var testDescription: String { name }
    }

    /// 25 MiB of zeros in 800 bytes: a zstd frame of run-length blocks, 128 KiB each (RFC 8878, 3.1.1).
    static let bomb: [UInt8] = {
        var bytes: [UInt8] = [0x54, 0x53, 1, 1, 0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
        for index in 0..<200 {
            let header: UInt32 = (index == 199 ? 1 : 0) | 1 << 1 | 131_072 << 3
            bytes += [UInt8(truncatingIfNeeded: header), UInt8(truncatingIfNeeded: header >> 8)]
            bytes += [UInt8(truncatingIfNeeded: header >> 16), 0]
        }
        return bytes
    }()

    static let badRequests: [BadRequest] = [
        BadRequest(name: "empty", body: [], status: 400, code: "bad_frame", naming: "0 bytes"),
        BadRequest(
            name: "rubbish", body: Array("GET / HTTP/1.1".utf8), status: 400, code: "bad_frame", naming: "not a frame"),
        BadRequest(
            name: "truncated", body: Array(bomb.prefix(400)), status: 400, code: "bad_frame", naming: "cut off"),
        BadRequest(
            name: "other frame version", body: [0x54, 0x53, 9, 0], status: 400, code: "unsupported_version",
            naming: "version 9"),
        BadRequest(
            name: "no protobuf", body: [0x54, 0x53, 1, 0, 0xFF, 0xFF], status: 400, code: "bad_message",
            naming: "exchange request"),
        BadRequest(
            name: "other protocol", body: [0x54, 0x53, 1, 0, 8, 99], status: 400, code: "unsupported_version",
            naming: "protocol 99"),
        BadRequest(
            name: "field without a value", body: [0x54, 0x53, 1, 0, 8, 1, 0x12, 0], status: 400, code: "bad_message",
            naming: "scope"),
        BadRequest(name: "zip bomb", body: bomb, status: 413, code: "too_large", naming: "larger than"),
        BadRequest(
            name: "oversize body", body: [UInt8](repeating: 0, count: FrameLimits.compressedBytes + 1), status: 413,
            code: "too_large", naming: "\(FrameLimits.compressedBytes)"),
    ]

    @Test(arguments: badRequests)
    func badBytesAreRefusedAndChangeNothing(request: BadRequest) async throws {
        try await ServerVillage.with { village in
            let (center, device) = (village.center, village.devices[0])
            let before = await center.changeIDs
            let response = try await device.client.send(.post("/v1/exchange", request.body))
            #expect(response.status == request.status)
            #expect(response.contentType == Frame.contentType)
            let error = try response.refusal()
            #expect(error.code == request.code)
            #expect(error.message.contains(request.naming), "\(error.message)")
            #expect(await center.exchangeCount == 0)
            #expect(await center.changeIDs == before)
            // The same connection or a new one: the peer is not locked out.
            #expect(try await device.sync().step == .complete)
        }
    }

    @Test func anotherContentTypeMethodOrPathIsNamed() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        try await ServerRun.with(county, center) { server in
            let client = try county.client(port: server.port, of: .generate())
            for type in [nil, "application/octet-stream", Frame.contentType + "; x=1"] {
                var request = PeerRequest.post("/v1/exchange", [1])
                request.contentType = type
                let response = try await client.send(request)
                #expect(response.status == 415)
                #expect(try response.refusal().message.contains(Frame.contentType))
            }
            for (path, method, allowed) in [
                ("/v1/exchange", PeerRequest.Method.get, "POST"), ("/v1/enrol", .get, "POST"),
                ("/v1/exchange", .put, "POST"), ("/v1/health", .post, "GET"),
            ] {
                let response = try await client.send(PeerRequest(method: method, path: path, maxResponseBytes: 4096))
                #expect(response.status == 405)
                #expect(response.header("allow") == allowed)
                #expect(try response.refusal().code == "method_not_allowed")
            }
            for path in ["/", "/v1/exchange/", "/v2/exchange", "/v1", "/v1/%65xchange"] {
                let response = try await client.send(.post(path, [1]))
                #expect(response.status == 404, "\(path)")
                #expect(try response.refusal().code == "not_found")
            }
            #expect(await center.exchangeCount == 0)
        }
    }

    @Test func enrolmentTakesNoLargeBody() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        try await ServerRun.with(county, center) { server in
            let client = try county.client(port: server.port, paths: nil)
            let response = try await client.send(.post("/v1/enrol", [UInt8](repeating: 0, count: 100_000)))
            #expect(response.status == 413)
            #expect(await center.enrolmentCount == 0)
        }
    }

    @Test func aFaultOfTheNodeTellsThePeerANumberOnly() async throws {
        let county = try ServerCounty()
        try await ServerRun.with(county, ServerFaultyNode()) { server in
            let device = try ServerDevice(.generate(), of: county, port: server.port)
            var session = ExchangeSession()
            let response = try await device.client.send(.post("/v1/exchange", try device.nextFrame(&session)))
            #expect(response.status == 500)
            let error = try response.refusal()
            #expect(error.code == "internal_error")
            #expect(!error.message.contains("王秀英"))
            #expect(error.message.contains(/failure [0-9a-f]{8}$/))
        }
    }

    @Test func everyCodeHasItsStatusAndUnknownOnesAHint() {
        #expect(PeerErrorCode.allCases.allSatisfy { (400...599).contains($0.status) })
        #expect(ErrorBody(.inviteExpired, "").status == 410)
        #expect(ErrorBody(code: "of_tomorrow", message: "").status == 400)
        #expect(ErrorBody(code: "of_tomorrow", message: "", retryAfterSeconds: 3).status == 503)
    }

    @Test func settingsThatCannotServeAreRefused() throws {
        let county = try ServerCounty()
        let good = try county.serverConfiguration()
        let other = try county.credentials(of: .generate())
        let faults: [(String, (inout PeerServerConfiguration) -> Void)] = [
            ("port 70000", { $0.port = 70_000 }), ("concurrent exchanges", { $0.maximumConcurrentExchanges = 0 }),
            ("/nowhere.pem", { $0.certificateChainPath = "/nowhere.pem" }),
            ("/nowhere.key", { $0.privateKeyPath = "/nowhere.key" }),
            ("together", { $0.privateKeyPath = other.key }),
        ]
        for (naming, fault) in faults {
            var configuration = good
            fault(&configuration)
            do throws(PeerServerError) {
                _ = try PeerServer(
                    configuration: configuration, service: ServerFaultyNode(), root: county.authority.root,
                    logger: .init(label: "server-test"))
                Issue.record("accepted: \(naming)")
            } catch {
                #expect(error.description.contains(naming), "\(error)")
            }
        }
    }
}

/// A node whose store is broken, with a name in its error that must stay at home.
private struct ServerFaultyNode: PeerService {
    struct Fault: Error, CustomStringConvertible {
        let description = "cannot write the visit to 王秀英"
    }

    func exchange(_ request: ExchangeRequest, from caller: PeerCaller) async throws -> ExchangeResponse {
        throw Fault()
    }

    func exchangeFailed(_ failure: ExchangeFailure, of caller: PeerCaller) async {}

    func enrol(_ request: EnrolmentRequest) async throws -> EnrolmentResponse {
        throw Fault()
    }

    func take(_ piece: BlobPiece, from peer: PeerIdentity) async throws -> BlobState {
        throw Fault()
    }

    func part(_ question: BlobQuestion, for peer: PeerIdentity) async throws -> BlobPart {
        throw Fault()
    }
}
