import CaseFile
import Causality
import Replication
import WireProtocol

/// The directory of the cases: a county with two villages, a device that may write the first, and what a case adds.
struct CountyMaker {
    static let village = ScopeID(rawValue: 0xAA)
    static let otherVillage = ScopeID(rawValue: 0xBB)
    static let draft = DirectoryDraft(codec: BodyMaker.codec, author: BodyMaker.author)
    /// The kinds that the nodes of the cases understand: the directory's, and one more.
    static let kinds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 102]

    /// The center's log of the directory.
    private(set) var log = LogMaker(.center, in: .directory, nonce: 200)
    /// The record of the device's grant to write the village.
    static let grant = id(30)

    static func id(_ number: UInt8) -> RecordID {
        RecordID(rawValue: 0x0190_A6E0_7B00_7000_9000_0000_0000_0000 + UInt128(number))
    }

    /// `granted: false` leaves the device's grant out.
    init(granted: Bool = true) throws {
        try add(CountyMaker.draft.scope(CountyMaker.id(10), number: CountyMaker.village, area: nil, purpose: "village"))
        try add(
            CountyMaker.draft.scope(CountyMaker.id(11), number: CountyMaker.otherVillage, area: nil, purpose: "village")
        )
        try add(CountyMaker.draft.device(VectorKey.device.key, name: "D", role: "device", area: nil, people: []))
        if granted { try add(CountyMaker.writeGrant()) }
    }

    static func writeGrant(_ record: RecordID = grant, to key: VectorKey = .device, in scope: ScopeID = village)
        -> ChangeDraft
    { draft.grant(record, device: key.key.device, scope: scope, mayWrite: true) }

    static func end(_ record: RecordID, at heads: [LogPosition], of key: VectorKey = .device) -> ChangeDraft {
        draft.grantEnd(record, device: key.key.device, heads: heads, reason: "设备遗失")
    }

    static func ruling(_ record: RecordID, _ body: [UInt8], admits: Bool, about: RecordKey? = nil) -> ChangeDraft {
        draft.ruling(
            record, change: BodyMaker.id(body),
            of: about ?? RecordKey(scope: village, kind: BodyMaker.kind, id: BodyMaker.record), admits: admits,
            reason: "核实")
    }

    /// The directory record withdrawn, beside whatever else it says.
    static func withdrawal(_ kind: RecordKind, _ record: RecordID) -> ChangeDraft {
        let state: Value = .group([GroupMember(1, .code("withdrawn")), GroupMember(2, .text("误录"))])
        return ChangeDraft(
            kind: kind, record: record, author: draft.author, supersedes: [],
            writes: [.init(register: DirectorySchema.lifecycle, value: draft.codec.encode(state))])
    }

    /// A directory record with the values given, for what the center would not write.
    static func odd(_ kind: RecordKind, _ record: RecordID, _ values: [(RegisterNumber, Value)]) -> ChangeDraft {
        ChangeDraft(
            kind: kind, record: record, author: draft.author, supersedes: [],
            writes: values.map { .init(register: $0, value: draft.codec.encode($1)) })
    }

    /// Adds a change; `at` is its minute, by which nothing may be decided.
    mutating func add(_ change: ChangeDraft, at minute: Int? = nil) throws {
        log.append(try BodyMaker.body(change, at: minute ?? 100 + log.bodies.count))
    }

    /// The members of an input that every case about a node has.
    static func input(_ segments: [[UInt8]]) -> KeyValuePairs<String, FieldValue> {
        [
            "anchors": .hexList([VectorKey.center.key.x963]), "understood_kinds": .numbers(kinds),
            "segments": .hexList(segments),
        ]
    }
}
