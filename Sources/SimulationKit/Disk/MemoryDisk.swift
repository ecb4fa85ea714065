import Replication

/// A disk in memory. What a commit wrote has reached it when the commit returns, as `synchronous=FULL` promises.
final class MemoryDisk: SimulatedDisk {
    static let hasPages = false

    let storage = FaultyStorage(MemoryStorage())
    var witness: [UInt8]?
    /// What a power cut leaves.
    private var synced = MemoryStorage.State()

    init() {
        storage.didCommit = { [unowned self] in sync() }
    }

    private func sync() { synced = storage.base.state }

    func copy() -> MemoryStorage.State { synced }

    func put(_ folder: MemoryStorage.State) {
        storage.base.overwrite(with: folder)
        sync()
    }

    func erase() { put(MemoryStorage.State()) }

    func losePower() { storage.base.overwrite(with: synced) }

    func damagePage(_ draw: Randomness) {}

    let isOpen = true

    func openEngine(_ make: EngineSettings, mayBeDamaged: Bool) throws -> ReplicaEngine<SimulatedCodec> {
        try storage.read {
            guard try ReplicaEngine.directoryFollowsFromLog(make.codec, $0) else {
                throw SimulationFailure(.merge, "the directory does not follow from its log")
            }
            return try ReplicaEngine(
                codec: make.codec, understoodKinds: make.understoodKinds, anchors: make.anchors, ownKey: make.ownKey,
                opening: $0)
        }
    }

    func examine(_ engine: ReplicaEngine<SimulatedCodec>) -> StoreVerdict { .sound }

    func rebuild(_ engine: ReplicaEngine<SimulatedCodec>) -> Bool { false }

    func close() {}
}
