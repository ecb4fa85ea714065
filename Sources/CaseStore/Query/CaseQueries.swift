import CaseFile
import Foundation
import GRDB
public import ReplicaStore
public import Replication

/// Reads the projections: lists, what is due, what is disputed, who belongs to what.
///
/// Valid within the transaction that it comes from. The tables are written at the end of a transaction, so a query
/// inside a writing one sees the rows as they were before it. `scopes` nil means every scope held here. Methods throw
/// what the database throws.
public struct CaseQueries {
    let transaction: SQLiteTransaction

    var database: Database { transaction.database }

    /// More lines than anybody reads at once.
    public static let limitDefault = 1000

    /// Cases, those with the earliest next date first; with `stage` only those whose shown stage is that code.
    public func cases(
        in scopes: [ScopeID]? = nil, stage: String? = nil, includingWithdrawn: Bool = false,
        limit: Int = limitDefault
    ) throws -> [CaseItem] {
        var filter = Filter(scopes: scopes)
        if let stage { filter.add("stage = ?", stage) }
        if !includingWithdrawn { filter.add("is_withdrawn = 0") }
        filter.add(CaseQueries.isHere("case_item.scope", "case_item.id"))
        return try fetch(
            "SELECT * FROM case_item \(filter.sql) ORDER BY next_date IS NULL, next_date, id LIMIT ?",
            filter.arguments + [limit], caseItem)
    }

    /// One case as a line of a list; nil where it is not held here.
    public func caseItem(_ key: RecordKey) throws -> CaseItem? {
        try fetch("SELECT * FROM case_item WHERE scope = ? AND id = ?", [key.scope.bits, key.id.data], caseItem).first
    }

    /// People whose name, or a disputed reading of it, contains `text`, by name. Withdrawn ones are left out.
    public func people(
        named text: String, in scopes: [ScopeID]? = nil, limit: Int = limitDefault
    ) throws -> [PersonItem] {
        var filter = Filter(scopes: scopes)
        if !text.isEmpty { filter.add("(instr(name, ?) OR instr(other_names, ?))", text, text) }
        return try people(filter, limit: limit)
    }

    /// The people whose name, or a disputed reading of it, is `text`, by name: however many others have it in theirs.
    public func people(called text: String, in scopes: [ScopeID]? = nil) throws -> [PersonItem] {
        var filter = Filter(scopes: scopes)
        filter.add("(name = ? OR instr(other_names, ?))", text, text)
        return try people(filter, limit: .max).filter { $0.name == text || $0.otherNames.contains(text) }
    }

    private func people(_ wanted: Filter, limit: Int) throws -> [PersonItem] {
        var filter = wanted
        filter.add("is_withdrawn = 0")
        filter.add(CaseQueries.isHere("person_item.scope", "person_item.household"))
        var asked = limit
        while true {
            let rows = try fetch(
                "SELECT * FROM person_item \(filter.sql) ORDER BY name, id LIMIT ?", filter.arguments + [asked],
                personItem)
            let found = try CaseQueries.once(rows, \.key, standing: isMoved)
            if rows.count < asked || found.count >= limit { return Array(found.prefix(limit)) }
            // Who is in two villages under one id took the lines of others.
            asked *= 2
        }
    }

    /// One person as a line of a list.
    public func personItem(_ key: RecordKey) throws -> PersonItem? {
        try fetch("SELECT * FROM person_item WHERE scope = ? AND id = ?", [key.scope.bits, key.id.data], personItem)
            .first
    }

    /// Households, by address; with `text` only those whose address or head contains it.
    public func households(
        in scopes: [ScopeID]? = nil, matching text: String = "", limit: Int = limitDefault
    ) throws -> [HouseholdItem] {
        var filter = Filter(scopes: scopes)
        if !text.isEmpty { filter.add("(instr(address, ?) OR instr(head_name, ?))", text, text) }
        return try households(filter, limit: limit)
    }

    /// The households at an address, by id: however many others have it in theirs.
    public func households(at address: String, in scopes: [ScopeID]? = nil) throws -> [HouseholdItem] {
        var filter = Filter(scopes: scopes)
        filter.add("address = ?", address)
        return try households(filter, limit: .max)
    }

    private func households(_ wanted: Filter, limit: Int) throws -> [HouseholdItem] {
        var filter = wanted
        filter.add("is_withdrawn = 0")
        filter.add(CaseQueries.isHere("household_item.scope", "household_item.id"))
        return try fetch(
            "SELECT * FROM household_item \(filter.sql) ORDER BY address, id LIMIT ?", filter.arguments + [limit]
        ) { row in
            HouseholdItem(
                key: try key(row, HouseholdSchema.recordKind), address: row.text("address"), headName: row["head_name"],
                headPerson: row.optionalID("head_person"), area: row.optionalID("area"), marks: marks(row))
        }
    }

    /// The people of a household, by name; those whose record was withdrawn are left out.
    public func members(of household: RecordKey) throws -> [PersonItem] {
        try children(of: household, kind: PersonSchema.recordKind).compactMap(personItem)
            .sorted { ($0.name, $0.key) < ($1.name, $1.key) }
    }

