import Foundation
import ReplicaStore
import Replication

/// A disk with a real store in real files; copies are copies of the file set.
final class SQLiteDisk: SimulatedDisk {
    /// The files of a data folder by name.
    struct FileSet {
        var files: [(name: String, bytes: Data)]
    }

    static let hasPages = true
    private static let database = "store.sqlite"
    private static let log = "store.sqlite-wal"
    private static let pageBytes = 4096

    private(set) var storage: FaultyStorage<SQLiteReplicaStorage>
    var witness: [UInt8]?
    private let folder: String

    init() throws {
        // Memory, where the system offers it as files: what fsync promises is simulated here, and nothing waits for it.
        let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = base + "/tingsu-sim-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        storage = FaultyStorage(try SQLiteReplicaStorage(folder: folder))
    }

    deinit {
        try? storage.base.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func copy() throws -> FileSet {
        // The lock and the shared memory are of the running process; the log beside the database holds what is not yet
        // in it.
        FileSet(
            files: try [SQLiteDisk.database, SQLiteDisk.log].compactMap { name in
                let path = folder + "/" + name
                guard FileManager.default.fileExists(atPath: path) else { return nil }
                return (name, try Data(contentsOf: URL(fileURLWithPath: path)))
            })
    }

    func put(_ set: FileSet) throws {
        try replaceFiles(by: set)
        try reopen()
    }

    func erase() throws { try put(FileSet(files: [])) }

    /// The power goes while a commit is being written: half a frame stands at the end of the log.
    func losePower() throws {
        var set = try copy()
        for index in set.files.indices where set.files[index].name == SQLiteDisk.log {
            set.files[index].bytes.append(Data(repeating: 0x5A, count: 777))
        }
        try put(set)
    }

    func damagePage(_ draw: Randomness, key: (Hash) -> DeviceKey?) throws -> Bool {
        try storage.base.close()
        let path = folder + "/" + SQLiteDisk.database
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let page = draw.below(max(1, bytes.count / SQLiteDisk.pageBytes))
        for _ in 0..<64 {
            let offset = page * SQLiteDisk.pageBytes + draw.below(SQLiteDisk.pageBytes)
            if offset < bytes.count { bytes[bytes.startIndex + offset] ^= UInt8(1 + draw.below(255)) }
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        return try isFoundDamaged(key)
    }

    func close() throws { try storage.base.close() }

    /// What the doctor would say: a store that does not open, or a page or a chain that is not what it was.
    private func isFoundDamaged(_ key: (Hash) -> DeviceKey?) throws -> Bool {
        do {
            try reopen()
            let doctor = StoreDoctor(storage.base)
            if try !doctor.integrityFaults().isEmpty { return true }
            return try !doctor.verifyLogs(key: key).faults.isEmpty
        } catch {
            return true
        }
    }

    private func replaceFiles(by set: FileSet) throws {
        try? storage.base.close()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
        for file in set.files {
            try file.bytes.write(to: URL(fileURLWithPath: folder + "/" + file.name))
        }
    }

    private func reopen() throws {
        try? storage.base.close()
        let commitHook = storage.didCommit
        let failure = storage.failure
        storage = FaultyStorage(try SQLiteReplicaStorage(folder: folder))
        storage.didCommit = commitHook
        storage.failure = failure
    }
}
