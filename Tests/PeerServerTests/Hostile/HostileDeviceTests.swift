import Causality
import Identity
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

/// An enrolled machine that sends well-formed messages in bad faith, to a running server: a refusal for the log, nothing
/// changed, and an honest device served afterwards.
@Suite(.timeLimit(.minutes(2)))
struct HostileDeviceTests {
    private let village = ServerReplica.village

    /// What a device with five changes can make of its honest segment, and what it earns.
    struct Forgery: CustomTestStringConvertible, Sendable {
        let name: String
        let reason: Refusal.Reason
        let forge: @Sendable (Segment, _ own: DeviceKeyPair, _ other: DeviceKeyPair) throws -> Segment

        var testDescription: String { name }
    }

    static let forgeries: [Forgery] = [
        Forgery(name: "head of another key", reason: .badSignature) { segment, _, other in
            segment.with(heads: try segment.heads.map { try SignedHead(signing: $0.position, with: other) })
        },
        Forgery(name: "head without a signature", reason: .badSignature) { segment, _, _ in
            segment.with(
                heads: segment.heads.map {
                    SignedHead(position: $0.position, signature: [UInt8](repeating: 0, count: 64))
                })
        },
        Forgery(name: "no head", reason: .badSignature) { segment, _, _ in segment.with(heads: []) },
        Forgery(name: "another body below the head", reason: .badSignature) { segment, _, _ in
            var body = segment.entries[0].body
            body[body.count - 1] ^= 1
            return segment.with(entries: [LogEntry(body: body)] + segment.entries.dropFirst())
        },
        Forgery(name: "entries in another order", reason: .badSignature) { segment, _, _ in
            segment.with(entries: segment.entries.reversed())
        },
        Forgery(name: "an entry twice", reason: .badSignature) { segment, _, _ in
            segment.with(entries: [segment.entries[0]] + segment.entries)
        },
        Forgery(name: "an entry less", reason: .badSignature) { segment, _, _ in
            segment.withoutEntry(at: 1)
        },
        Forgery(name: "begins later", reason: .gap) { segment, _, _ in
            segment.with(firstSeq: 7, genesis: .some(nil), heads: [])
        },
        Forgery(name: "another's genesis", reason: .badGenesis) { segment, _, other in
            let genesis = Genesis(
                deviceKeyHash: other.key.hash, nonce: RecordID(rawValue: 1), previous: nil, previousHeads: [])
            return segment.with(genesis: .some(genesis))
        },
        Forgery(name: "genesis of a stranger", reason: .unknownSigner) { segment, _, _ in
            let stranger = DeviceKeyPair.generate()
            let genesis = Genesis(
                deviceKeyHash: stranger.key.hash, nonce: RecordID(rawValue: 1), previous: nil, previousHeads: [])
            return try segment.resigned(as: genesis, in: segment.log.scope, with: stranger)
        },
        Forgery(name: "scope of nobody", reason: .unknownScope) { segment, own, _ in
            guard let genesis = segment.genesis else { return segment }
            return try segment.resigned(as: genesis, in: ScopeID(rawValue: 0x9999), with: own)
        },
    ]

