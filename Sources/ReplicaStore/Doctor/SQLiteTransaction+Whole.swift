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

    /// Each record with its encoded state, in the order of the tables.
    func forEachState(_ body: (RecordKey, [UInt8]) throws -> Void) throws {
        try flushStates()
        try forEachPage(
            of: SQLiteTransaction.states, read: { $0.bytes(3) },
            use: { rows in for row in rows { try body(row.key, row.value) } })
    }

    private static let states = "SELECT scope, kind, record, state FROM record"

    /// The rows of a query whose first columns are a record's key, in pages in the order of the tables.
    private func forEachPage<Value>(
        of query: String, where condition: String = "true", read: (HotStatement) throws -> Value,
        use: ([(key: RecordKey, value: Value)]) throws -> Void
    ) throws {
        // Scopes are bit patterns: the upper half of them is stored as negative numbers and comes last.
        for (first, half) in [(0, "scope >= 0"), (Int64.min, "scope < 0")] {
            let page = try HotStatement(
                """
                \(query) WHERE \(half) AND (scope, record, kind) > (?1, ?3, ?2) AND \(condition)
                ORDER BY scope, record, kind LIMIT \(SQLiteTransaction.rowsPerPage)
                """, in: database)
            func pair(_ row: HotStatement) throws -> (key: RecordKey, value: Value) {
                (try row.recordKey(0), try read(row))
            }
            // An empty id stands before every other of the half.
            var rows = try page.all(first, Int64(-1), [UInt8](), read: pair)
            while let last = rows.last {
                try use(rows)
                rows = try page.all(last.key, read: pair)
            }
        }
    }

    /// Projects every record from its state into tables that are empty.
    func projectAll() throws {
        guard let projections = session.projections else { return }
        try flushStates()
        try database.execute(sql: "DELETE FROM unprojected")
        projections.forget()
        try forEachPage(
            of: SQLiteTransaction.states, read: { try RecordState(encoded: $0.bytes(3)) },
            use: { rows in
                projections.add(rows.map { ProjectedRecord(key: $0.key, before: nil, state: $0.value) })
                try projections.flush(self)
            })
    }

    /// Clears all states and lets `fold` compute each record that an applied change touches, in the order of the tables.
    func foldAll(using fold: (RecordKey, SQLiteTransaction) throws -> Void) throws -> Int {
        session.states.forget()
        try database.execute(sql: "DELETE FROM record")
        if let projections = session.projections {
            try database.execute(sql: "DELETE FROM unprojected")
            projections.forget()
            try projections.projector.clear(database)
            try projections.projector.prepare(database)
        }
        var count = 0
        try forEachPage(
            of: "SELECT DISTINCT scope, kind, record FROM change", where: "standing = 1", read: { _ in () },
            use: { rows in
                for row in rows { try fold(row.key, self) }
                count += rows.count
                try flushStates()
                try session.projections?.flush(self)
            })
        return count
    }
}
