import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Where a directory record has several readings, as after a restore of the center, the stricter one counts; which was
/// recorded later, by whatever clock, decides nothing (I24).
@Suite struct DisputedDirectoryTests {
    private typealias Grant = DirectorySchema.Grant
    private let village = SmallCounty.village
    private let other = SmallCounty.otherVillage
    private let codec = ProtobufChangeCodec()
    private let draft = DirectoryDraft(codec: ProtobufChangeCodec(), author: RecordID(rawValue: 1))
    private let device: SeededKey
    private let foreign: SeededKey
    private let anchors: TrustAnchors
    private let id = RecordID(rawValue: 77)

    init() throws {
        var stream = SeededStream(seed: 5)
        device = try SeededKey(&stream)
        foreign = try SeededKey(&stream)
        anchors = TrustAnchors(keys: [try SeededKey(&stream).key])
    }

    /// The authority of a directory that holds these records, each written concurrently by its drafts; and again with
    /// the clocks the other way round. Both must be the same.
    private func authority(_ records: [[ChangeDraft]]) throws -> Authority {
        let both = try [1, -1].map { direction -> Authority in
            let storage = MemoryStorage()
            try storage.write { transaction in
                for readings in records {
                    let changes = try readings.enumerated().map { index, draft -> (id: ChangeID, body: ChangeBody) in
                        let body = ChangeBody(
                            salt: UInt64(index), kind: draft.kind, record: draft.record, author: draft.author,
                            enteredBy: nil, recordedAt: Int64(1000 + direction * index), supersedes: [],
                            writes: draft.writes.sorted { $0.register < $1.register }, remainingInUnit: 0)
                        return (id: Hash(of: try codec.encode(body)).changeID, body: body)
                    }
                    let key = RecordKey(scope: .directory, kind: readings[0].kind, id: readings[0].record)
                    transaction.setState(RecordState(folding: changes), of: key)
                }
            }
            return try storage.read {
                try ReplicaEngine(
                    codec: codec, understoodKinds: [], anchors: anchors, ownKey: nil, opening: $0
                ).authority
            }
        }
        #expect(both[0] == both[1], "the later reading decided")
        return both[0]
    }

    private var enrolled: [[ChangeDraft]] {
        [[draft.device(device.key, name: "D", role: "device", area: nil, people: [])]]
            + [village, other].enumerated().map {
                [draft.scope(RecordID(rawValue: UInt128(10 + $0)), number: $1, area: nil, purpose: "village")]
            }
    }

    @Test func aGrantThatReadsTwoWaysGivesTheLesserRight() throws {
        let grants = [true, false].map {
            draft.grant(id, device: device.key.device, scope: village, mayWrite: $0)
        }
        let authority = try authority(enrolled + [grants])
        let found = try #require(authority.device(device.key.hash))
        #expect(found.writes == [])
        #expect(found.reads == [village])
    }

    @Test func aGrantThatNamesTwoScopesGivesNeither() throws {
        let grants = [village, other].map {
            draft.grant(id, device: device.key.device, scope: $0, mayWrite: true)
        }
        let authority = try authority(enrolled + [grants])
        // It stays known: what it signs is held, not refused.
        let found = try #require(authority.device(device.key.hash))
        #expect(found.reads == [])
    }

    @Test func anEndThatReadsTwoWaysEndsAtTheEarlierPlace() throws {
        let log = LogID(scope: village, replica: ReplicaID(rawValue: 3))
        let early = LogPosition(log: log, seq: 2, hash: Hash(of: [2]))
        let late = LogPosition(log: log, seq: 5, hash: Hash(of: [5]))
        let authority = try authority(
            enrolled + [
                [draft.grant(RecordID(rawValue: 76), device: device.key.device, scope: village, mayWrite: true)],
                [[late], [early]].map {
                    draft.grantEnd(id, device: device.key.device, heads: $0, reason: "lost")
                },
            ])
        #expect(try #require(authority.device(device.key.hash)).end == [early])
    }

    @Test func endsOnTwoBranchesAtOnePlaceAdmitNothingOfTheLog() throws {
        let log = LogID(scope: village, replica: ReplicaID(rawValue: 3))
        let places = [1, 2].map { LogPosition(log: log, seq: 4, hash: Hash(of: [UInt8($0)])) }
        let grant = draft.grant(RecordID(rawValue: 76), device: device.key.device, scope: village, mayWrite: true)
        for ids in [[id, id], [id, RecordID(rawValue: 78)], [RecordID(rawValue: 78), id]] {
            let ends = zip(ids, places).map {
                draft.grantEnd($0, device: device.key.device, heads: [$1], reason: "lost")
            }
            let authority = try authority(
                enrolled + [[grant]] + (ids[0] == ids[1] ? [ends] : ends.map { [$0] }))
            #expect(try #require(authority.device(device.key.hash)).end == [])
        }
    }

    @Test func oneEndThatNamesTwoBranchesAtOnePlaceAdmitsNothingOfTheLog() throws {
        let log = LogID(scope: village, replica: ReplicaID(rawValue: 3))
        let places = [1, 2].map { LogPosition(log: log, seq: 4, hash: Hash(of: [UInt8($0)])) }
        let grant = draft.grant(RecordID(rawValue: 76), device: device.key.device, scope: village, mayWrite: true)
        for heads in [places, places.reversed()] {
            let end = draft.grantEnd(id, device: device.key.device, heads: heads, reason: "lost")
            let authority = try authority(enrolled + [[grant], [end]])
            #expect(try #require(authority.device(device.key.hash)).end == [])
        }
    }

    /// A body that cannot be read is of no record, and a ruling on no record must not find it.
    @Test func aRulingOnNoRecordSaysNothing() throws {
        let change = ChangeID(high: 1, low: 1)
        let nowhere = RecordKey(scope: village, kind: RecordKind(rawValue: 0), id: RecordID(rawValue: 0))
        let authority = try authority(
            enrolled + [[draft.ruling(id, change: change, of: nowhere, admits: false, reason: "")]])
        #expect(!authority.isRuled(change, of: nowhere))
    }

    @Test func anAdmissionThatNamesTwoChangesAdmitsNeither() throws {
        let changes = [1, 2].map { ChangeID(high: $0, low: 0) }
        let record = RecordKey(scope: village, kind: RecordKind(rawValue: 101), id: RecordID(rawValue: 9))
        for admits in [true, false] {
            let authority = try authority(
                enrolled + [changes.map { draft.ruling(id, change: $0, of: record, admits: admits, reason: "") }])
            #expect(changes.map { authority.isRuled($0, of: record) } == [!admits, !admits])
        }
    }

    @Test func aDeviceKeepsTheKeyOfItsID() throws {
        let wrong = draft.device(foreign.key, name: "F", role: "device", area: nil, people: [])
        let disguised = ChangeDraft(
            kind: wrong.kind, record: device.key.device, author: wrong.author, supersedes: [], writes: wrong.writes)
        let authority = try authority(
            [
                [draft.device(device.key, name: "D", role: "device", area: nil, people: []), disguised],
                [draft.scope(RecordID(rawValue: 10), number: village, area: nil, purpose: "village")],
                [draft.grant(id, device: device.key.device, scope: village, mayWrite: true)],
            ])
        #expect(authority.device(device.key.hash)?.writes == [village])
        #expect(authority.device(foreign.key.hash) == nil)
    }
}
