import Causality
import Replication
import SeedTestKit
import WireProtocol

/// One machine of a test: the production engine and codec over a store in memory.
final class EngineNode {
    let name: String
    let signer: SeededKey
    let storage: MemoryStorage
    let anchors: TrustAnchors
    private(set) var engine: ReplicaEngine<ProtobufChangeCodec>
    /// This machine's wall clock in milliseconds since 1970; it stands still but for a tick with each save.
    var time: Int64 = 1_790_000_000_000
    private var stream: SeededStream

    static let kind = RecordKind(rawValue: 102)
    /// A kind that older programs do not understand.
    static let newKind = RecordKind(rawValue: 199)
    static let directoryKinds: Set<RecordKind> = [
        DirectorySchema.areaKind, DirectorySchema.scopeKind, DirectorySchema.organisationKind,
        DirectorySchema.userKind, DirectorySchema.deviceKind, DirectorySchema.grantKind,
        DirectorySchema.grantEndKind, DirectorySchema.rulingKind, DirectorySchema.settingKind,
    ]

    init(
        _ name: String, signer: SeededKey, anchors: TrustAnchors, seed: UInt64,
        state: MemoryStorage.State = MemoryStorage.State()
    ) throws {
        self.name = name
        self.signer = signer
        self.anchors = anchors
        stream = SeededStream(seed: seed)
        storage = MemoryStorage(state: state)
        engine = try EngineNode.open(storage, anchors, signer.key, [EngineNode.kind])
    }

    private static func open(
        _ storage: MemoryStorage, _ anchors: TrustAnchors, _ key: DeviceKey, _ kinds: Set<RecordKind>
    ) throws -> ReplicaEngine<ProtobufChangeCodec> {
        try storage.read {
            try ReplicaEngine(
                codec: ProtobufChangeCodec(), understoodKinds: directoryKinds.union(kinds), anchors: anchors,
                ownKey: key, opening: $0)
        }
    }

    var environment: NodeEnvironment {
        NodeEnvironment(signer: signer, now: { self.time }, random: { self.stream.next() })
    }

    func write<Result>(
        _ body: (inout ReplicaEngine<ProtobufChangeCodec>, MemoryTransaction) throws -> Result
    ) throws -> Result {
        var changed = engine
        let result = try storage.write { try body(&changed, $0) }
        engine = changed
        return result
    }

    func read<Result>(_ body: (MemoryTransaction) throws -> Result) throws -> Result { try storage.read(body) }

    // MARK: Disks

    /// Opens the store again, as an upgrade or a restart does.
    func reopen(understanding kinds: Set<RecordKind> = [EngineNode.kind]) throws {
        engine = try EngineNode.open(storage, anchors, signer.key, kinds)
    }

    /// Puts an older store back, without anybody noticing.
    func restore(_ state: MemoryStorage.State) throws {
        storage.overwrite(with: state)
        try reopen()
    }

    /// What a node does after `IncarnationDecision.retire`.
    func retire() throws { try storage.write { $0.setCurrentReplica(nil) } }

    func witness(machine: String = "m1") throws -> Witness? {
        try read { try Witness(of: $0, machine: machine, last: nil) }
    }

    // MARK: Records

    /// Saves one change of one record.
    @discardableResult
    func put(
        _ record: RecordKey, _ values: [UInt32: String], superseding: [ChangeID] = []
    ) throws -> StoredChange {
        guard let change = try put([record], values, superseding: superseding).first else { throw NothingSaved() }
        return change
    }

    /// Saves one unit: the same values in every record.
    @discardableResult
    func put(
        _ records: [RecordKey], _ values: [UInt32: String], superseding: [ChangeID] = []
    ) throws -> [StoredChange] {
        guard let scope = records.first?.scope else { throw NothingSaved() }
        time += 1000
        let codec = engine.codec
        let drafts = records.map { record in
            ChangeDraft(
                kind: record.kind, record: record.id, author: signer.key.device, supersedes: superseding,
                writes: values.keys.sorted().map {
                    .init(
                        register: RegisterNumber(rawValue: $0), value: codec.encode(.text(values[$0] ?? "")))
                })
        }
        return try write { try $0.save(drafts, in: scope, $1, environment: environment) }
    }

    /// What the form of a record shows when it is opened: the ids that the next save replaces.
    func open(_ record: RecordKey) throws -> [ChangeID] { try state(of: record)?.livingChanges ?? [] }

    func state(of record: RecordKey) throws -> RecordState? {
        try read { $0.state(of: record) }
    }

    /// The distinct values that stand in a register, sorted.
    func values(_ record: RecordKey, _ register: UInt32 = 2) throws -> [String] {
        let codec = engine.codec
        return try (state(of: record)?.readings(of: RegisterNumber(rawValue: register), codec: codec) ?? Readings()).map
        {
            if case .text(let text) = $0.value { text } else { "\($0.value)" }
        }.sorted()
    }

    var changeIDs: Set<ChangeID> { Set(storage.state.changeIDs) }

    func heads(in scope: ScopeID) throws -> [LogPosition] { try read { $0.heads(in: scope) } }

    func standing(of change: ChangeID) throws -> Standing? {
        try read { $0.changes(standing: Standing.allCases).first { $0.change == change }?.standing }
    }

    func custody(of scope: ScopeID, isCenter: Bool = false) throws -> CustodyCount {
        try read { try engine.custodyCount(of: scope, isCenter: isCenter, $0) }
    }

    func receive(_ segment: Segment) throws -> SegmentOutcome { try write { try $0.receive(segment, $1) } }

    /// The merged states of a scope, for comparing nodes byte for byte.
    func mergedStates(of scope: ScopeID) -> [RecordState] {
        storage.state.sortedRecords.filter { $0.key.scope == scope }.map(\.state)
    }

    struct NothingSaved: Error {}
}
