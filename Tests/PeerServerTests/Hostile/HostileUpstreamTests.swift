import Causality
import Identity
import PeerServer
import Replication
import Testing
import WireProtocol

/// A hub that lies, between a device and the county: what it can do is delay. Nothing is lost, nobody is told more than
/// is proven, and an honest upstream mends it.
@Suite(.timeLimit(.minutes(2)))
struct HostileUpstreamTests {
    private let village = ServerReplica.village

    /// A county with a writer and a reader who have synced once, each with the center itself.
    private func with(
        _ use: (ServerCounty, ServerCenter, ServerRun, _ writer: ServerDevice, _ reader: ServerDevice) async throws
            -> Void
    ) async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let pairs = [DeviceKeyPair.generate(), .generate()]
        try await center.admit(pairs.map(\.key))
        try await ServerRun.with(county, center) { server in
            let devices = try pairs.map { try ServerDevice($0, of: county, port: server.port) }
            for device in devices { try await device.sync() }
            try await use(county, center, server, devices[0], devices[1])
        }
    }

    /// It drops what it is given and claims to hold it.
    @Test func aHubThatKeepsEverythingBackIsNotBelieved() async throws {
        try await with { county, center, server, writer, _ in
            try writer.replica.recordVisits(3)
            let before = try await center.fingerprint
            let liar = ServerLiar(center) { request, answer in
                // Equal on both sides, it says: nothing differs, nothing is refused.
                request = request.with(segments: [])
                answer = answer.with(scopes: [], segments: [], receipts: [], refusals: [])
            }
            try await ServerRun.with(county, liar) { lying in
                let deceived = try ServerDevice(writer, of: county, port: lying.port)
                #expect(try await deceived.sync().step == .complete)
                let custody = try deceived.replica.custody(of: village)
                #expect(custody.held == 3)
                #expect(custody.atUpstream == 3)
                #expect(custody.atCounty == 0)
            }
            #expect(try await center.fingerprint == before)
            // The device still has it, and an honest upstream gets it.
            #expect(try await writer.sync().step == .complete)
            #expect(await center.changeIDs == writer.replica.changeIDs)
            #expect(try writer.replica.custody(of: village).atCounty == 3)
        }
    }

    /// It keeps others' changes back and says so or not: the device notices that it lacks something.
    @Test func aHubThatWithholdsStallsTheSyncAndLosesNothing() async throws {
        try await with { county, center, server, writer, reader in
            try writer.replica.recordVisits(3)
            try await writer.sync()
            let before = try reader.replica.fingerprint
            let liar = ServerLiar(center) { _, answer in answer = answer.with(segments: []) }
            try await ServerRun.with(county, liar) { lying in
                let deceived = try ServerDevice(reader, of: county, port: lying.port)
                #expect(try await deceived.sync().step == .stalled)
            }
            #expect(try reader.replica.fingerprint == before)
            #expect(try await reader.sync().step == .complete)
            #expect(reader.replica.changeIDs == writer.replica.changeIDs)
        }
    }

    /// It leaves one change out of the middle.
    @Test func aLogWithAHoleIsNotTaken() async throws {
        try await with { county, center, server, writer, reader in
            try writer.replica.recordVisits(4)
            try await writer.sync()
            let before = try reader.replica.fingerprint
            let liar = ServerLiar(center) { _, answer in
                answer = answer.with(segments: answer.segments.map { $0.withoutEntry(at: 1) })
            }
            try await ServerRun.with(county, liar) { lying in
                let deceived = try ServerDevice(reader, of: county, port: lying.port)
                try await deceived.sync()
            }
            #expect(try reader.replica.fingerprint == before)
            #expect(try await reader.sync().step == .complete)
            #expect(reader.replica.changeIDs == writer.replica.changeIDs)
        }
    }

    /// Receipts that nobody at the center signed, or that say something else than was signed.
    @Test func forgedAndForeignReceiptsAreNotBelieved() async throws {
        try await with { county, center, server, writer, reader in
            try writer.replica.recordVisits(2)
            let vector = try writer.replica.storage.read { try writer.replica.engine.vector(of: village, in: $0) }
            let hub = reader.replica.pair
            let issuer = ReplicaID(rawValue: 1)
            let signed = try Receipt(signing: vector, of: village, at: 1, by: issuer, with: hub)
            let foreign = try Receipt(signing: vector, of: village, at: 1, by: issuer, with: DeviceKeyPair.generate())
            let posing = Receipt(
                scope: village, signerKeyHash: county.centerPair.key.hash, vector: vector, issuedAt: 1,
                issuer: issuer, signature: signed.signature)
            let moved = try Receipt(signing: vector, of: .directory, at: 1, by: issuer, with: county.centerPair)
            let elsewhere = Receipt(
                scope: village, signerKeyHash: moved.signerKeyHash, vector: vector, issuedAt: 1,
                issuer: issuer, signature: moved.signature)
            let liar = ServerLiar(center) { request, answer in
                request = request.with(segments: [])
                answer = answer.with(
                    scopes: [], segments: [], receipts: [signed, foreign, posing, elsewhere], refusals: [])
            }
            try await ServerRun.with(county, liar) { lying in
                try await ServerDevice(writer, of: county, port: lying.port).sync()
            }
            #expect(try writer.replica.custody(of: village).atCounty == 0)
            #expect(try await writer.sync().step == .complete)
            #expect(try writer.replica.custody(of: village).atCounty == 2)
        }
    }
}
