import Foundation
import GRDB
import Replication

extension SQLiteReplicaStorage {
    /// Writes a copy of the store, as of now and in one file, to `path`, which must not exist.
    ///
    /// The copy bears a mark, so that a store put back from it opens as a new incarnation (DESIGN.md section 7). It is
    /// named only when it is whole and on the disk, and its owner alone may read it. Throws `StoreError.fileExists`,
    /// `.system` where the disk is full or cannot be written, and what SQLite throws.
    public func backup(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.fileExists(path) }
        let unfinished = path + ".unfinished"
        try StoreCopy.removeUnfinished(unfinished)
        do {
            try StoreCopy.naming(path) {
                try onQueue { try $0.execute(sql: "VACUUM INTO ?", arguments: [unfinished]) }
                try StoreCopy.mark(unfinished, named: path)
            }
            try DurableFile.makePrivate(unfinished)
            try DurableFile.publish(unfinished, as: path)
        } catch {
            try? StoreCopy.removeUnfinished(unfinished)
            throw error
        }
    }

    /// Puts a backup into an empty folder, to be opened there as a store; the backup stays as it is.
    ///
    /// Only into an empty one: a `-wal` left beside another database would destroy it (FAILURES.md F12). Any store file
    /// will do, marked or not: the copy is marked. Throws `StoreError.folderNotEmpty`, `.openOrTorn`, `.notAStore` and
    /// `.newerStore`, and `StorageCorruption` for a damaged file.
    public static func restore(from backup: String, to folder: String) throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard try files.contentsOfDirectory(atPath: folder).isEmpty else { throw StoreError.folderNotEmpty(folder) }
        // What is in that file and not yet in the database would be missing, without a word.
        guard !files.fileExists(atPath: backup + "-wal") else { throw StoreError.openOrTorn(backup) }
        let unfinished = folder + "/" + databaseName + ".unfinished"
        do {
            try files.copyItem(atPath: backup, toPath: unfinished)
            // Where the backup lies on a disk that may only be read, so may the copy.
            try DurableFile.makePrivate(unfinished)
            try StoreCopy.naming(folder) { try StoreCopy.mark(unfinished, named: backup) }
            try DurableFile.publish(unfinished, as: folder + "/" + databaseName)
        } catch {
            // The folder was empty, so that it can be given again.
            try? StoreCopy.removeUnfinished(unfinished)
            throw error
        }
    }

    /// Opens the copy that lies in `folder`, has `body` look at it, and leaves it one closed file again, still marked.
    ///
    /// For a copy before it counts as one: that a file was written says little, that a store opened from it says much.
    /// Throws as opening does, and what `body` throws.
    public static func examine<Result>(
        copyIn folder: String, _ body: (SQLiteReplicaStorage) throws -> Result
    ) throws -> Result {
        let path = "\(folder)/\(databaseName)"
        return try StoreCopy.naming(path) {
            let storage = try SQLiteReplicaStorage(folder: folder)
            let result = try body(storage)
            try storage.close()
            try StoreCopy.close(path)
            try StoreCopy.removeIfThere("\(folder)/\(lockName)")
            try DurableFile.flush(path)
            return result
        }
    }

    /// Bytes that a backup of the store as it is now takes at most.
    public func backupBytesMax() throws -> Int64 {
        try onQueue { database in
            let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return pages * (try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }

    /// The format that this program writes; an older program refuses to open it.
    public static var format: Int { StoreSchema.version }
}

/// A copy of a store on its way to being a backup or a store.
enum StoreCopy {
    /// Marks the copy as one, in the file itself.
    ///
    /// Errors speak of `name`, the file that the person knows. Throws `StorageCorruption` where its pages are damaged.
    static func mark(_ path: String, named name: String) throws {
        let queue = try StoreConnection.file(path, named: name)
        try queue.writeWithoutTransaction { database in
            guard try StoreSchema.check(database, path: name) > 0 else { throw StoreError.notAStore(name) }
            let faults = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            if let fault = faults.first { throw StorageCorruption("\(name): \(fault)") }
            try makeOneFile(database)
            try database.execute(
                sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, 1)",
                arguments: [SQLiteTransaction.Meta.restoredFromBackup.rawValue])
        }
        try queue.close()
    }

    /// One file, without a -wal beside it, whatever the source was.
    private static func makeOneFile(_ database: Database) throws {
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        try database.execute(sql: "PRAGMA synchronous = FULL")
    }

    /// Makes a copy that was open as a store one file again.
    static func close(_ path: String) throws {
        let queue = try StoreConnection.file(path, named: path)
        try queue.writeWithoutTransaction { try makeOneFile($0) }
        try queue.close()
    }

    static func removeIfThere(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    /// Gives what SQLite says about a disk the form of the system's own errors, with the path that was written.
    static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            let code: Int32
            switch error.resultCode.primaryResultCode {
            case .SQLITE_FULL: code = ENOSPC
            case .SQLITE_READONLY: code = EROFS
            case .SQLITE_CANTOPEN, .SQLITE_PERM: code = EACCES
            case .SQLITE_IOERR: code = EIO
            default: throw error.asStoreFailure
            }
            throw StoreError.system(action: "write", path: path, errno: code)
        } catch let error as StoreError where error.isDiskFull || error.isReadOnly {
            // Said of the store, and the disk with the copy is meant.
            guard case .system(let action, _, let code) = error else { throw error }
            throw StoreError.system(action: action, path: path, errno: code)
        }
    }

    /// Removes what an interrupted copy left, with SQLite's files beside it.
    static func removeUnfinished(_ path: String) throws {
        for suffix in ["", "-journal", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
