import Causality
import Foundation
package import GRDB
import GRDBSQLite
package import Replication

/// One prepared statement, driven through the C API.
///
/// A county's day is some 100,000 rows, and GRDB's boxed arguments cost half as much again as the rows themselves
/// (measured). GRDB prepares and owns the statement; here values go in and out without a box, every return code is
/// checked, and a column that is missing or too short is `StorageCorruption`, never a trap.
package final class HotStatement {
    private let owner: Statement
    private let pointer: OpaquePointer

    package init(_ sql: String, in database: Database) throws {
        owner = try database.makeStatement(sql: sql)
        pointer = owner.sqliteStatement
    }

    // MARK: Running

    /// Binds the values in their order, runs to the end and makes the statement ready again.
    package func run<each Value: StatementValue>(_ values: repeat each Value) throws {
        defer { sqlite3_reset(pointer) }
        try bindAll(repeat each values)
        while try step() {}
    }

    /// Each row in turn, until `read` answers false.
    package func eachRow<each Value: StatementValue>(
        _ values: repeat each Value, read: (HotStatement) throws -> Bool
    ) throws {
        defer { sqlite3_reset(pointer) }
        try bindAll(repeat each values)
        while try step(), try read(self) {}
    }

    /// The first row, read by `read`, or nil where there is none.
    package func first<each Value: StatementValue, Result>(
        _ values: repeat each Value, read: (HotStatement) throws -> Result
    ) throws -> Result? {
        defer { sqlite3_reset(pointer) }
        try bindAll(repeat each values)
        return try step() ? try read(self) : nil
    }

    /// All rows, read by `read`.
    func all<each Value: StatementValue, Result>(
        _ values: repeat each Value, read: (HotStatement) throws -> Result
    ) throws -> [Result] {
        var results: [Result] = []
        try eachRow(repeat each values) {
            results.append(try read($0))
            return true
        }
        return results
    }

    private func bindAll<each Value: StatementValue>(_ values: repeat each Value) throws {
        var index: CInt = 1
        for value in repeat each values { try value.bind(to: self, at: &index) }
    }

    private func step() throws -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    // MARK: Binding, from 1

    func bind(_ value: Int64, at index: CInt) throws {
        try check(sqlite3_bind_int64(pointer, index, value))
    }

    func bind(_ text: String, at index: CInt) throws {
        var text = text
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // A null pointer would bind NULL; an empty text is something else.
                guard let start = characters.baseAddress else {
                    return sqlite3_bind_text(pointer, index, "", 0, HotStatement.copied)
                }
                return sqlite3_bind_text64(
                    pointer, index, start, UInt64(characters.count), HotStatement.copied, UInt8(SQLITE_UTF8))
            }
        }
        try check(code)
    }

    func bindNull(at index: CInt) throws {
        try check(sqlite3_bind_null(pointer, index))
    }

    /// SQLite takes a copy: a pointer that outlives its array would be worse than the copy's few nanoseconds.
    func bind(_ bytes: UnsafeRawBufferPointer, at index: CInt) throws {
        // A null pointer would bind NULL; an empty blob is something else.
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return try check(sqlite3_bind_zeroblob(pointer, index, 0))
        }
        try check(sqlite3_bind_blob64(pointer, index, start, UInt64(bytes.count), HotStatement.copied))
    }

    // MARK: Columns, from 0

    package func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(pointer, column) }

    func unsigned(_ column: CInt) -> UInt64 { UInt64(bitPattern: integer(column)) }

    package func isNull(_ column: CInt) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }

    package func text(_ column: CInt) -> String {
        sqlite3_column_text(pointer, column).map { String(cString: $0) } ?? ""
    }

    func bytes(_ column: CInt) -> [UInt8] { Array(raw(column)) }

    func byteCount(_ column: CInt) -> Int { Int(sqlite3_column_bytes(pointer, column)) }

    func changeID(_ column: CInt) throws -> ChangeID {
        let raw = try raw(column, count: 16)
        return ChangeID(high: HotStatement.word(raw, 0), low: HotStatement.word(raw, 8))
    }

    package func recordID(_ column: CInt) throws -> RecordID {
        let raw = try raw(column, count: 16)
        return RecordID(rawValue: UInt128(HotStatement.word(raw, 0)) << 64 | UInt128(HotStatement.word(raw, 8)))
    }

    func hash(_ column: CInt) throws -> Hash {
        let raw = try raw(column, count: 32)
        return Hash(
            words: (
                HotStatement.word(raw, 0), HotStatement.word(raw, 8), HotStatement.word(raw, 16),
                HotStatement.word(raw, 24)
            ))
    }

    /// Scope, kind and id in three columns.
    func recordKey(_ column: CInt) throws -> RecordKey {
        RecordKey(
            scope: ScopeID(rawValue: unsigned(column)), kind: try kind(column + 1), id: try recordID(column + 2))
    }

    func kind(_ column: CInt) throws -> RecordKind {
        guard let number = UInt32(exactly: integer(column)) else {
            throw StorageCorruption("\(integer(column)) is no kind of record")
        }
        return RecordKind(rawValue: number)
    }

    func standing(_ column: CInt) throws -> Standing {
        guard let standing = UInt8(exactly: integer(column)).flatMap(Standing.init(rawValue:)) else {
            throw StorageCorruption("\(integer(column)) is no standing")
        }
        return standing
    }

    private func raw(_ column: CInt) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(pointer, column)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : byteCount(column))
    }

    private func raw(_ column: CInt, count: Int) throws -> UnsafeRawBufferPointer {
        let raw = raw(column)
        guard raw.count == count else {
            throw StorageCorruption("a value has \(raw.count) bytes in place of \(count) in: \(owner.sql)")
        }
        return raw
    }

    private static func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    // MARK: Errors

    // SQLITE_TRANSIENT, which the importer does not take over.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func check(_ code: CInt) throws {
        if code != SQLITE_OK { throw failure(code) }
    }

    private func failure(_ code: CInt) -> any Error {
        let message = sqlite3_db_handle(pointer).flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: owner.sql).asStoreFailure
    }
}

extension DatabaseError {
    /// What SQLite finds damaged is `StorageCorruption` like all other damage; the rest stays what it is.
    var asStoreFailure: any Error {
        switch resultCode.primaryResultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: StorageCorruption("sqlite says: \(message ?? resultCode.description)")
        default: self
        }
    }

    /// The same, and where the disk is full or may only be read, what the system itself would say.
    func asStoreFailure(of folder: String) -> any Error {
        let number: Int32
        switch (resultCode, extendedResultCode) {
        // SQLite makes room in its `-shm` file before it uses it.
        case (.SQLITE_FULL, _), (_, .SQLITE_IOERR_SHMSIZE): number = ENOSPC
        // SQLite says it also of what may not write by our own rules.
        case (.SQLITE_READONLY, _) where access(folder, W_OK) != 0 && errno == EROFS: number = EROFS
        default: return asStoreFailure
        }
        return StoreError.system(action: "write", path: folder, errno: number)
    }
}
