import Causality
import Identity
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

@Suite(.timeLimit(.minutes(2)))
struct ServerExchangeTests {
    @Test func aDaysWorkIsOneRequestAndSoIsAnIdleOne() async throws {
        try await ServerVillage.with { village in
            let (center, device) = (village.center, village.devices[0])
            #expect(try await device.sync().step == .complete)

            try device.replica.recordVisits(20)
            let day = try await device.sync()
            #expect(day.step == .complete)
            #expect(day.traffic.count == 1)
            #expect(await center.changeIDs == device.replica.changeIDs)

            let idle = try await device.sync()
            #expect(idle.step == .complete)
            #expect(idle.traffic.count == 1)
            let bytes = idle.traffic.reduce(0) { $0 + $1.sent + $1.received }
            #expect(bytes <= 400, "an idle exchange has \(bytes) bytes of bodies")
            let onWire = idle.traffic.reduce(0) { $0 + $1.onWire }
            #expect(onWire <= 600, "an idle exchange has \(onWire) bytes with its heads")
        }
    }

    @Test func whatOneDeviceWroteReachesAnother() async throws {
        try await ServerVillage.with(devices: 2) { village in
            let (writer, reader) = (village.devices[0], village.devices[1])
            try await writer.sync()
            try writer.replica.recordVisits(3)
            try await writer.sync()
            #expect(try await reader.sync().step == .complete)
            #expect(reader.replica.changeIDs == writer.replica.changeIDs)
        }
    }

    /// Who does not say that it reads columns may be a program of before them.
    @Test(arguments: [true, false]) func bodiesComeInColumnsOnlyToWhoReadsThem(_ reads: Bool) async throws {
        try await ServerVillage.with(devices: 2) { village in
            let (writer, reader) = (village.devices[0], village.devices[1])
            try await writer.sync()
            try writer.replica.recordVisits(20)
            try await writer.sync()
            var session = ExchangeSession()
            var request = try WireCodec.decodeRequest(Frame.decode(reader.nextFrame(&session)))
            request.readsColumns = reads
            let answer = try await reader.client.send(.post("/v1/exchange", Frame.encode(WireCodec.encode(request))))
            let message = try Frame.decode(answer.body)
            let response = try WireCodec.decodeResponse(message)
            #expect(response.readsColumns)
            #expect(!response.segments.isEmpty)
            #expect(WireCodec.encode(response, inColumns: reads) == message)
            #expect(WireCodec.encode(response, inColumns: !reads) != message)
        }
    }

    /// 1970, as after a dead battery, and 2150: clocks are recorded, they decide nothing.
    @Test(arguments: [(0, 5_680_281_600_000), (5_680_281_600_000, 0)] as [(Int64, Int64)])
    func wrongClocksStopNothing(center centerClock: Int64, device deviceClock: Int64) async throws {
        try await ServerVillage.with(centerClock: centerClock) { village in
            let (center, device) = (village.center, village.devices[0])
            device.replica.clock = deviceClock
            try await device.sync()
            try device.replica.recordVisits(2)
            #expect(try await device.sync().step == .complete)
            #expect(await center.changeIDs == device.replica.changeIDs)
        }
    }

    @Test func hundredsOfRequestsShareOneConnection() async throws {
        try await ServerVillage.with { village in
            let (center, device) = (village.center, village.devices[0])
            try await device.sync()
            var opened = 0
            for _ in 0..<400 {
                for exchange in try await device.sync().traffic where exchange.openedConnection { opened += 1 }
            }
            #expect(opened == 0)
            #expect(await center.exchangeCount > 400)
        }
    }

    @Test func twentyDevicesAtOnceLoseNothing() async throws {
        try await ServerVillage.with(devices: 20, exchangesAtOnce: 20) { village in
            let (county, center, port) = (village.county, village.center, village.server.port)
            let directory = await center.changeIDs.count
            let written = try await withThrowingTaskGroup(of: Set<ChangeID>.self) { group in
                for pair in village.pairs {
                    group.addTask {
                        let device = try ServerDevice(pair, of: county, port: port)
                        try await device.sync()
                        try device.replica.recordVisits(20)
                        let own = device.replica.changeIDs
                        try await device.sync()
                        return own
                    }
                }
                return try await group.reduce(into: Set<ChangeID>()) { $0.formUnion($1) }
            }
            let held = await center.changeIDs
            #expect(held.count == directory + 20 * 20)
            #expect(written.isSubset(of: held))
        }
    }
}
