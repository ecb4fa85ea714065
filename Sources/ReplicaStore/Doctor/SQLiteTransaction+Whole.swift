import Causality
import GRDB
import Replication

/// Walks over everything, for the doctor and for projections that are made anew.
extension SQLiteTransaction {
    /// Records that are projected in one call while everything is projected.
    private static let recordsPerProjection = 1024

    /// Each record with its state, by rising key.
    func forEachState(_ body: (RecordKey, [UInt8]) throws -> Void) throws {
        // Scopes are bit patterns: the upper half of them is stored as negative numbers and comes last.
        for half in [">= 0", "< 0"] {
            let sql = "SELECT scope, kind, record, state FROM record WHERE scope \(half) ORDER BY scope, kind, record"
            try HotStatement(sql, in: database).forEach {
                let key = RecordKey(
                    scope: ScopeID(rawValue: $0.unsigned(0)), kind: try $0.kind(1), id: try $0.recordID(2))
                try body(key, $0.bytes(3))
                return true
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
            try flushProjections(above: SQLiteTransaction.recordsPerProjection)
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
        var count = 0
        var keys: Set<RecordKey> = []
        func foldKeys() throws {
            for key in keys.sorted() { try fold(key, self) }
            count += keys.count
            keys.removeAll(keepingCapacity: true)
            try flushProjections(above: SQLiteTransaction.recordsPerProjection)
        }
        // The index alone answers this. What `fold` writes is another table, so the walk goes on undisturbed.
        let sql = "SELECT record, kind, position FROM change WHERE standing = 1 ORDER BY record"
        var last: RecordID?
        try HotStatement(sql, in: database).forEach {
            let id = try $0.recordID(0)
            if id != last { try foldKeys() }
            last = id
            let scope = try log(ChangePlace.log(of: $0.integer(2))).scope
            keys.insert(RecordKey(scope: scope, kind: try $0.kind(1), id: id))
            return true
        }
        try foldKeys()
        return count
    }

    private func flushProjections(above limit: Int) throws {
        guard let projections = session.projections, projections.count >= limit else { return }
        try projections.flush(self)
    }
}
