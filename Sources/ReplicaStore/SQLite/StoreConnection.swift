import Foundation
import GRDB

/// Opens the one connection and sees to it that the settings on which durability rests are really set.
enum StoreConnection {
    /// Kilobytes of pages in memory: random keys cost 3.9 × time-ordered ones at SQLite's default of 2 MB, 1.7 × at
    /// 64 MB (PLATFORM.md).
    static let cacheKilobytes = 64 * 1024
    /// The `-wal` file is cut back to this after a large transaction.
    static let walBytesKept = 64 * 1024 * 1024
    /// Pages between two checkpoints, 16 MB. Each one fsyncs the database file besides the log.
    static let pagesPerCheckpoint = 4096

    /// Opens or makes the database at `path`, checks whose it is before anything is written, and migrates.
    static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "ReplicaStore"
        // Nobody else has the database; a short wait covers a person's sqlite3 shell.
        configuration.busyMode = .timeout(2)
        let queue = try file(path, named: path, configuration)
        try queue.writeWithoutTransaction { database in
            let found = try StoreSchema.check(database, path: path)
            try set(database)
            try StoreSchema.migrate(database, from: found)
        }
        return queue
    }

    /// A connection to the file, whatever it holds. Throws `StoreError.notAStore` where it is no database at all.
    static func file(
        _ path: String, named name: String, _ settings: Configuration = Configuration()
    ) throws -> DatabaseQueue {
        var configuration = settings
        configuration.foreignKeysEnabled = false
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_NOTADB {
            throw StoreError.notAStore(name)
        }
    }

    private static func set(_ database: Database) throws {
        // Pragmas that answer are asked, not executed, so that a refusal is seen.
        try expect("journal_mode", "wal", String.fetchOne(database, sql: "PRAGMA journal_mode = WAL"))
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try expect("synchronous", "2", String.fetchOne(database, sql: "PRAGMA synchronous"))
        _ = try Int.fetchOne(database, sql: "PRAGMA mmap_size = 0")
        _ = try Int.fetchOne(database, sql: "PRAGMA journal_size_limit = \(walBytesKept)")
        _ = try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint = \(pagesPerCheckpoint)")
        // What SQLite puts aside for undoing is a copy of records: it must not lie in the machine's folder for temporary
        // files, outside the data folder.
        try database.execute(sql: "PRAGMA temp_store = MEMORY")
        try expect("temp_store", "2", String.fetchOne(database, sql: "PRAGMA temp_store"))
        try database.execute(sql: "PRAGMA cache_size = -\(cacheKilobytes)")
    }

    private static func expect(_ name: String, _ wanted: String, _ found: String?) throws {
        guard found?.lowercased() == wanted else {
            throw StoreError.notDurable(setting: "\(name)=\(wanted)", found: found ?? "nothing")
        }
    }
}
