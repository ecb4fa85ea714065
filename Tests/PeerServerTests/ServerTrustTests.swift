import Identity
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

@Suite(.timeLimit(.minutes(1)))
struct ServerTrustTests {
    @Test func withoutACertificateOnlyEnrolmentAndHealthAnswer() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        try await ServerRun.with(county, center) { server in
            let stranger = try county.client(port: server.port, paths: nil)
            let refused = try await stranger.send(.post("/v1/exchange", [1, 2, 3]))
            #expect(refused.status == 403)
            #expect(try refused.refusal().code == "certificate_required")
            #expect(await center.exchangeCount == 0)

            let health = try await stranger.send(.get("/v1/health"))
            #expect(health.status == 200)
            #expect(health.contentType == "text/plain")
            #expect(String(decoding: health.body, as: UTF8.self) == "tingsu \(WireCodec.protocolVersion)\n")
        }
    }

    @Test func aMachineEnrolsAndThenExchanges() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let code = InviteCode.generate()
        await center.invite(code)
        try await ServerRun.with(county, center) { server in
            let pair = DeviceKeyPair.generate()
            let request = EnrolmentRequest(
                code: code.grouped, certificateRequestDER: try CertificateRequest(for: pair, name: "新电脑").der,
                deviceName: "新电脑")
            let stranger = try county.client(port: server.port, paths: nil)
            let response = try await stranger.send(
                .post("/v1/enrol", try Frame.encode(WireCodec.encode(request))))
            #expect(response.status == 200)
            let answer = try WireCodec.decodeEnrolmentResponse(Frame.decode(response.body))
            let certificate = try PeerIdentity(pem: answer.certificatePEM, root: county.authority.root)
            #expect(certificate.key == pair.key)

            try await center.admit([pair.key])
            let device = try ServerDevice(pair, of: county, port: server.port)
            #expect(try await device.sync().step == .complete)

            let other = EnrolmentRequest(
                code: code.text, certificateRequestDER: try CertificateRequest(for: .generate(), name: "另一台").der,
                deviceName: "另一台")
            let second = try await stranger.send(.post("/v1/enrol", try Frame.encode(WireCodec.encode(other))))
            #expect(second.status == 409)
            #expect(try second.refusal().code == "invite_used")
        }
    }

    @Test func aCertificateOfAnotherCountyEndsTheHandshake() async throws {
        let county = try ServerCounty()
        let other = try ServerCounty(county: "别的县")
        let center = try ServerCenter(county)
        try await ServerRun.with(county, center) { server in
            let client = try county.client(port: server.port, paths: try other.credentials(of: .generate()))
            for path in ["/v1/exchange", "/v1/enrol"] {
                let error = await failure(of: client, .post(path, [1]))
                #expect(error?.code == "client-certificate-rejected", "\(String(describing: error))")
            }
            #expect(await center.exchangeCount == 0)
        }
    }

    @Test func aCertificateThatNamesNoNodeIsRefused() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        try await ServerRun.with(county, center) { server in
            let client = try county.client(port: server.port, paths: try county.credentialsWithoutNodeName())
            let response = try await client.send(.post("/v1/exchange", [1]))
            #expect(response.status == 403)
            #expect(try response.refusal().code == "certificate_unusable")
            #expect(await center.exchangeCount == 0)
        }
    }

    @Test func wrongCodesAreSlowedDownAndRightOnesAreNot() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        try await ServerRun.with(county, center) { server in
            let client = try county.client(port: server.port, paths: nil)
            let request = try Frame.encode(
                WireCodec.encode(
                    EnrolmentRequest(
                        code: InviteCode.generate().text,
                        certificateRequestDER: try CertificateRequest(for: .generate(), name: "x").der,
                        deviceName: "x")))
            let tries = Int(EnrolmentThrottle.triesPerAddress)
            for _ in 0..<tries {
                let response = try await client.send(.post("/v1/enrol", request))
                #expect(response.status == 403)
                #expect(try response.refusal().code == "wrong_code")
            }
            let slowed = try await client.send(.post("/v1/enrol", request))
            #expect(slowed.status == 429)
            #expect(try slowed.refusal().code == "too_many_tries")
            #expect((1...30).contains(slowed.retryAfterSeconds ?? 0))
            #expect(await center.enrolmentCount == tries)
        }
    }
}
