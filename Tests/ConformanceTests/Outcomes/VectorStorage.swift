import Foundation
import ReplicaStore
import Replication

/// A store on the disk for one case; its folder goes with it.
final class VectorStorage {
    let storage: SQLiteReplicaStorage
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "tingsu-vectors-" + UUID().uuidString
        storage = try SQLiteReplicaStorage(folder: folder)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func stateDigest() throws -> Hash { try StoreDoctor(storage).stateDigest() }
}
