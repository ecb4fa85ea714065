import Causality
import Replication
import SeedTestKit
import WireProtocol

/// One machine of a simulated county: the production engine over a store in memory.
final class SimulatedNode {
    let name: String
    let signer: SeededKey
    let storage: MemoryStorage
    let anchors: TrustAnchors
    var engine: ReplicaEngine<ProtobufChangeCodec>
    /// Nil for the center.
    var parent: SimulatedNode?
    /// What somebody at this machine was looking at when the form was opened.
    var opened: [RecordKey: [ChangeID]] = [:]
    var snapshot: MemoryStorage.State?
    private var stream: SeededStream

    init(
        name: String, signer: SeededKey, anchors: TrustAnchors, parent: SimulatedNode?, seed: UInt64,
        state: MemoryStorage.State = MemoryStorage.State()
    ) throws {
        self.name = name
        self.signer = signer
        self.anchors = anchors
        self.parent = parent
        stream = SeededStream(seed: seed)
        storage = MemoryStorage(state: state)
        engine = try SimulatedNode.open(storage, anchors, signer.key)
    }

    static let kind = RecordKind(rawValue: 102)
    static let registers = (2...4).map { RegisterNumber(rawValue: UInt32($0)) }
    static let understoodKinds: Set<RecordKind> = [
        kind, DirectorySchema.areaKind, DirectorySchema.scopeKind, DirectorySchema.organisationKind,
        DirectorySchema.userKind, DirectorySchema.deviceKind, DirectorySchema.grantKind,
        DirectorySchema.grantEndKind, DirectorySchema.rulingKind, DirectorySchema.settingKind,
    ]

    private static func open(
        _ storage: MemoryStorage, _ anchors: TrustAnchors, _ key: DeviceKey
    ) throws -> ReplicaEngine<ProtobufChangeCodec> {
        try storage.read {
            try ReplicaEngine(
                codec: ProtobufChangeCodec(), understoodKinds: understoodKinds, anchors: anchors, ownKey: key,
                opening: $0)
        }
    }

    /// Wall clock and random numbers of this machine; the clock jumps about, since it must decide nothing.
    func environment(at time: Int64) -> NodeEnvironment {
        NodeEnvironment(signer: signer, now: { time }, random: { self.stream.next() })
    }

    func write<Result>(
        _ body: (inout ReplicaEngine<ProtobufChangeCodec>, MemoryTransaction) throws -> Result
    ) throws -> Result {
        var changed = engine
        let result = try storage.write { try body(&changed, $0) }
        engine = changed
        return result
    }

    /// Puts an older store back. `isNoticed`: the witness was there, so the replica retires at once.
    func restore(_ state: MemoryStorage.State, isNoticed: Bool) throws {
        storage.overwrite(with: state)
        engine = try SimulatedNode.open(storage, anchors, signer.key)
        if isNoticed { try storage.write { $0.setCurrentReplica(nil) } }
    }

    func changeIDs() -> Set<ChangeID> { Set(storage.state.changeIDs) }

    /// Saves a unit of one or two changes to records of a village.
    func edit(_ records: [RecordKey], value: Int, at time: Int64) throws {
        try write { engine, transaction in
            let drafts = records.map { record in
                ChangeDraft(
                    kind: record.kind, record: record.id, author: signer.key.device,
                    supersedes: opened[record] ?? [],
                    writes: [
                        .init(
                            register: SimulatedNode.registers[value % 3],
                            value: engine.codec.encode(.text("\(name) \(value)")))
                    ])
            }
            let saved = try engine.save(
                drafts, in: records[0].scope, transaction, environment: environment(at: time))
            // After a save the read set is the saved change.
            for change in saved { opened[change.record] = [change.change] }
        }
    }

    /// Opens the form: what is shown now is what the next save replaces.
    func open(_ record: RecordKey) throws {
        opened[record] = try storage.read { $0.state(of: record)?.livingChanges }
    }
}
