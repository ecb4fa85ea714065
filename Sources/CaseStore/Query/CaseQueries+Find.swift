import CaseFile
import Foundation
import GRDB
import ReplicaStore
public import Replication

extension CaseQueries {
    /// The records whose id begins with the hexadecimal digits of `prefix` (hyphens do not matter), by key; empty for a
    /// text that is no such prefix. Withdrawn ones too: whoever types an id means that record.
    public func records(
        idPrefix prefix: String, in scopes: [ScopeID]? = nil, limit: Int = 20
    ) throws -> [RecordKey] {
        let digits = prefix.filter { $0 != "-" }
        guard !digits.isEmpty, digits.count <= 32,
            let low = RecordID(digits.padding(toLength: 32, withPad: "0", startingAt: 0)),
            let high = RecordID(digits.padding(toLength: 32, withPad: "f", startingAt: 0))
        else { return [] }
        return try records(from: low, through: high, in: scopes, limit: limit) { _ in true }
    }

    /// The records of case files with such an id, at most `limit`, by key.
    func records(
        from low: RecordID, through high: RecordID, in scopes: [ScopeID]?, limit: Int,
        where isMeant: (RecordID) -> Bool
    ) throws -> [RecordKey] {
        var keys: [RecordKey] = []
        for scope in try scopes?.sorted() ?? transaction.scopes() where scope != .directory {
            if keys.count >= limit { break }
            try transaction.eachRecord(in: scope, from: low, through: high) { key in
                if isMeant(key.id) { keys.append(key) }
                return keys.count >= limit
            }
        }
        return keys
    }

    /// A condition put together from parts, with its arguments.
    struct Filter {
        private var parts: [String] = []
        private(set) var arguments: [any DatabaseValueConvertible] = []

        init(scopes: [ScopeID]?, of column: String = "scope") {
            guard let scopes else { return }
            let marks = scopes.map { _ in "?" }.joined(separator: ", ")
            parts = ["\(column) IN (\(marks))"]
            arguments = scopes.map(\.bits)
        }

        mutating func add(_ part: String, _ values: any DatabaseValueConvertible...) {
            add(part, all: values)
        }

        mutating func add(_ part: String, all values: [any DatabaseValueConvertible]) {
            parts.append(part)
            arguments += values
        }

        var sql: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }
    }

    func fetch<Item>(
        _ sql: String, _ arguments: [any DatabaseValueConvertible], _ make: (Row) throws -> Item
    ) throws -> [Item] {
        let statement = try database.cachedStatement(sql: sql)
        var items: [Item] = []
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        while let row = try rows.next() { items.append(try make(row)) }
        return items
    }

    /// The one number that the statement asks for.
    func count(_ sql: String, _ arguments: [any DatabaseValueConvertible]) throws -> Int {
        try fetch(sql, arguments) { $0[0] as Int? ?? 0 }.first ?? 0
    }

    func key(_ row: Row, _ kind: RecordKind) throws -> RecordKey {
        RecordKey(scope: row.scope(), kind: kind, id: try row.recordID("id"))
    }

    func marks(_ row: Row) -> ItemMarks {
        ItemMarks(
            isDisputed: row.flag("is_disputed"), isWithdrawn: row.flag("is_withdrawn"),
            isIncomplete: row.flag("is_incomplete"))
    }

    func caseItem(_ row: Row) throws -> CaseItem {
        CaseItem(
            key: try key(row, CaseSchema.recordKind), title: row.text("title"), code: row["code"],
            stage: row["stage"], risk: row["risk"], nextStep: row["next_step"],
            nextDate: (row["next_date"] as String?).flatMap { CivilDate($0) }, leadName: row["lead_name"],
            leadUser: row.optionalID("lead_user"), marks: marks(row))
    }

    func personItem(_ row: Row) throws -> PersonItem {
        PersonItem(
            key: try key(row, PersonSchema.recordKind), name: row.text("name"),
            otherNames: (row["other_names"] as String?)?.split(separator: "\n").map(String.init) ?? [],
            household: row.optionalID("household"), relation: row["relation"],
            birth: (row["birth"] as String?).flatMap { CivilDate($0) }, isDeceased: row.flag("is_deceased"),
            marks: marks(row))
    }
}
