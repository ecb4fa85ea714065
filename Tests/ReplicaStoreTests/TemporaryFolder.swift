import Foundation
import ReplicaStore

/// A folder that goes when the test is over.
final class TemporaryFolder {
    let path = NSTemporaryDirectory() + "tingsu-store-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var store: String { path + "/store" }

    func open(projector: (any RecordProjector)? = nil) throws -> SQLiteReplicaStorage {
        try SQLiteReplicaStorage(folder: store, projector: projector)
    }

    /// The names in a folder, sorted.
    func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
