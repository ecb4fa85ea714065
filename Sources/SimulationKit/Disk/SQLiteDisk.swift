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
    /// SQLite, "WAL-mode File Format", 1.1.
    private static let logHeaderBytes = 32

    private(set) var storage: FaultyStorage<SQLiteReplicaStorage>
    private(set) var isOpen = true
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
    ///
    /// Where the store's own connection does not flush each commit, the log ends where it was flushed last: at its
    /// beginning, for only a checkpoint flushes it then (SQLite, "PRAGMA synchronous", NORMAL in WAL mode).
    func losePower() throws {
        var set = try copy()
        let isFlushed = try !isOpen || storage.base.flushesEachCommit()
        for index in set.files.indices where set.files[index].name == SQLiteDisk.log {
            if !isFlushed { set.files[index].bytes = set.files[index].bytes.prefix(SQLiteDisk.logHeaderBytes) }
            set.files[index].bytes.append(Data(repeating: 0x5A, count: 777))
        }
        try put(set)
    }

    func damagePage(_ draw: Randomness) throws {
        try storage.base.close()
        let path = folder + "/" + SQLiteDisk.database
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let page = draw.below(max(1, bytes.count / SQLiteDisk.pageBytes))
        for _ in 0..<64 {
            let offset = page * SQLiteDisk.pageBytes + draw.below(SQLiteDisk.pageBytes)
            if offset < bytes.count { bytes[bytes.startIndex + offset] ^= UInt8(1 + draw.below(255)) }
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        try? reopen()
    }

    func openEngine(_ make: EngineSettings, mayBeDamaged: Bool) throws -> ReplicaEngine<SimulatedCodec> {
        if !isOpen { try reopen() }
        let (engine, rebuilt) = try storage.base.openEngine(
            codec: make.codec, understoodKinds: make.understoodKinds, anchors: make.anchors, ownKey: make.ownKey)
        guard rebuilt == nil || mayBeDamaged else {
            throw SimulationFailure(.merge, "the directory does not follow from its log")
        }
        return engine
    }

    func examine(_ engine: ReplicaEngine<SimulatedCodec>) -> StoreVerdict {
        guard isOpen else { return .broken }
        let doctor = StoreDoctor(storage.base)
        func key(_ hash: Hash) -> DeviceKey? {
            engine.authority.key(hash) ?? (engine.ownKey?.hash == hash ? engine.ownKey : nil)
        }
        do {
            guard try doctor.integrityFaults().isEmpty, try doctor.verifyLogs(key: key).isSound else { return .broken }
            let folded = try doctor.digestFoldedAnew { try engine.rebuild($0, $1) }
            let isSound = try doctor.stateDigest() == folded && doctor.upstreamFaults(key: key).isEmpty
            return isSound ? .sound : .mendable
        } catch {
            return .broken
        }
    }

    func rebuild(_ engine: ReplicaEngine<SimulatedCodec>) throws -> Bool {
        let doctor = StoreDoctor(storage.base)
        let dropped = try doctor.dropUpstreamFaults { engine.authority.key($0) }
        try doctor.rebuildStates { try engine.rebuild($0, $1) }
        return !dropped.isEmpty
    }

    func close() throws { try storage.base.close() }

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
        isOpen = false
        let commitHook = storage.didCommit
        let failure = storage.failure
        storage = FaultyStorage(try SQLiteReplicaStorage(folder: folder))
        isOpen = true
        storage.didCommit = commitHook
        storage.failure = failure
    }
}
