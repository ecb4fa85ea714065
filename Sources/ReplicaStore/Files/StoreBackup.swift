import Foundation
import GRDB
import Replication

extension SQLiteReplicaStorage {
    /// Writes a copy of the store, as of now and in one file, to `path`, which must not exist.
    ///
    /// The copy bears a mark, so that a store put back from it opens as a new incarnation (DESIGN.md section 7). It is
    /// named only when it is whole and on the disk. Throws `StoreError.fileExists` and what SQLite throws.
    public func backup(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.fileExists(path) }
        let unfinished = path + ".unfinished"
        try StoreCopy.removeUnfinished(unfinished)
        try onQueue { try $0.execute(sql: "VACUUM INTO ?", arguments: [unfinished]) }
        do {
            try StoreCopy.mark(unfinished, named: path)
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
            try StoreCopy.mark(unfinished, named: backup)
            try DurableFile.publish(unfinished, as: folder + "/" + databaseName)
        } catch {
            // The folder was empty, so that it can be given again.
            try? StoreCopy.removeUnfinished(unfinished)
            throw error
        }
    }
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
            // One file, without a -wal beside it, whatever the source was.
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(
                sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, 1)",
                arguments: [SQLiteTransaction.Meta.restoredFromBackup.rawValue])
        }
        try queue.close()
    }

    /// Removes what an interrupted copy left, with SQLite's files beside it.
    static func removeUnfinished(_ path: String) throws {
        for suffix in ["", "-journal", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