    @Test(arguments: forgeries) func aForgedLogIsRefusedAndChangesNothing(forgery: Forgery) async throws {
        try await ServerVillage.with(devices: 2) { village in
            let (center, device, other) = (village.center, village.devices[0], village.devices[1])
            try await device.sync()
            let honest = try WireCodec.decodeRequest(Frame.decode(device.frame(ofNewVisits: 5)))
            let segment = try #require(honest.segments.first)
            let forged = try forgery.forge(segment, device.replica.pair, other.replica.pair)
            let before = try await center.fingerprint
            let answer = try await device.post([forged])
            #expect(answer.refusals.map(\.reason) == [forgery.reason])
            #expect(try await center.fingerprint == before)
            // Beside a good log it costs the good one nothing.
            try await other.sync()
            let good = try WireCodec.decodeRequest(Frame.decode(other.frame(ofNewVisits: 1))).segments
            #expect(try await other.post([forged] + good).refusals.map(\.reason) == [forgery.reason])
            #expect(await center.changeIDs == other.replica.changeIDs)
            for honest in [device, other, device] { #expect(try await honest.sync().step == .complete) }
            #expect(await center.changeIDs == device.replica.changeIDs)
            #expect(device.replica.changeIDs.count == other.replica.changeIDs.count)
        }
    }

    /// What stands behind the last valid head is not stored, and is no loss.
    @Test func anUnsignedTailIsLeftBehind() async throws {
        try await ServerVillage.with { village in
            let (center, device) = (village.center, village.devices[0])
            try await device.sync()
            let held = device.replica.changeIDs
            let frame = try device.frame(ofNewVisits: 5)
            let segment = try #require(try WireCodec.decodeRequest(Frame.decode(frame)).segments.first)
            let third = try device.replica.storage.read { $0.signedHeads(of: segment.log, in: 3...3) }
            #expect(try await device.post([segment.with(heads: third)]).refusals.isEmpty)
            #expect(await center.changeIDs.count == held.count + 3)
            #expect(try await device.sync().step == .complete)
            #expect(await center.changeIDs == device.replica.changeIDs)
        }
    }

    /// Two branches of one log, both signed by their device: the first stands, the second is named a fork, and who reads
    /// gets the first alone.
    @Test func anEquivocatingDeviceIsHeldToItsFirstWord() async throws {
        try await ServerVillage.with(devices: 2) { village in
            let (center, device, reader) = (village.center, village.devices[0], village.devices[1])
            try await device.sync()
            try device.replica.recordVisits(3)
            try await device.sync()
            let twin = try village.clone(of: device)
            let first = try WireCodec.decodeRequest(Frame.decode(device.frame(ofNewVisits: 2))).segments
            let second = try WireCodec.decodeRequest(Frame.decode(twin.frame(ofNewVisits: 4))).segments
            let log = try #require(first.first?.log)
            #expect(try #require(second.first).log == log)
            #expect(try await device.post(first).forks.isEmpty)
            let before = try await center.fingerprint
            for _ in 1...3 {
                let answer = try await twin.post(second)
                #expect(answer.forks == [log])
                #expect(try await center.fingerprint == before)
            }
            // Both in one message, in either order.
            for segments in [first + second, second + first] {
                #expect(try await twin.post(segments).forks == [log])
                #expect(try await center.fingerprint == before)
            }
            #expect(try await reader.sync().step == .complete)
            #expect(reader.replica.changeIDs == device.replica.changeIDs)
            // Where it was a cloned disk and no bad faith, nothing of it is lost either (I29).
            let own = twin.replica.changeIDs
            #expect(try await twin.sync().step == .complete)
            #expect(await center.changeIDs == own.union(device.replica.changeIDs))
        }
    }

    /// One scope named twice, or what no message may hold, is refused as a whole.
    @Test func aScopeTwiceIsABadMessage() async throws {
        try await ServerVillage.with { village in
            let (center, device) = (village.center, village.devices[0])
            try await device.sync()
            let honest = try WireCodec.decodeRequest(Frame.decode(device.frame(ofNewVisits: 1)))
            let before = try await center.fingerprint
            let twice = ExchangeRequest(
                scopes: honest.scopes + honest.scopes, segments: honest.segments, probes: [], responseBytes: 0,
                receiptIssuers: honest.receiptIssuers)
            let response = try await device.client.send(
                .post("/v1/exchange", try Frame.encode(WireCodec.encode(twice))))
            #expect(response.status == 400)
            #expect(try response.refusal().code == "bad_message")
            #expect(try await center.fingerprint == before)
        }
    }
}

extension ServerDevice {
    /// Sends segments as they are, and answers what came back.
    func post(_ segments: [Segment]) async throws -> ExchangeResponse {
        let request = ExchangeRequest(scopes: [], segments: segments, probes: [], responseBytes: 0, receiptIssuers: [])
        let response = try await client.send(.post("/v1/exchange", try Frame.encode(WireCodec.encode(request))))
        guard response.status == 200 else { throw try response.refusal() }
        return try WireCodec.decodeResponse(Frame.decode(response.body))
    }
}

extension Segment {
    /// The segment with other parts in place of its own.
    fileprivate func with(
        firstSeq: UInt64? = nil, genesis: Genesis?? = nil, entries: [LogEntry]? = nil, heads: [SignedHead]? = nil
    ) -> Segment {
        Segment(
            log: log, firstSeq: firstSeq ?? self.firstSeq, genesis: genesis ?? self.genesis,
            entries: entries ?? self.entries, heads: heads ?? self.heads)
    }

    /// The segment without one entry, and with its heads moved to where they would then be.
    func withoutEntry(at index: Int) -> Segment {
        var entries = entries
        entries.remove(at: index)
        let heads = heads.map {
            SignedHead(
                position: LogPosition(log: log, seq: $0.position.seq - 1, hash: $0.position.hash),
                signature: $0.signature)
        }
        return with(entries: entries, heads: heads.filter { $0.position.seq >= firstSeq })
    }

    /// The same bodies in a log of another genesis or scope, with a good signature of `signer`.
    fileprivate func resigned(as genesis: Genesis, in scope: ScopeID, with signer: DeviceKeyPair) throws -> Segment {
        let log = LogID(scope: scope, replica: genesis.replica)
        var previous = genesis.chainStart(in: scope)
        for (index, entry) in entries.enumerated() {
            let header = ChangeHeader(
                scope: scope, replica: log.replica, seq: UInt64(index + 1), bodyHash: Hash(of: entry.body),
                previous: previous)
            previous = header.hash
        }
        let head = try SignedHead(
            signing: LogPosition(log: log, seq: UInt64(entries.count), hash: previous), with: signer)
        return Segment(log: log, firstSeq: 1, genesis: genesis, entries: entries, heads: [head])
    }
}
