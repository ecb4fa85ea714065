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

    func damagePage(_ draw: Randomness, key: (Hash) -> DeviceKey?) -> Bool { false }

    func close() {}
}
