import GRDBSQLite

/// SQLite through its C API with nothing around it: what the store is measured against.
///
/// The settings are the store's own: write-ahead log, every commit flushed to the disk, the same cache and checkpoints.
final class PlainDatabase {
    private let connection: OpaquePointer

    init(path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
            throw PlainDatabaseError(nil, "open \(path)")
        }
        connection = opened
        try execute("PRAGMA journal_mode = WAL")
        try execute("PRAGMA synchronous = FULL")
        try execute("PRAGMA wal_autocheckpoint = 4096")
        try execute("PRAGMA cache_size = -65536")
    }

    deinit {
        sqlite3_close_v2(connection)
    }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
            throw PlainDatabaseError(connection, sql)
        }
    }

    func prepare(_ sql: String) throws -> PlainStatement {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil) == SQLITE_OK,
            let prepared
        else { throw PlainDatabaseError(connection, sql) }
        return PlainStatement(prepared)
    }
}

/// A prepared statement; values are bound from 1 and are not copied.
final class PlainStatement {
    private let pointer: OpaquePointer

    fileprivate init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    func bind(_ number: Int64, at index: CInt) { sqlite3_bind_int64(pointer, index, number) }

    /// The bytes must live until `run` has returned.
    func bind(_ bytes: UnsafeRawBufferPointer, at index: CInt) {
        sqlite3_bind_blob(pointer, index, bytes.baseAddress, CInt(bytes.count), nil)
    }

    func run() throws {
        guard sqlite3_step(pointer) == SQLITE_DONE else {
            throw PlainDatabaseError(sqlite3_db_handle(pointer), "step")
        }
        sqlite3_reset(pointer)
    }
}

struct PlainDatabaseError: Error, CustomStringConvertible {
    let description: String

    init(_ connection: OpaquePointer?, _ action: String) {
        let reason = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "no connection"
        description = "the plain database cannot \(action): \(reason)"
    }
}
