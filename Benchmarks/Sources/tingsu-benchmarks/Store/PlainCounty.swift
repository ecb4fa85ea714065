import Foundation
import Replication

/// The county's rows in two plain tables: the log, one row a change, and the state, one row a record.
final class PlainCounty {
    /// A row of the state table.
    struct StateRow {
        let key: RecordKey
        let state: [UInt8]
    }

    private let database: PlainDatabase
    private let insertChange: PlainStatement
    private let setState: PlainStatement

    /// Makes the tables and fills the state table with what there is before the day.
    init(path: String, baseline: [StateRow]) throws {
        database = try PlainDatabase(path: path)
        try database.execute(
            """
            CREATE TABLE log (
                device INTEGER NOT NULL, seq INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL,
                body BLOB NOT NULL, PRIMARY KEY (device, seq)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE state (
                scope INTEGER NOT NULL, record BLOB NOT NULL, kind INTEGER NOT NULL, state BLOB NOT NULL,
                PRIMARY KEY (scope, record, kind)
            ) STRICT, WITHOUT ROWID;
            """)
        insertChange = try database.prepare("INSERT INTO log (device, seq, kind, record, body) VALUES (?, ?, ?, ?, ?)")
        setState = try database.prepare(
            """
            INSERT INTO state (scope, kind, record, state) VALUES (?, ?, ?, ?)
            ON CONFLICT (scope, record, kind) DO UPDATE SET state = excluded.state
            """)
        try database.execute("BEGIN IMMEDIATE")
        for row in baseline { try put(row) }
        try database.execute("COMMIT")
        try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// Writes a device's day: its changes, and the state of each record that they touch, in one durable commit.
    func write(_ changes: [StoredChange], device: Int64, states: [StateRow]) throws {
        try database.execute("BEGIN IMMEDIATE")
        for (change, row) in zip(changes, states) {
            try withUnsafeBytes(of: change.record.id.rawValue.bigEndian) { record in
                try change.body.withUnsafeBytes { body in
                    insertChange.bind(device, at: 1)
                    insertChange.bind(Int64(change.position.seq), at: 2)
                    insertChange.bind(Int64(change.record.kind.rawValue), at: 3)
                    insertChange.bind(record, at: 4)
                    insertChange.bind(body, at: 5)
                    try insertChange.run()
                }
            }
            try put(row)
        }
        try database.execute("COMMIT")
    }

    private func put(_ row: StateRow) throws {
        try withUnsafeBytes(of: row.key.id.rawValue.bigEndian) { record in
            try row.state.withUnsafeBytes { state in
                setState.bind(Int64(bitPattern: row.key.scope.rawValue), at: 1)
                setState.bind(Int64(row.key.kind.rawValue), at: 2)
                setState.bind(record, at: 3)
                setState.bind(state, at: 4)
                try setState.run()
            }
        }
    }
}
