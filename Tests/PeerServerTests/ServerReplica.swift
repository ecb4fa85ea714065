import Causality
import Identity
import Replication
import WireProtocol

/// The production engine over a store in memory, with the key of one machine.
final class ServerReplica {
    static let village = ScopeID(rawValue: 0x1001)
    static let visit = RecordKind(rawValue: 102)
    private static let understoodKinds: Set<RecordKind> = [
        visit, DirectorySchema.areaKind, DirectorySchema.scopeKind, DirectorySchema.organisationKind,
        DirectorySchema.userKind, DirectorySchema.deviceKind, DirectorySchema.grantKind,
        DirectorySchema.grantEndKind, DirectorySchema.rulingKind, DirectorySchema.settingKind,
    ]

    let pair: DeviceKeyPair
    let storage: MemoryStorage
    private(set) var engine: ReplicaEngine<ProtobufChangeCodec>
    /// Milliseconds since 1970 by the machine's own clock, right or wrong.
    var clock: Int64 = 1_750_000_000_000

    init(pair: DeviceKeyPair, centerKey: DeviceKey, state: MemoryStorage.State = MemoryStorage.State()) throws {
        self.pair = pair
        storage = MemoryStorage(state: state)
        engine = try storage.read {
            try ReplicaEngine(
                codec: ProtobufChangeCodec(), understoodKinds: ServerReplica.understoodKinds,
                anchors: TrustAnchors(keys: [centerKey]), ownKey: pair.key, opening: $0)
        }
    }

    var environment: NodeEnvironment {
        let clock = clock
        return NodeEnvironment(signer: pair, now: { clock }, random: { .random(in: .min ... .max) })
    }

    var changeIDs: Set<ChangeID> { Set(storage.state.changeIDs) }

    /// How far what is held of a scope has come, as its user sees it.
    func custody(of scope: ScopeID) throws -> CustodyCount {
        try storage.read { try engine.custodyCount(of: scope, isCenter: false, $0) }
    }

    func write<Result>(
        _ body: (inout ReplicaEngine<ProtobufChangeCodec>, MemoryTransaction) throws -> Result
    ) throws -> Result {
        var changed = engine
        let result = try storage.write { try body(&changed, $0) }
        engine = changed
        return result
    }

    /// Records `count` visits to households of the village, each with a narrative of some hundred characters.
    func recordVisits(_ count: Int) throws {
        for number in 0..<count {
            try write { engine, transaction in
                let narrative = "第\(number)户：" + String(repeating: "老人说水渠堵了，盼着早点修好。", count: 20)
                let draft = ChangeDraft(
                    kind: ServerReplica.visit, record: environment.newRecordID(), author: pair.key.device,
                    supersedes: [],
                    writes: [.init(register: RegisterNumber(rawValue: 2), value: engine.codec.encode(.text(narrative)))]
                )
                _ = try engine.save([draft], in: ServerReplica.village, transaction, environment: environment)
            }
        }
    }

    /// Records changes whose bytes do not compress, as one unit.
    func recordNoise(count: Int, bytesEach: Int) throws {
        var generator = SystemRandomNumberGenerator()
        try write { engine, transaction in
            let drafts = (0..<count).map { _ in
                let noise = (0..<bytesEach / 8).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
                return ChangeDraft(
                    kind: ServerReplica.visit, record: environment.newRecordID(), author: pair.key.device,
                    supersedes: [],
                    writes: [.init(register: RegisterNumber(rawValue: 9_999), value: EncodedValue(bytes: noise))])
            }
            _ = try engine.save(drafts, in: ServerReplica.village, transaction, environment: environment)
        }
    }

    /// Writes, as the center, the village and the grants of `devices` into the directory.
    func admit(_ devices: [DeviceKey]) throws {
        try write { engine, transaction in
            let draft = DirectoryDraft(codec: engine.codec, author: pair.key.device)
            var drafts = [
                draft.scope(environment.newRecordID(), number: ServerReplica.village, area: nil, purpose: "village")
            ]
            for device in devices {
                drafts.append(draft.device(device, name: "电脑", role: "device", area: nil, people: []))
                drafts.append(
                    draft.grant(
                        environment.newRecordID(), device: device.device, scope: ServerReplica.village, mayWrite: true))
            }
            _ = try engine.save(drafts, in: .directory, transaction, environment: environment)
        }
    }
}
