import Foundation
import Identity
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

/// What the node behind the endpoints hears of who asks: the program that they name, and where they failed.
@Suite(.timeLimit(.minutes(1)))
struct ServerCallerTests {
    private func client(
        _ village: ServerVillage, _ userAgent: String, paths: (certificate: String, key: String)?
    ) throws -> PeerClient {
        try village.county.client(port: village.server.port, paths: paths, userAgent: userAgent)
    }

    private func client(_ village: ServerVillage, _ userAgent: String) throws -> PeerClient {
        try client(
            village, userAgent, paths: try village.county.credentials(of: village.devices[0].replica.pair))
    }

    @Test(arguments: [
        ("tingsu/0.1.0", "0.1.0"), ("tingsu/9.9 (Debian)", "9.9"), ("curl/8.14.1", nil), ("tingsu/<b>1</b>", nil),
        ("tingsu/" + String(repeating: "1", count: 4_000), nil),
    ])
    func theProgramThatACallerNamesIsPassedOnAndAnythingElseIsNone(userAgent: String, version: String?) async throws {
        try await ServerVillage.with { village in
            var session = ExchangeSession()
            let frame = try village.devices[0].nextFrame(&session)
            let response = try await client(village, userAgent).send(.post("/v1/exchange", frame))
            #expect(response.status == 200)
            let caller = try #require(await village.center.lastCaller)
            #expect(caller.identity.node == village.devices[0].replica.pair.key.device)
            #expect(caller.program?.text == version)
            #expect(await village.center.failures.isEmpty)
        }
    }

    @Test(arguments: ServerRefusalTests.badRequests)
    func aProvenCallerThatIsRefusedIsTold(request: ServerRefusalTests.BadRequest) async throws {
        try await ServerVillage.with { village in
            let response = try await client(village, "tingsu/0.0.9").send(.post("/v1/exchange", request.body))
            #expect(response.status == request.status)
            let failures = await village.center.failures
            #expect(failures.map(\.failure) == [.refused(code: request.code)])
            #expect(failures.first?.caller.identity.node == village.devices[0].replica.pair.key.device)
            #expect(failures.first?.caller.program?.text == "0.0.9")
        }
    }

    @Test func aLineThatBreaksWithinARequestIsTold() async throws {
        try await ServerVillage.with { village in
            let pair = village.devices[0].replica.pair
            let line = try await HostileClient(
                port: village.server.port, of: village.county, paths: try village.county.credentials(of: pair))
            line.send("GET /v1/health HTTP/1.1\r\nHost: hub\r\n\r\n")
            #expect(await line.hears("tingsu 1"))
            line.send(
                "POST /v1/exchange HTTP/1.1\r\nHost: hub\r\nUser-Agent: tingsu/0.0.9\r\n"
                    + "Content-Type: \(Frame.contentType)\r\nContent-Length: 1000\r\n\r\nTS")
            line.close()
            while await village.center.failures.isEmpty { await Task.yield() }
            let failure = try #require(await village.center.failures.first)
            #expect(failure.failure == .lineLost && failure.failure.code == "line_lost")
            #expect(failure.caller.identity.node == pair.key.device)
        }
    }

    @Test func whoIsNotProvenIsNobodysFailure() async throws {
        try await ServerVillage.with { village in
            for paths in [nil, try village.county.credentialsWithoutNodeName()] {
                let response = try await client(village, "tingsu/0.0.9", paths: paths).send(.post("/v1/exchange", []))
                #expect(response.status == 403)
            }
            #expect(await village.center.failures.isEmpty)
        }
    }

    @Test func onlyAnAnswerToAProvenCallerNamesTheProgramThatAnswers() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        var configuration = try county.serverConfiguration()
        configuration.program = ProgramVersion("1.2.3")
        try await ServerRun.with(county, center, configuration) { server in
            let pair = DeviceKeyPair.generate()
            try await center.admit([pair.key])
            let device = try ServerDevice(pair, of: county, port: server.port)
            var session = ExchangeSession()
            let answer = try await device.client.send(.post("/v1/exchange", try device.nextFrame(&session)))
            #expect(answer.status == 200 && answer.header("server") == "tingsu/1.2.3")
            let anybody = try county.client(port: server.port, paths: nil)
            for request in [PeerRequest.post("/v1/exchange", []), .post("/v1/enrol", []), .get("/v1/health")] {
                #expect(try await anybody.send(request).header("server") == nil)
            }
        }
    }
}
