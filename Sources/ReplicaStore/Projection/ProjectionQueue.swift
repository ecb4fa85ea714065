import GRDB
import Replication

/// The records that a transaction touched, until they are projected before its commit.
final class ProjectionQueue {
    let projector: any RecordProjector
    private var writer: (any ProjectionWriter)?
    /// By rising (scope, id, kind), each once.
    private var changed: [ProjectedRecord] = []
    /// The records whose projection failed, with the state of which the tables still have the rows; nil while the
    /// table has not been asked. Looked up by key, never iterated.
    private var failures: [RecordKey: RecordState?]?

    init(projector: any RecordProjector) {
        self.projector = projector
    }

    /// Takes records that changed, by rising (scope, id, kind), each once.
    func add(_ records: [ProjectedRecord]) {
        if changed.isEmpty {
            changed = records
            return
        }
        // What the tables have is what stood before the first change.
        var later = Dictionary(uniqueKeysWithValues: records.map { ($0.key, $0) })
        changed = changed.map { first in
            guard let second = later.removeValue(forKey: first.key) else { return first }
            return ProjectedRecord(key: first.key, before: first.before, state: second.state)
        }
        changed = (changed + later.values).sorted { $0.key.stands(before: $1.key) }
    }

    /// Drops what was touched and what is known of the tables.
    func forget() {
        changed = []
        failures = nil
    }

    /// Gives the writer's statements back.
    func close() {
        forget()
        writer = nil
    }

    /// Projects what was touched, in one call where that succeeds, else record by record.
    ///
    /// Only what is wrong with the store itself comes through; a projector's own failure never loses the change.
    func flush(_ transaction: SQLiteTransaction) throws {
        guard !changed.isEmpty else { return }
        let failed = try failures ?? loadFailures(transaction)
        failures = failed
        var records = changed
        changed = []
        if !failed.isEmpty {
            records = records.map { record in
                guard let projected = failed[record.key] else { return record }
                return ProjectedRecord(key: record.key, before: projected, state: record.state)
            }
        }
        if try attempt(records, transaction) == nil {
            if !failed.isEmpty { for record in records { try forgetFailure(of: record.key, transaction) } }
            return
        }
        for record in records {
            if let failure = try attempt([record], transaction) {
                failures?.updateValue(record.before, forKey: record.key)
                try transaction.statement(.setUnprojected).run(
                    record.key, String(describing: failure), record.before?.encoded)
            } else {
                try forgetFailure(of: record.key, transaction)
            }
        }
    }

    /// The projector's failure, after its writes are undone, or nil.
    private func attempt(_ records: [ProjectedRecord], _ transaction: SQLiteTransaction) throws -> (any Error)? {
        let database = transaction.database
        try transaction.statement(.savepoint).run()
        do {
            let writer = try self.writer ?? projector.writer(database)
            self.writer = writer
            try writer.project(records, beside: transaction)
        } catch {
            // SQLite gives up the whole transaction for some failures; going on would write outside of one.
            guard database.isInsideTransaction, !ProjectionQueue.isOfTheStore(error) else { throw error }
            try transaction.statement(.undo).run()
            try transaction.statement(.release).run()
            return error
        }
        try transaction.statement(.release).run()
        return nil
    }

    private func loadFailures(_ transaction: SQLiteTransaction) throws -> [RecordKey: RecordState?] {
        var failures: [RecordKey: RecordState?] = [:]
        try transaction.statement(.unprojected).eachRow {
            failures.updateValue(
                try $0.isNull(4) ? nil : RecordState(encoded: $0.bytes(4)), forKey: try $0.recordKey(0))
            return true
        }
        return failures
    }

    private func forgetFailure(of key: RecordKey, _ transaction: SQLiteTransaction) throws {
        guard failures?.removeValue(forKey: key) != nil else { return }
        try transaction.statement(.removeUnprojected).run(key)
    }

    /// Failures of the disk or of memory, which would hit every record alike.
    private static func isOfTheStore(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return error is StorageCorruption }
        return switch error.resultCode.primaryResultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_INTERRUPT,
            .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_ABORT:
            true
        default: false
        }
    }
}
