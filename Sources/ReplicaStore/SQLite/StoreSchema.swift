import GRDB

/// The tables of a store and the steps that led to them.
///
/// `user_version` counts the steps taken. A released step is never edited; a change of the tables is a new step behind
/// it, and a store with more steps than this program knows is refused untouched.
///
/// Scopes and replicas are 64-bit patterns and may show as negative numbers; record and change ids and hashes are
/// blobs, whose order is that of their bytes. There are no foreign keys and no triggers (FAILURES.md F9).
package enum StoreSchema {
    /// "TNGS": tells a store from other SQLite files, also in the words of `file`.
    package static let applicationID: Int32 = 0x544E_4753

    package static var version: Int { steps.count }

    package static let steps: [String] = [
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE log (
            id INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL,
            replica INTEGER NOT NULL,
            head_seq INTEGER NOT NULL,
            head_hash BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX log_by_name ON log (scope, replica);
        CREATE INDEX log_by_replica ON log (replica);

        -- position: see ChangePlace. The small columns stand before the body, so that reading them touches no
        -- overflow page.
        CREATE TABLE change (
            position INTEGER PRIMARY KEY,
            change_id BLOB NOT NULL,
            record BLOB NOT NULL,
            kind INTEGER NOT NULL,
            standing INTEGER NOT NULL,
            hash BLOB NOT NULL,
            body BLOB NOT NULL,
            origin BLOB
        ) STRICT;
        -- Covers the question whether a change is held or applied, asked once for each change that arrives.
        CREATE INDEX change_by_record ON change (record, change_id, kind, standing);
        CREATE INDEX change_set_aside ON change (standing) WHERE standing <> 1;
        CREATE INDEX change_reissued ON change (position) WHERE origin IS NOT NULL;

        -- The hash of a head is its change's.
        CREATE TABLE head (position INTEGER PRIMARY KEY, signature BLOB NOT NULL) STRICT;

        CREATE TABLE genesis (replica INTEGER PRIMARY KEY, key_hash BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
        CREATE INDEX genesis_by_key ON genesis (key_hash);

        CREATE TABLE own_replica (
            ordinal INTEGER PRIMARY KEY,
            replica INTEGER NOT NULL,
            is_current INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE record (
            scope INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            record BLOB NOT NULL,
            state BLOB NOT NULL,
            PRIMARY KEY (scope, kind, record)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE unprojected (
            scope INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            record BLOB NOT NULL,
            error TEXT NOT NULL,
            PRIMARY KEY (scope, kind, record)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE upstream_report (
            scope INTEGER PRIMARY KEY,
            vector BLOB NOT NULL,
            received_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE receipt (
            scope INTEGER PRIMARY KEY,
            signer_key_hash BLOB NOT NULL,
            vector BLOB NOT NULL,
            issued_at INTEGER NOT NULL,
            signature BLOB NOT NULL
        ) STRICT;

        CREATE TABLE staged_segment (
            ordinal INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL,
            replica INTEGER NOT NULL,
            segment BLOB NOT NULL
        ) STRICT;
        CREATE INDEX staged_segment_by_log ON staged_segment (scope, replica, ordinal);

        CREATE TABLE local (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
        """,
        """
        -- The state whose rows the projections still have of a record that could not be projected since.
        ALTER TABLE unprojected ADD COLUMN projected BLOB;

        -- The scope is the log's. It leads the index, so that the records of a device's day, which lie scattered among
        -- those of the county by their time-ordered ids, lie together: a commit writes 3 pages of it and not 70.
        ALTER TABLE change ADD COLUMN scope INTEGER NOT NULL DEFAULT 0;
        UPDATE change SET scope = (SELECT l.scope FROM log l WHERE l.id = position >> 40);
        DROP INDEX change_by_record;
        CREATE INDEX change_by_record ON change (scope, kind, record, change_id, standing);

        -- Asked only when a device's rights change: a walk over some thousand rows costs less than a page of each
        -- index in every commit that brings a new replica.
        DROP INDEX log_by_replica;
        DROP INDEX genesis_by_key;
        """,
        """
        -- Receipts name who issued them. Those of before are signed otherwise; the upstream is asked again.
        DROP TABLE receipt;
        CREATE TABLE receipt (
            scope INTEGER PRIMARY KEY,
            signer_key_hash BLOB NOT NULL,
            vector BLOB NOT NULL,
            issued_at INTEGER NOT NULL,
            signature BLOB NOT NULL,
            issuer INTEGER NOT NULL,
            past BLOB NOT NULL
        ) STRICT;
        """,
        """
        -- Ids rise with time: with the id before the kind, what a device's day adds to a scope lies together, whatever
        -- its kinds. At a center of a million changes a commit writes half as many pages of the two.
        CREATE TABLE record_by_id (
            scope INTEGER NOT NULL,
            record BLOB NOT NULL,
            kind INTEGER NOT NULL,
            state BLOB NOT NULL,
            PRIMARY KEY (scope, record, kind)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO record_by_id (scope, record, kind, state)
            SELECT scope, record, kind, state FROM record ORDER BY scope, record, kind;
        DROP TABLE record;
        ALTER TABLE record_by_id RENAME TO record;
        DROP INDEX change_by_record;
        CREATE INDEX change_by_record ON change (scope, record, kind, change_id, standing);
        """,
        """
        -- Blobs that are here (is_held) or wished for from the upstream. is_upstream: the upstream said that it has it.
        -- The files themselves are the truth; opening compares.
        CREATE TABLE blob (
            sha256 BLOB PRIMARY KEY,
            is_held INTEGER NOT NULL,
            is_upstream INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blob_to_send ON blob (sha256) WHERE is_held = 1 AND is_upstream = 0;
        CREATE INDEX blob_wished ON blob (sha256) WHERE is_held = 0;
        """,
        """
        -- Receipts of before the center was put back that say more than the newest one: what may be lost. tag: the first
        -- eight bytes of the hash of what is signed, which names it.
        CREATE TABLE former_receipt (
            scope INTEGER NOT NULL,
            tag INTEGER NOT NULL,
            signer_key_hash BLOB NOT NULL,
            vector BLOB NOT NULL,
            issued_at INTEGER NOT NULL,
            signature BLOB NOT NULL,
            issuer INTEGER NOT NULL,
            past BLOB NOT NULL,
            PRIMARY KEY (scope, tag)
        ) STRICT, WITHOUT ROWID;
        """,
    ]

    /// Refuses a file of another program or a newer version, before anything is written to it. Answers the number of
    /// steps taken; 0 for a new file.
    static func check(_ database: Database, path: String) throws -> Int {
        do {
            let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            if application == 0, found == 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
            {
                return 0
            }
            guard application == applicationID, found > 0 else { throw StoreError.notAStore(path) }
            guard found <= version else { throw StoreError.newerStore(found: found, known: version) }
            return found
        } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_NOTADB {
            throw StoreError.notAStore(path)
        }
    }

    /// Takes the steps that are missing, all in one transaction.
    static func migrate(_ database: Database, from found: Int) throws {
        guard found < version else { return }
        try database.inTransaction(.immediate) {
            for step in steps[found...] { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }
}
