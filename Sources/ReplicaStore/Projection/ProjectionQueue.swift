import GRDB
import Replication

/// The records that a transaction touched, until they are projected before its commit.
final class ProjectionQueue {
    let projector: any RecordProjector
    private var touched: [RecordKey: [UInt8]?] = [:]
    /// Whether any record is listed as unprojected; nil while it has not been asked.
    private var hasFailures: Bool?

    init(projector: any RecordProjector) {
        self.projector = projector
    }

    var count: Int { touched.count }

    func touch(_ key: RecordKey, _ state: [UInt8]?) {
        touched.updateValue(state, forKey: key)
    }

    func forget() {
        touched.removeAll()
        hasFailures = nil
    }

    /// Projects what was touched, in one call where that succeeds, else record by record.
    ///
    /// Only what is wrong with the store itself comes through; a projector's own failure never loses the change.
    func flush(_ transaction: SQLiteTransaction) throws {
        guard !touched.isEmpty else { return }
        let records = touched.keys.sorted().map { ProjectedRecord(key: $0, state: touched[$0] ?? nil) }
        touched.removeAll(keepingCapacity: true)
        if try attempt(records, transaction) == nil {
            try forgetFailures(of: records, transaction)
            return
        }
        for record in records {
            if let failure = try attempt([record], transaction) {
                hasFailures = true
                try transaction.statement(.setUnprojected).run(record.key, String(describing: failure))
            } else {
                try forgetFailures(of: [record], transaction)
            }
        }
    }

    /// The projector's failure, after its writes are undone, or nil.
    private func attempt(_ records: [ProjectedRecord], _ transaction: SQLiteTransaction) throws -> (any Error)? {
        let database = transaction.database
        do {
            try database.inSavepoint {
                try projector.project(records, in: database)
                return .commit
            }
            return nil
        } catch {
            // SQLite gives up the whole transaction for some failures; going on would write outside of one.
            guard database.isInsideTransaction, !ProjectionQueue.isOfTheStore(error) else { throw error }
            return error
        }
    }

    private func forgetFailures(of records: [ProjectedRecord], _ transaction: SQLiteTransaction) throws {
        let any = try hasFailures ?? (transaction.statement(.unprojected).first { _ in true } ?? false)
        hasFailures = any
        guard any else { return }
        for record in records { try transaction.statement(.removeUnprojected).run(record.key) }
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
