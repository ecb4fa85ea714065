import Causality
import GRDB
import Replication

/// Walks over everything, for the doctor and for projections that are made anew.
extension SQLiteTransaction {
    /// Rows that a walk reads at once.
    ///
    /// It holds no cursor while the body runs: undoing a projection after a change of tables ends every open read
    /// (`SQLITE_ABORT_ROLLBACK`).
    private static let rowsPerPage = 1024

    /// Each record with its state, by rising key.
    func forEachState(_ body: (RecordKey, [UInt8]) throws -> Void) throws {
        // Scopes are bit patterns: the upper half of them is stored as negative numbers and comes last.
        for (first, half) in [(0, "scope >= 0"), (Int64.min, "scope < 0")] {
            let page = try HotStatement(
                """
                SELECT scope, kind, record, state FROM record WHERE \(half) AND (scope, kind, record) > (?, ?, ?)
                ORDER BY scope, kind, record LIMIT \(SQLiteTransaction.rowsPerPage)
                """, in: database)
            func read(_ row: HotStatement) throws -> (key: RecordKey, state: [UInt8]) {
                let key = RecordKey(
                    scope: ScopeID(rawValue: row.unsigned(0)), kind: try row.kind(1), id: try row.recordID(2))
                return (key, row.bytes(3))
            }
            // No kind is negative, so that this place stands before every other of the half.
            var rows = try page.all(first, Int64(-1), [UInt8](), read: read)
            while let last = rows.last {
                for row in rows { try body(row.key, row.state) }
                rows = try page.all(last.key, read: read)
            }
        }
    }

    /// Projects every record from its state.
    func projectAll() throws {
        guard let projections = session.projections else { return }
        try database.execute(sql: "DELETE FROM unprojected")
        projections.forget()
        try forEachState {
            projections.touch($0, $1)
            try flushProjections(above: SQLiteTransaction.rowsPerPage)
        }
        try projections.flush(self)
    }

    /// Clears all states and lets `fold` compute each record that an applied change touches, in order of record id.
    func foldAll(using fold: (RecordKey, SQLiteTransaction) throws -> Void) throws -> Int {
        try database.execute(sql: "DELETE FROM record")
        if let projections = session.projections {
            try database.execute(sql: "DELETE FROM unprojected")
            projections.forget()
            try projections.projector.clear(database)
            try projections.projector.prepare(database)
        }
        let page = try HotStatement(
            """
            SELECT DISTINCT record FROM change WHERE standing = 1 AND record > ?
            ORDER BY record LIMIT \(SQLiteTransaction.rowsPerPage)
            """, in: database)
        let logs = try HotStatement(
            "SELECT DISTINCT kind, position >> 40 FROM change WHERE record = ? AND standing = 1", in: database)
        var count = 0
        var records = try page.all([UInt8]()) { try $0.recordID(0) }
        while let last = records.last {
            for record in records {
                let keys = try logs.all(record) {
                    RecordKey(scope: try log($0.integer(1)).scope, kind: try $0.kind(0), id: record)
                }
                for key in Set(keys).sorted() {
                    try fold(key, self)
                    count += 1
                }
            }
            try flushProjections(above: SQLiteTransaction.rowsPerPage)
            records = try page.all(last) { try $0.recordID(0) }
        }
        try session.projections?.flush(self)
        return count
    }

    private func flushProjections(above limit: Int) throws {
        guard let projections = session.projections, projections.count >= limit else { return }
        try projections.flush(self)
    }
}
