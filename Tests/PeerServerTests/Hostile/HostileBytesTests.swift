import Causality
import Identity
import Logging
import PeerServer
import PeerTransport
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Damaged bytes at every endpoint of a running server: a clear code each, nothing forged is stored, and an honest
/// device is served afterwards. A failure names its seed, and shows the bytes, which hold the run's own keys.
@Suite(.timeLimit(.minutes(3)))
struct HostileBytesTests {
    private static let seeds = 1_500
    /// What bytes alone can earn.
    private static let codes: Set<String> = [
        "bad_frame", "bad_message", "unsupported_version", "too_large", "bad_certificate_request", "wrong_code",
        "too_many_tries", "invite_used",
    ]

    /// A damaged form of `frame`: of the frame itself, of the message in it, or of two put together.
    private static func damaged(_ frame: [UInt8], _ stream: inout SeededStream) throws -> [UInt8] {
        let payload = try Frame.decode(frame)
        let plain: [UInt8] = [0x54, 0x53, 1, 0]
        switch stream.below(6) {
        case 0: return stream.damaged(frame)
        case 1: return try Frame.encode(stream.damaged(payload))
        case 2: return plain + stream.damaged(payload)
        case 3: return Array(frame.prefix(stream.below(frame.count)))
        case 4: return frame + stream.damaged(frame)
        default: return plain + payload + stream.damaged(payload)
        }
    }

    @Test func damagedExchangesStoreNothingForged() async throws {
        let log = ServerLog()
        try await ServerVillage.with(logger: Logger(label: "server-test") { _ in log }) { village in
            let (center, device) = (village.center, village.devices[0])
            try await device.sync()
            try device.replica.recordVisits(3)
            let honest = device.replica.changeIDs
            var session = ExchangeSession()
            let frame = try device.nextFrame(&session)
            var refused = 0
            for seed in 1...UInt64(Self.seeds) {
                var stream = SeededStream(seed: seed)
                let bytes = try Self.damaged(frame, &stream)
                let before = try await center.fingerprint
                let response = try await device.client.send(.post("/v1/exchange", bytes))
                #expect(response.contentType == Frame.contentType, "seed \(seed)")
                if response.status == 200 {
                    #expect(await center.changeIDs.isSubset(of: honest), "seed \(seed)")
                    continue
                }
                refused += 1
                let error = try response.refusal()
                #expect((400...499).contains(response.status), "seed \(seed): \(error); \(Hexadecimal.encode(bytes))")
                #expect(Self.codes.contains(error.code), "seed \(seed): \(error)")
                #expect(PeerErrorCode(rawValue: error.code)?.status == response.status, "seed \(seed)")
                #expect(try await center.fingerprint == before, "seed \(seed)")
            }
            #expect(refused > Self.seeds / 2)
            #expect(try await device.sync().step == .complete)
            #expect(await center.changeIDs == honest)
        }
        // Each refusal has its line, and no line has a word of the people.
        #expect(log.lines.count { $0.message == "request refused" } > Self.seeds / 2)
        for line in log.lines { #expect(!line.hasChinese, "\(line)") }
    }

    @Test func damagedEnrolmentsLetNobodyElseIn() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let code = InviteCode.generate()
        await center.invite(code)
        let pair = DeviceKeyPair.generate()
        let frame = try Frame.encode(
            WireCodec.encode(
                EnrolmentRequest(
                    code: code.text, certificateRequestDER: try CertificateRequest(for: pair, name: "新电脑").der,
                    deviceName: "新电脑")))
        try await ServerRun.with(county, center) { server in
            let client = try county.client(port: server.port, paths: nil)
            for seed in 1...UInt64(Self.seeds / 3) {
                var stream = SeededStream(seed: seed)
                let bytes = try Self.damaged(frame, &stream)
                let response = try await client.send(.post("/v1/enrol", bytes))
                #expect(response.contentType == Frame.contentType, "seed \(seed)")
                if response.status == 200 {
                    // What was damaged was not what counts: the certificate is of the key that signed.
                    let answer = try WireCodec.decodeEnrolmentResponse(Frame.decode(response.body))
                    let issued = try PeerIdentity(pem: answer.certificatePEM, root: county.authority.root)
                    #expect(issued.key == pair.key, "seed \(seed)")
                    continue
                }
                let error = try response.refusal()
                #expect((400...499).contains(response.status), "seed \(seed): \(error); \(Hexadecimal.encode(bytes))")
                #expect(Self.codes.contains(error.code), "seed \(seed): \(error)")
            }
        }
        // Another run of the server: it has forgotten who tried wrong codes.
        try await ServerRun.with(county, center) { server in
            let response = try await county.client(port: server.port, paths: nil).send(.post("/v1/enrol", frame))
            #expect(response.status == 200)
        }
    }

    @Test(arguments: ServerRefusalTests.badRequests)
    func badBytesAreRefusedByEnrolmentToo(request: ServerRefusalTests.BadRequest) async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        try await ServerRun.with(county, center) { server in
            let client = try county.client(port: server.port, paths: nil)
            let response = try await client.send(.post("/v1/enrol", request.body))
            #expect(response.status == request.status)
            #expect(try response.refusal().code == request.code)
            #expect(await center.enrolmentCount == 0)
            #expect(try await client.send(.get("/v1/health")).status == 200)
        }
    }

    /// A million groups within each other, small on the wire.
    @Test func deepNestingIsRefused() async throws {
        try await ServerVillage.with { village in
            let (center, device) = (village.center, village.devices[0])
            let before = try await center.fingerprint
            for opening: [UInt8] in [[0x0B], [0x7B], [0x1A, 0xFF, 0xFF, 0x03]] {
                let nested = try Frame.encode(Array((0..<1_000_000 / opening.count).map { _ in opening }.joined()))
                for path in ["/v1/exchange", "/v1/enrol"] {
                    let response = try await device.client.send(.post(path, nested))
                    let code = try response.refusal().code
                    // An enrolment is small: there it is the size that is refused.
                    #expect(code == (path == "/v1/enrol" ? "too_large" : "bad_message"), "\(path)")
                    #expect(PeerErrorCode(rawValue: code)?.status == response.status)
                }
            }
            #expect(try await center.fingerprint == before)
            #expect(try await device.sync().step == .complete)
        }
    }

    /// Bytes that came before are taken for what they are, in whatever order and how often they come (I6).
    @Test func replayedAndReorderedRequestsChangeNothing() async throws {
        try await ServerVillage.with { village in
            let (center, device) = (village.center, village.devices[0])
            try await device.sync()
            let empty = try await center.fingerprint
            var frames: [[UInt8]] = []
            for _ in 1...3 {
                // Each of these carries what the one before does not.
                frames.append(try device.frame(ofNewVisits: 2))
            }
            // The later ones have nothing to stand on.
            for frame in frames.dropFirst().reversed() {
                let response = try await device.client.send(.post("/v1/exchange", frame))
                #expect(response.status == 200)
                let answer = try WireCodec.decodeResponse(Frame.decode(response.body))
                #expect(answer.refusals.map(\.reason) == [.gap])
                #expect(try await center.fingerprint == empty)
            }
            for frame in frames { #expect(try await device.client.send(.post("/v1/exchange", frame)).status == 200) }
            let whole = try await center.fingerprint
            #expect(whole != empty)
            #expect(await center.changeIDs == device.replica.changeIDs)
            for frame in frames.reversed() + frames {
                #expect(try await device.client.send(.post("/v1/exchange", frame)).status == 200)
                #expect(try await center.fingerprint == whole)
            }
            #expect(try await device.sync().step == .complete)
        }
    }
}
