import Foundation
import GRDB
public import Replication

/// A node's store: one SQLite database in a folder of its own, one process, one connection.
///
/// A commit is fsynced when `write` returns (WAL, `synchronous=FULL`): a change that left the machine and is lost by a
/// power cut would give its number to another change (FAILURES.md F1b). There is no second connection, no memory map
/// and no snapshot pool (F12), so reads and writes take turns.
///
/// Files: `store.sqlite` with its `-wal` and `-shm`, and `store.lock`. Opening removes nothing.
// Unchecked: session and lock are used on the queue, or when nobody else holds the object any more.
public final class SQLiteReplicaStorage: ReplicaStorage, @unchecked Sendable {
    static let databaseName = "store.sqlite"
    static let lockName = "store.lock"

    /// The folder that the store lives in.
    public let folder: String
    private let queue: DatabaseQueue
    private let session: StoreSession
    private var lock: StoreLock?
    private var isClosed = false

    /// Opens the store in `folder`, making both where they do not exist, and brings tables and projections up to date.
    ///
    /// Throws `StoreError.alreadyOpen`, `.newerStore`, `.notAStore` and `.notDurable`, what SQLite throws, and what the
    /// projector throws while it prepares.
    public init(folder: String, projector: (any RecordProjector)? = nil) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        lock = try StoreLock(path: folder + "/" + SQLiteReplicaStorage.lockName)
        let path = folder + "/" + SQLiteReplicaStorage.databaseName
        self.folder = folder
        do {
            queue = try StoreConnection.open(path)
        } catch let error as DatabaseError {
            throw error.asStoreFailure(of: folder)
        }
        session = queue.writeWithoutTransaction { StoreSession(database: $0, projector: projector) }
        if let projector { try prepare(projector) }
        try DurableFile.flush(folder)
    }

    deinit {
        // The lock goes last, and goes even where the database does not close.
        try? close()
        lock = nil
    }

    /// Closes the database and gives the lock back; every later call throws `StoreError.closed`.
    public func close() throws {
        queue.writeWithoutTransaction { _ in
            isClosed = true
            session.finalizeStatements()
        }
        try queue.close()
        lock = nil
    }

    public func read<Result>(_ body: (SQLiteTransaction) throws -> Result) throws -> Result {
        try onQueue { database in
            // Counted, and not forbidden by `PRAGMA query_only`: each change of that pragma lets SQLite prepare all statements
            // of the connection anew, which for a list of many areas takes longer than the list.
            let changes = database.totalChangesCount
            try session.statement(.beginReading).run()
            do {
                let result = try body(SQLiteTransaction(session, isWriting: false))
                guard database.totalChangesCount == changes else {
                    throw DatabaseError(resultCode: .SQLITE_READONLY, message: "a reading transaction wrote")
                }
                try session.statement(.commit).run()
                return result
            } catch {
                session.forget()
                if database.isInsideTransaction { try database.rollback() }
                throw error
            }
        }
    }

    public func write<Result>(_ body: (SQLiteTransaction) throws -> Result) throws -> Result {
        try onQueue { database in
            try session.statement(.begin).run()
            do {
                let transaction = SQLiteTransaction(session, isWriting: true)
                let result = try body(transaction)
                try transaction.finish()
                try session.statement(.commit).run()
                return result
            } catch {
                session.forget()
                // Where SQLite itself gave the transaction up there is nothing left to undo.
                if database.isInsideTransaction { try database.rollback() }
                throw error
            }
        }
    }

    /// Whether SQLite flushes its log at each commit. Asked of the connection, so that a simulated power cut leaves what a
    /// real one would.
    package func flushesEachCommit() throws -> Bool {
        // 2 is FULL, 3 EXTRA (SQLite, "PRAGMA synchronous").
        try onQueue { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? 0 } >= 2
    }

    /// Whether the store was put back from a backup (`SQLiteTransaction.isRestoredCopy`).
    public func isRestoredCopy() throws -> Bool {
        try read { try $0.isRestoredCopy() }
    }

    /// Retires the replica of a restored store and takes the mark off.
    public func acknowledgeRestore() throws {
        try write { try $0.acknowledgeRestore() }
    }

    /// Runs outside of any transaction, on the connection's queue.
    func onQueue<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try queue.writeWithoutTransaction { database in
                guard !isClosed else { throw StoreError.closed }
                return try body(database)
            }
        } catch let error as DatabaseError {
            throw error.asStoreFailure(of: folder)
        }
    }

    /// Lets the projector make its tables, and projects everything where their layout is another than before.
    private func prepare(_ projector: any RecordProjector) throws {
        try write { transaction in
            let before = try transaction.meta(.projectionVersion)
            if before == Int64(projector.version) { return try projector.prepare(transaction.database) }
            if before != nil { try projector.clear(transaction.database) }
            try projector.prepare(transaction.database)
            try transaction.projectAll()
            try transaction.setMeta(.projectionVersion, Int64(projector.version))
        }
    }
}
