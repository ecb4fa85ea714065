/// The tables that lists, due dates and conflicts are read from.
///
/// Derived data, thrown away and made again at any time. The keys are those of records and registers, which the merge
/// makes single; there is no rule on any content, because two offline nodes may both be right (FAILURES.md F9). Scopes
/// are 64-bit patterns and may show as negative numbers; ids are blobs, whose order is that of their bytes; dates are
/// `2026-06-03`.
enum CaseTables {
    static let names = [
        "case_item", "person_item", "household_item", "party_item", "link", "due_item", "conflict_item",
        "withdrawn_item",
    ]

    static let statements = """
        CREATE TABLE IF NOT EXISTS case_item (
            id BLOB NOT NULL, scope INTEGER NOT NULL, title TEXT NOT NULL, code TEXT, stage TEXT, risk TEXT,
            next_step TEXT, next_date TEXT, lead_name TEXT, lead_user BLOB,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (id, scope)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS case_item_by_stage ON case_item (scope, is_withdrawn, stage, next_date);

        CREATE TABLE IF NOT EXISTS person_item (
            id BLOB NOT NULL, scope INTEGER NOT NULL, name TEXT NOT NULL, other_names TEXT,
            household BLOB, relation TEXT, birth TEXT, is_deceased INTEGER NOT NULL,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (id, scope)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS person_item_by_name ON person_item (name);

        CREATE TABLE IF NOT EXISTS household_item (
            id BLOB NOT NULL, scope INTEGER NOT NULL, address TEXT NOT NULL, head_name TEXT, head_person BLOB, area BLOB,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (id, scope)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS household_item_by_scope ON household_item (scope, address);

        CREATE TABLE IF NOT EXISTS party_item (
            id BLOB NOT NULL, scope INTEGER NOT NULL, case_id BLOB, person BLOB, side TEXT, capacity TEXT,
            is_disputed INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_incomplete INTEGER NOT NULL,
            PRIMARY KEY (id, scope)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS party_item_by_person ON party_item (person);

        -- From a record to each record that it names. A record that names none has one row with parent_kind 0 and an
        -- empty parent, so that every record of a case file is found by its id here or in the tables above.
        CREATE TABLE IF NOT EXISTS link (
            child BLOB NOT NULL, scope INTEGER NOT NULL, child_kind INTEGER NOT NULL, register INTEGER NOT NULL,
            parent_kind INTEGER NOT NULL, parent BLOB NOT NULL, parent_scope INTEGER NOT NULL,
            is_withdrawn INTEGER NOT NULL,
            PRIMARY KEY (child, scope, child_kind, register, parent_kind, parent, parent_scope)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS link_by_parent ON link (parent, parent_kind, child_kind, is_withdrawn);

        -- is_open: neither performed, nor closed, nor withdrawn. A plan's follow-up is looked up in link.
        CREATE TABLE IF NOT EXISTS due_item (
            record BLOB NOT NULL, scope INTEGER NOT NULL, kind INTEGER NOT NULL, due TEXT NOT NULL, what TEXT NOT NULL,
            case_id BLOB, is_open INTEGER NOT NULL, is_disputed INTEGER NOT NULL,
            PRIMARY KEY (record, scope, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS due_item_by_date ON due_item (due) WHERE is_open = 1;
        CREATE INDEX IF NOT EXISTS due_item_by_scope ON due_item (scope, due) WHERE is_open = 1;

        CREATE TABLE IF NOT EXISTS conflict_item (
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL, register INTEGER NOT NULL,
            readings INTEGER NOT NULL, newest_at INTEGER NOT NULL,
            PRIMARY KEY (scope, kind, record, register)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS withdrawn_item (
            scope INTEGER NOT NULL, kind INTEGER NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (scope, kind, record)
        ) STRICT, WITHOUT ROWID;
        """
}
