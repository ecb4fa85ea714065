/// The tables that lists, due dates and conflicts are read from.
///
/// Derived data, thrown away and made again at any time. Each table is one tree: its key begins with what it is asked
/// by, and with the scope where that is always known, so that a device's day touches neighbouring pages; a second index is
/// kept only where a list of the whole county would read all of it. There is no rule on any content, because two offline
/// nodes may both be right (FAILURES.md F9).
/// Scopes are 64-bit patterns and may show as negative numbers; ids are blobs, whose order is that of their bytes;
/// dates are `2026-06-03`.
enum CaseTables {
    /// Rises with every change of the tables or of what is written into them.
    static let version = 13

    static let names = [
        "case_item", "person_item", "household_item", "party_item", "link", "due_item",
        "course_item", "alarm_item", "contact_item", "conflict_item",
        "beside_item", "blob_use", "blob_missing", "text_item", "text_waiting", "text_words", "likeness_key",
        "same_item", "listed_item", "away_item", "place_item",
    ]

    static let statements = """
        CREATE TABLE IF NOT EXISTS case_item (
            scope INTEGER NOT NULL, id BLOB NOT NULL, title TEXT NOT NULL, code TEXT, stage TEXT, risk TEXT,
            next_step TEXT, next_date TEXT, lead_name TEXT, lead_user BLOB, responsible_name TEXT, responsible_user BLOB,
            is_backlog INTEGER NOT NULL,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (scope, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS person_item (
            scope INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, other_names TEXT,
            household BLOB, relation TEXT, birth TEXT, is_deceased INTEGER NOT NULL,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (scope, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS household_item (
            scope INTEGER NOT NULL, id BLOB NOT NULL, address TEXT NOT NULL, head_name TEXT, head_person BLOB,
            area BLOB,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (scope, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS party_item (
            scope INTEGER NOT NULL, id BLOB NOT NULL, case_id BLOB, person BLOB, side TEXT, capacity TEXT,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (scope, id)
        ) STRICT, WITHOUT ROWID;

        -- From a record to those that name it, in any register, and whether they belong to it (`Belonging`). The child's id before its kind: what is written of one
        -- case on one day lies together.
        CREATE TABLE IF NOT EXISTS link (
            parent_scope INTEGER NOT NULL, parent BLOB NOT NULL, parent_kind INTEGER NOT NULL,
            child_kind INTEGER NOT NULL, child BLOB NOT NULL, scope INTEGER NOT NULL, register INTEGER NOT NULL,
            is_withdrawn INTEGER NOT NULL, is_owner INTEGER NOT NULL,
            PRIMARY KEY (parent_scope, parent, parent_kind, child, child_kind, scope, register)
        ) STRICT, WITHOUT ROWID;
        -- What a record belongs to.
        CREATE INDEX IF NOT EXISTS link_owner ON link (scope, child, child_kind) WHERE is_owner = 1;

        -- What is neither performed, nor closed, nor withdrawn, on the day that was agreed on; a planned follow-up until
        -- one stands.
        CREATE TABLE IF NOT EXISTS due_item (
            scope INTEGER NOT NULL, due TEXT NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL, rule TEXT NOT NULL,
            what TEXT NOT NULL, case_id BLOB, who TEXT, who_user BLOB, is_disputed INTEGER NOT NULL,
            PRIMARY KEY (scope, due, kind, record, rule)
        ) STRICT, WITHOUT ROWID;
        -- A county's list begins with the earliest of all its areas.
        CREATE INDEX IF NOT EXISTS due_by_day ON due_item (due, kind, record);

        -- What runs under a rule from a day: its end depends on the rules and the holidays, which are no part of the
        -- record. `is_plain` is 0 where extensions or standstills must be read from the record.
        CREATE TABLE IF NOT EXISTS course_item (
            scope INTEGER NOT NULL, start TEXT NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL, rule TEXT NOT NULL,
            what TEXT NOT NULL, case_id BLOB, who TEXT, who_user BLOB, is_disputed INTEGER NOT NULL,
            is_plain INTEGER NOT NULL,
            PRIMARY KEY (scope, start, kind, record, rule)
        ) STRICT, WITHOUT ROWID;

        -- The day on which a sign of danger stands among what is due: it is of changes that no row has.
        CREATE TABLE IF NOT EXISTS alarm_item (
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL, due TEXT NOT NULL,
            PRIMARY KEY (scope, kind, record)
        ) STRICT, WITHOUT ROWID;

        -- When somebody was with a case, or with a household that has none: the last of them may promise the next.
        CREATE TABLE IF NOT EXISTS contact_item (
            parent_scope INTEGER NOT NULL, parent BLOB NOT NULL, at INTEGER NOT NULL, record BLOB NOT NULL,
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, next TEXT,
            PRIMARY KEY (parent_scope, parent, at, record)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS conflict_item (
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL, register INTEGER NOT NULL,
            readings INTEGER NOT NULL, newest_at INTEGER NOT NULL,
            PRIMARY KEY (scope, kind, record, register)
        ) STRICT, WITHOUT ROWID;

        -- Withdrawn records with edits that no withdrawal has seen.
        CREATE TABLE IF NOT EXISTS beside_item (
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (scope, kind, record)
        ) STRICT, WITHOUT ROWID;

        -- Standing records of the few kinds that are asked for whole and that nothing leads to: meetings and their series.
        CREATE TABLE IF NOT EXISTS listed_item (
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (scope, kind, record)
        ) STRICT, WITHOUT ROWID;

        -- Which records name a blob, in any reading: who may read one of them may have it.
        CREATE TABLE IF NOT EXISTS blob_use (
            sha256 BLOB NOT NULL, scope INTEGER NOT NULL, record BLOB NOT NULL, kind INTEGER NOT NULL,
            register INTEGER NOT NULL,
            PRIMARY KEY (sha256, scope, record, kind, register)
        ) STRICT, WITHOUT ROWID;

        -- Blobs that a record of the scope names and that are not here: the downstreams are asked for them.
        CREATE TABLE IF NOT EXISTS blob_missing (
            scope INTEGER NOT NULL, sha256 BLOB NOT NULL,
            PRIMARY KEY (scope, sha256)
        ) STRICT, WITHOUT ROWID;

        -- What two registrations of one person or household are likely to share.
        CREATE TABLE IF NOT EXISTS likeness_key (
            shared TEXT NOT NULL, scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (shared, scope, kind, record)
        ) STRICT, WITHOUT ROWID;

        -- Registrations that somebody said are one, each from both sides.
        CREATE TABLE IF NOT EXISTS same_item (
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL,
            other_scope INTEGER NOT NULL, other_kind INTEGER NOT NULL, other BLOB NOT NULL,
            verdict_scope INTEGER NOT NULL, verdict_kind INTEGER NOT NULL, verdict BLOB NOT NULL,
            is_kept INTEGER NOT NULL,
            PRIMARY KEY (scope, record, kind, other_scope, other, other_kind, verdict_scope, verdict, verdict_kind)
        ) STRICT, WITHOUT ROWID;

        -- Records that moved, a few among thousands: what their copy in a scope says of where they live, and the change that
        -- says so. Whether they live there is a question of that place, too (`CaseQueries.isAway`).
        CREATE TABLE IF NOT EXISTS away_item (
            record BLOB NOT NULL, kind INTEGER NOT NULL, scope INTEGER NOT NULL, home INTEGER NOT NULL,
            said BLOB NOT NULL,
            PRIMARY KEY (record, kind, scope)
        ) STRICT, WITHOUT ROWID;

        -- The scopes of the directory, for each record that names them.
        CREATE TABLE IF NOT EXISTS place_item (
            scope INTEGER NOT NULL, record BLOB NOT NULL, is_withdrawn INTEGER NOT NULL, is_restricted INTEGER NOT NULL,
            PRIMARY KEY (scope, record)
        ) STRICT, WITHOUT ROWID;

        -- The number of a record in `text_words`, in the order of their arrival.
        CREATE TABLE IF NOT EXISTS text_item (
            number INTEGER PRIMARY KEY, scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS text_item_by_record ON text_item (scope, record, kind);
        -- The library, the policies and the network are lists of their own, of a few records among a hundred thousand.
        CREATE INDEX IF NOT EXISTS text_item_of_resources ON text_item (kind, number) WHERE kind BETWEEN 129 AND 131;

        -- The pieces of `TextGrams` by which a record is found. Neither texts nor places are kept: the index is a
        -- fifth of what they would take, and what it finds is compared with the record itself.
        CREATE VIRTUAL TABLE IF NOT EXISTS text_words
            USING fts5(words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');

        -- What is to be entered into `text_words`, and what of the same number stands there now and is to be taken away: to
        -- enter the words was the dearest step of a county's evening. A search reads them here meanwhile (`WaitingTexts`).
        CREATE TABLE IF NOT EXISTS text_waiting (
            number INTEGER PRIMARY KEY, entered TEXT NOT NULL, stretches TEXT NOT NULL
        ) STRICT;
        """
}
