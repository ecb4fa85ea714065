import Causality
import Identity
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

@Suite(.timeLimit(.minutes(1)))
struct ServerLoadTests {
    @Test func whoFindsTheNodeFullIsToldWhenToReturn() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let pairs = [DeviceKeyPair.generate(), .generate()]
        try await center.admit(pairs.map(\.key))
        var configuration = try county.serverConfiguration()
        configuration.maximumConcurrentExchanges = 1
        configuration.retryAfterSeconds = 3...9
        try await ServerRun.with(county, center, configuration) { server in
            let gate = await center.holdNextExchange()
            let first = Task { try await ServerDevice(pairs[0], of: county, port: server.port).sync().step }
            await gate.caller()
            let second = try ServerDevice(pairs[1], of: county, port: server.port)
            var session = ExchangeSession()
            let response = try await second.client.send(.post("/v1/exchange", try second.nextFrame(&session)))
            gate.open()
            #expect(response.status == 503)
            let error = try response.refusal()
            #expect(error.code == "busy")
            #expect((3...9).contains(response.retryAfterSeconds ?? 0))
            #expect(error.retryAfterSeconds.map(Int.init) == response.retryAfterSeconds)
            #expect(try await first.value == .complete)
            #expect(try await second.sync().step == .complete)
        }
    }

    @Test func aGracefulStopFinishesTheRequestInHand() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let pair = DeviceKeyPair.generate()
        try await center.admit([pair.key])
        var outcome: (step: ExchangeSession.Step, changes: Set<ChangeID>)?
        try await ServerRun.with(county, center) { server in
            let (gates, gateFound) = AsyncStream<ServerGate>.makeStream()
            let held = Task {
                let device = try ServerDevice(pair, of: county, port: server.port)
                try await device.sync()
                try device.replica.recordVisits(5)
                gateFound.yield(await center.holdNextExchange())
                let step = try await device.sync().step
                return (step, device.replica.changeIDs)
            }
            var iterator = gates.makeAsyncIterator()
            let gate = try #require(await iterator.next())
            await gate.caller()
            await server.stop()
            // The door closes first; each attempt takes its own time, so this does not spin.
            let other = try county.client(port: server.port, of: .generate())
            while await failure(of: other, .get("/v1/health"))?.code != "cannot-connect" {}
            gate.open()
            outcome = try await held.value
        }
        #expect(outcome?.step == .complete)
        let held = await center.changeIDs
        #expect(outcome?.changes == held)
        #expect(held.count == 8)
    }

    @Test func aConnectionThatSaysNothingIsClosed() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        var configuration = try county.serverConfiguration()
        configuration.idleTimeoutSeconds = 1
        try await ServerRun.with(county, center, configuration) { server in
            #expect(await ServerSilentClient.isClosed(port: server.port, withinSeconds: 20))
        }
    }

    @Test func aTakenPortIsNamed() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let listener = try TransportSilentListener()
        var configuration = try county.serverConfiguration()
        configuration.port = listener.port
        let taken = configuration
        let error = await #expect(throws: PeerServerError.self) {
            try await ServerRun.with(county, center, taken) { _ in }
        }
        #expect(error?.description.contains("port \(listener.port)") == true)
    }
}
