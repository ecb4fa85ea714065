import CaseFile
import Foundation
import GRDB
import Replication

/// Removes and inserts the rows of one record.
struct ItemRows {
    let database: Database
    /// Both tables are empty on most days, and a merge of a county's day touches 45,000 records: asked once, not for
    /// each of them.
    private var hasConflicts: Bool
    private var hasWithdrawn: Bool

    init(database: Database) throws {
        self.database = database
        hasConflicts = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM conflict_item)") ?? true
        hasWithdrawn = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM withdrawn_item)") ?? true
    }

    /// What every item row ends with.
    struct Marks {
        let isDisputed: Bool
        let isWithdrawn: Bool
        let isIncomplete: Bool
    }

    /// The kinds with a list of their own; every other kind is found through `link`.
    private static let tables: [(kind: RecordKind, name: String)] = [
        (CaseSchema.recordKind, "case_item"), (PersonSchema.recordKind, "person_item"),
        (HouseholdSchema.recordKind, "household_item"), (CasePartySchema.recordKind, "party_item"),
    ]
    private static let kindsWithDueDate = [
        CaseSchema.recordKind, MilestoneSchema.recordKind, FollowUpPlanSchema.recordKind,
    ]

    func remove(_ key: RecordKey) throws {
        let id = key.id.data
        let scope = key.scope.bits
        let kind = Int64(key.kind.rawValue)
        try run("DELETE FROM link WHERE child = ? AND scope = ? AND child_kind = ?", [id, scope, kind])
        if hasConflicts {
            try run("DELETE FROM conflict_item WHERE scope = ? AND kind = ? AND record = ?", [scope, kind, id])
        }
        if hasWithdrawn {
            try run("DELETE FROM withdrawn_item WHERE scope = ? AND kind = ? AND record = ?", [scope, kind, id])
        }
        if let table = ItemRows.tables.first(where: { $0.kind == key.kind }) {
            try run("DELETE FROM \(table.name) WHERE id = ? AND scope = ?", [id, scope])
        }
        if ItemRows.kindsWithDueDate.contains(key.kind) {
            try run("DELETE FROM due_item WHERE record = ? AND scope = ? AND kind = ?", [id, scope, kind])
        }
    }

    mutating func insert(_ record: MergedRecord<some ChangeCodec>) throws {
        let disputed = record.disputed
        let marks = Marks(
            isDisputed: !disputed.isEmpty, isWithdrawn: record.isWithdrawn, isIncomplete: !record.missing.isEmpty)
        for register in disputed { try insertConflict(register, of: record) }
        hasConflicts = hasConflicts || marks.isDisputed
        hasWithdrawn = hasWithdrawn || marks.isWithdrawn
        if marks.isWithdrawn {
            try run(
                "INSERT INTO withdrawn_item (scope, kind, record) VALUES (?, ?, ?)",
                [record.key.scope.bits, Int64(record.key.kind.rawValue), record.key.id.data])
        }
        try insertLinks(of: record, marks)
        switch record.key.kind {
        case CaseSchema.recordKind:
            try insertCase(record, marks)
        case PersonSchema.recordKind:
            try insertPerson(record, marks)
        case HouseholdSchema.recordKind:
            try insertHousehold(record, marks)
        case CasePartySchema.recordKind:
            try insertParty(record, marks)
        default: break
        }
        try insertDue(record, marks)
    }

    private func insertConflict(_ register: RegisterNumber, of record: MergedRecord<some ChangeCodec>) throws {
        let newest = record.state[register].map(\.recordedAt).max() ?? 0
        try run(
            """
            INSERT INTO conflict_item (scope, kind, record, register, readings, newest_at) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                record.key.scope.bits, Int64(record.key.kind.rawValue), record.key.id.data, Int64(register.rawValue),
                record.values(of: register).count, newest,
            ])
    }

    /// One row for each record that any reading names: a disputed parent shows the child under both.
    private func insertLinks(of record: MergedRecord<some ChangeCodec>, _ marks: Marks) throws {
        let sql = """
            INSERT OR REPLACE INTO link
                (child, scope, child_kind, register, parent_kind, parent, parent_scope, is_withdrawn)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        let key = record.key
        var isLinked = false
        for register in record.state.registers
        where record.definition?.register(register.number)?.type.mayRefer ?? false {
            for reference in record.values(of: register.number).flatMap(\.references)
            where reference.scope != .directory {
                isLinked = true
                try run(
                    sql,
                    [
                        key.id.data, key.scope.bits, Int64(key.kind.rawValue), Int64(register.number.rawValue),
                        Int64(reference.kind.rawValue), reference.id.data, (reference.scope ?? key.scope).bits,
                        marks.isWithdrawn,
                    ])
            }
        }
        if !isLinked, !ItemRows.tables.contains(where: { $0.kind == key.kind }) {
            try run(
                sql,
                [
                    key.id.data, key.scope.bits, Int64(key.kind.rawValue), 0, 0, Data(), key.scope.bits,
                    marks.isWithdrawn,
                ])
        }
    }

    func run(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws {
        let statement = try database.cachedStatement(sql: sql)
        try statement.execute(arguments: StatementArguments(arguments))
    }
}

extension ValueType {
    /// Whether a value of the type can name another record.
    fileprivate var mayRefer: Bool {
        switch self {
        case .reference: true
        case .list(let item): item.mayRefer
        case .group(let members): members.contains { $0.type.mayRefer }
        default: false
        }
    }
}