    /// The parts that a person has in cases, by id.
    public func parties(of person: RecordKey) throws -> [PartyItem] {
        try children(of: person, kind: CasePartySchema.recordKind).flatMap { party in
            try fetch(
                "SELECT * FROM party_item WHERE scope = ? AND id = ?", [party.scope.bits, party.id.data]
            ) { row in
                PartyItem(
                    key: party, caseID: row.optionalID("case_id"), person: row.optionalID("person"),
                    side: row["side"], capacity: row["capacity"], marks: marks(row))
            }
        }
    }

    /// The records that name `parent` in any register, by (kind, id), each once; with `kind` only those of that kind.
    public func children(
        of parent: RecordKey, kind: RecordKind? = nil, includingWithdrawn: Bool = false
    ) throws -> [RecordKey] {
        var sql = """
            SELECT DISTINCT scope, child_kind, child FROM link
            WHERE parent = ? AND parent_kind = ? AND parent_scope = ?
            """
        var arguments: [any DatabaseValueConvertible] = [
            parent.id.data, Int64(parent.kind.rawValue), parent.scope.bits,
        ]
        if let kind {
            sql += " AND child_kind = ?"
            arguments.append(Int64(kind.rawValue))
        }
        if !includingWithdrawn { sql += " AND is_withdrawn = 0" }
        sql += " ORDER BY child_kind, child, scope"
        func named(_ arguments: [any DatabaseValueConvertible]) throws -> [RecordKey] {
            try fetch(sql, arguments) { row in
                RecordKey(scope: row.scope(), kind: row.kind("child_kind"), id: try row.recordID("child"))
            }
        }
        let own = try named(arguments)
        // What lies in a third scope, a restricted one, names a moved record where it was when that was written.
        let places = try places(ofMoved: parent)
        if places.isEmpty { return own }
        var found = own
        for place in places {
            arguments[2] = place.bits
            found += try named(arguments).filter { child in
                child.scope != place && child.scope != parent.scope && !found.contains(child)
            }
        }
        return found.sorted { ($0.kind, $0.id, $0.scope) < ($1.kind, $1.id, $1.scope) }
    }

    /// The standing records of a kind that name a child of `parent`, each with that child, by (child, id): the
    /// feelings recorded at all visits of a case, in one question.
    public func grandchildren(
        of parent: RecordKey, through kind: RecordKind, kind grandchildKind: RecordKind
    ) throws -> [(parent: RecordKey, child: RecordKey)] {
        try fetch(
            """
            SELECT DISTINCT upper.scope AS parent_scope, upper.child AS parent, lower.scope, lower.child
            FROM link AS upper JOIN link AS lower
                ON lower.parent_scope = upper.scope AND lower.parent = upper.child
                AND lower.parent_kind = upper.child_kind
            WHERE upper.parent_scope = ? AND upper.parent = ? AND upper.parent_kind = ? AND upper.child_kind = ?
                AND lower.child_kind = ? AND lower.is_withdrawn = 0
            ORDER BY upper.scope, upper.child, lower.child, lower.scope
            """,
            [
                parent.scope.bits, parent.id.data, Int64(parent.kind.rawValue), Int64(kind.rawValue),
                Int64(grandchildKind.rawValue),
            ]
        ) { row in
            (
                parent: RecordKey(scope: row.scope("parent_scope"), kind: kind, id: try row.recordID("parent")),
                child: RecordKey(scope: row.scope(), kind: grandchildKind, id: try row.recordID("child"))
            )
        }
    }

    /// The registers with more than one distinct reading, by (scope, kind, record, register); the first `offset` of them
    /// are left out.
    public func conflicts(
        in scopes: [ScopeID]? = nil, limit: Int = limitDefault, offset: Int = 0
    ) throws -> [ConflictItem] {
        var filter = Filter(scopes: scopes)
        filter.add(CaseQueries.belongsHere("conflict_item"))
        return try fetch(
            "SELECT * FROM conflict_item \(filter.sql) ORDER BY scope, kind, record, register LIMIT ? OFFSET ?",
            filter.arguments + [limit, offset]
        ) { row in
            ConflictItem(
                key: RecordKey(scope: row.scope(), kind: row.kind("kind"), id: try row.recordID("record")),
                register: RegisterNumber(rawValue: UInt32(clamping: row["register"] as Int64? ?? 0)),
                readings: row["readings"] as Int? ?? 0, newestAt: row["newest_at"] as Int64? ?? 0)
        }
    }

    /// How many registers are disputed.
    public func conflictCount(in scopes: [ScopeID]? = nil) throws -> Int {
        var filter = Filter(scopes: scopes)
        filter.add(CaseQueries.belongsHere("conflict_item"))
        return try count("SELECT count(*) FROM conflict_item \(filter.sql)", filter.arguments)
    }

    /// Withdrawn records with edits that no withdrawal has seen (`EditsBeside`), by (scope, kind, id).
    public func editedBesideWithdrawal(
        in scopes: [ScopeID]? = nil, limit: Int = limitDefault
    ) throws -> [RecordKey] {
        var filter = Filter(scopes: scopes)
        filter.add(CaseQueries.belongsHere("beside_item"))
        return try fetch(
            "SELECT * FROM beside_item \(filter.sql) ORDER BY scope, kind, record LIMIT ?",
            filter.arguments + [limit]
        ) { row in
            RecordKey(scope: row.scope(), kind: row.kind("kind"), id: try row.recordID("record"))
        }
    }
}

extension SQLiteTransaction {
    /// The projections of the case files, as far as `CaseProjector` writes them into this store.
    public var cases: CaseQueries { CaseQueries(transaction: self) }
}
