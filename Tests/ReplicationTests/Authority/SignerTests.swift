import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Who may sign what, and that the carrier of a log means nothing (FAILURES.md F13; DESIGN.md section 8).
@Suite struct SignerTests {
    private let village = SmallCounty.village
    private let otherVillage = SmallCounty.otherVillage

    @Test func aRecordOfAnotherVillageIsStoredRelayedAndHeld() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let reader = try county.machine("R")
        let device = try county.machine("D", writes: [village])
        let record = SmallCounty.record(in: otherVillage)
        let change = try device.put(record, [2: "trespass"])
        try settle([(hub, county.center), (device, hub), (reader, county.center)])
        for node in [hub, county.center, reader] {
            #expect(try node.standing(of: change.change) == .held)
            #expect(try node.state(of: record) == nil)
        }
        // The writer itself reads the same directory.
        #expect(try device.standing(of: change.change) == .held)
    }

    @Test func aSquattedReplicaIdIsRefused() throws {
        let county = try SmallCounty()
        let victim = try county.machine("V")
        let squatter = try county.machine("S")
        let knowing = try county.machine("K")
        for node in [victim, squatter, knowing] { try node.sync(with: county.center) }
        try victim.put(SmallCounty.record(), [2: "mine"])
        try squatter.put(SmallCounty.record(), [2: "not mine"])
        let honest = try #require(try victim.handOut(village, to: county.center).first)
        let own = try #require(try squatter.handOut(village, to: county.center).first)

        // The squatter's genesis under the victim's id.
        let squatted = own.with(
            heads: try own.heads.map {
                let position = LogPosition(log: honest.log, seq: $0.position.seq, hash: $0.position.hash)
                return try SignedHead(signing: position, with: squatter.signer)
            }, log: honest.log)
        #expect(try knowing.receive(squatted) == .refused(.badGenesis))
        #expect(try knowing.receive(squatted.with(genesis: .some(nil))) == .refused(.gap))
        #expect(try knowing.heads(in: village).isEmpty)
        // Where the victim's genesis is known, only the victim's key counts.
        #expect(try knowing.receive(honest) == .stored(1))
        #expect(try knowing.receive(squatted.with(entries: own.entries + own.entries)) == .refused(.badSignature))
        #expect(try knowing.values(SmallCounty.record()) == ["mine"])
    }

    @Test func anUnknownSignerIsRefusedStoringNothingUntilTheDirectoryMovesOn() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let stranger = try county.stranger("S")
        try hub.sync(with: county.center)
        let change = try stranger.put(SmallCounty.record(), [2: "early"])
        let before = hub.changeIDs

        let refused = try stranger.sync(with: hub)
        let log = change.position.log
        #expect(
            refused.session.refusals.contains(
                Refusal(scope: log.scope, replica: log.replica, reason: .unknownSigner)))
        #expect(hub.changeIDs == before)
        #expect(try hub.read { $0.genesis(of: log.replica) } == nil)
        #expect(stranger.changeIDs.contains(change.change))
        // Nothing is handed to somebody without a grant.
        #expect(try stranger.heads(in: .directory).isEmpty)

        try county.enrol(stranger, writes: [village])
        try hub.sync(with: county.center)
        #expect(try stranger.sync(with: hub).step == .complete)
        #expect(try hub.standing(of: change.change) == .applied)
        #expect(try stranger.values(SmallCounty.record()) == ["early"])
    }

    /// Hubs may write every village, and still what they carry is judged by who signed it.
    @Test func authorityNeverFollowsTheCarrier() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let device = try county.machine("D", writes: [village])
        let record = SmallCounty.record(in: otherVillage)
        let change = try device.put(record, [2: "trespass"])
        let twin = try county.clone(device, as: "D'")
        // A fork makes the hub issue one of the two again, in its own log.
        let left = try device.put(record, [2: "left"])
        let right = try twin.put(record, [2: "right"])
        let hub2 = try county.machine("H2")
        try settle([(hub, county.center), (hub2, county.center), (device, hub), (twin, hub2), (hub, county.center)])
        let reissued = try county.center.read { $0.reissuedChanges() }
        #expect(!reissued.isEmpty)
        for node in [hub, hub2, county.center] {
            for change in [change, left, right] { #expect(try node.standing(of: change.change) == .held) }
            #expect(try node.state(of: record) == nil)
        }
        // And admission reaches the re-issued ones too.
        try county.enrol(device, writes: [otherVillage])
        #expect(try county.center.values(record) == ["left", "right", "trespass"])
    }

    @Test func aDirectoryWrittenByADeviceIsNotAdmitted() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        let draft = DirectoryDraft(codec: device.engine.codec, author: device.signer.key.device)
        let grant = draft.grant(
            RecordID(rawValue: 77), device: device.signer.key.device, scope: otherVillage, mayWrite: true)
        let saved = try device.write {
            try $0.save([grant], in: .directory, $1, environment: device.environment)
        }
        try device.sync(with: county.center)
        let change = try #require(saved.first)
        #expect(try county.center.standing(of: change.change) == .held)
        for node in [device, county.center] {
            #expect(node.engine.authority.readableScopes(of: device.signer.key.hash) == [.directory, village])
        }
    }

    @Test func aRevokedDeviceMayStillDeliverAndIsHandedNothing() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let other = try county.machine("O")
        try device.put(SmallCounty.record(1), [2: "before"])
        try device.sync(with: county.center)
        try county.end(device)
        let late = try device.put(SmallCounty.record(2), [2: "late"])
        try other.put(SmallCounty.record(3), [2: "secret"])
        try other.sync(with: county.center)

        #expect(try device.sync(with: county.center).step == .complete)
        #expect(try county.center.standing(of: late.change) == .held)
        #expect(try county.center.values(SmallCounty.record(1)) == ["before"])
        #expect(try county.center.state(of: SmallCounty.record(2)) == nil)
        #expect(try device.state(of: SmallCounty.record(3)) == nil)
        #expect(try device.heads(in: village).count == 1)
    }
}
