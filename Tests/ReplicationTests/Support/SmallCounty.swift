import Causality
import Replication
import SeedTestKit
import WireProtocol

/// A center with two villages in its directory, and the machines that a test adds.
final class SmallCounty {
    static let village = ScopeID(rawValue: 0x1001)
    static let otherVillage = ScopeID(rawValue: 0x1002)

    let center: EngineNode
    private var stream: SeededStream

    init(seed: UInt64 = 1) throws {
        var stream = SeededStream(seed: seed)
        let key = try SeededKey(&stream)
        center = try EngineNode("C", signer: key, anchors: TrustAnchors(keys: [key.key]), seed: stream.next())
        self.stream = stream
        try centerWrites { draft, environment in
            [SmallCounty.village, SmallCounty.otherVillage].map {
                draft.scope(environment.newRecordID(), number: $0, area: nil, purpose: "village")
            }
        }
    }

    /// A record of the village.
    static func record(_ number: Int = 1, in scope: ScopeID = village, kind: RecordKind = EngineNode.kind) -> RecordKey
    {
        RecordKey(scope: scope, kind: kind, id: RecordID(rawValue: UInt128(number)))
    }

    /// A machine that the directory does not know.
    func stranger(_ name: String) throws -> EngineNode {
        let key = try SeededKey(&stream)
        return try EngineNode(name, signer: key, anchors: center.anchors, seed: stream.next())
    }

    /// A machine with the right to write the scopes given.
    func machine(_ name: String, writes: [ScopeID] = [village, otherVillage]) throws -> EngineNode {
        let node = try stranger(name)
        try enrol(node, writes: writes)
        return node
    }

    /// A second machine with the disk and the key of `node`.
    func clone(_ node: EngineNode, as name: String) throws -> EngineNode {
        let twin = try EngineNode(
            name, signer: node.signer, anchors: node.anchors, seed: stream.next(), state: node.storage.state)
        twin.time = node.time
        return twin
    }

    // MARK: What the center decides

    /// Answers the ids of the grants.
    @discardableResult
    func enrol(_ node: EngineNode, writes: [ScopeID]) throws -> [RecordID] {
        var grants: [RecordID] = []
        try centerWrites { draft, environment in
            grants = writes.map { _ in environment.newRecordID() }
            return [draft.device(node.signer.key, name: node.name, role: "device", area: nil, people: [])]
                + zip(grants, writes).map {
                    draft.grant($0, device: node.signer.key.device, scope: $1, mayWrite: true)
                }
        }
        return grants
    }

    /// Ends all grants of a machine at the places given, or at what the center holds of its logs.
    func end(_ node: EngineNode, at heads: [LogPosition]? = nil) throws {
        let key = node.signer.key
        let held = try center.read { store in store.logs(signedBy: key.hash).compactMap { store.head(of: $0) } }
        try centerWrites { draft, environment in
            [draft.grantEnd(environment.newRecordID(), device: key.device, heads: heads ?? held, reason: "lost")]
        }
    }

    /// Rules on one change; answers the ruling's record.
    @discardableResult
    func rule(_ change: StoredChange, admits: Bool, superseding: [ChangeID] = [], as id: RecordID? = nil) throws
        -> StoredChange
    {
        let saved = try centerWrites { draft, environment in
            [
                draft.ruling(
                    id ?? environment.newRecordID(), change: change.change, of: change.record, admits: admits,
                    reason: "heard both", supersedes: superseding)
            ]
        }
        guard let ruling = saved.first else { throw EngineNode.NothingSaved() }
        return ruling
    }

    /// Withdraws a record of the directory.
    func withdraw(_ kind: RecordKind, _ id: RecordID) throws {
        let state: Value = .group([GroupMember(1, .code("withdrawn")), GroupMember(2, .text("by mistake"))])
        try centerWrites { draft, _ in
            [
                ChangeDraft(
                    kind: kind, record: id, author: draft.author, supersedes: [],
                    writes: [.init(register: DirectorySchema.lifecycle, value: draft.codec.encode(state))])
            ]
        }
    }

    @discardableResult
    func centerWrites(
        _ drafts: (DirectoryDraft<ProtobufChangeCodec>, NodeEnvironment) -> [ChangeDraft]
    ) throws -> [StoredChange] {
        center.time += 1000
        let environment = center.environment
        let draft = DirectoryDraft(codec: center.engine.codec, author: center.signer.key.device)
        return try center.write {
            try $0.save(drafts(draft, environment), in: .directory, $1, environment: environment)
        }
    }
}

/// Syncs each machine with its upstream until nothing moves any more; answers the rounds that took.
@discardableResult
func settle(_ links: [(lower: EngineNode, upper: EngineNode)]) throws -> Int {
    let scopes = [ScopeID.directory, SmallCounty.village, SmallCounty.otherVillage]
    func heights() throws -> [[LogPosition]] {
        try links.flatMap { [$0.lower, $0.upper] }.flatMap { node in try scopes.map { try node.heads(in: $0) } }
    }
    for round in 1...20 {
        let before = try heights()
        for link in links { try link.lower.sync(with: link.upper) }
        if try heights() == before { return round }
    }
    throw NeverQuiet()
}

struct NeverQuiet: Error {}
