import CaseFile
import Foundation
import GRDB
public import Replication

extension CaseQueries {
    /// A record that moved, and the scopes of which this machine knows that it was or is there.
    public struct MovedRecord: Hashable, Sendable {
        public let kind: RecordKind
        public let id: RecordID
        /// Rising; at least two.
        public let scopes: [ScopeID]
    }

    /// Every record that lives in another scope than one in which it is held, by (kind, id).
    public func movedRecords() throws -> [MovedRecord] {
        let rows: [(kind: RecordKind, id: RecordID, scopes: [ScopeID])] = try fetch(
            "SELECT * FROM away_item ORDER BY kind, record, scope", []
        ) { row in (row.kind("kind"), try row.recordID("record"), [row.scope(), row.scope("home")]) }
        var moved: [MovedRecord] = []
        for row in rows {
            var scopes = row.scopes
            if let last = moved.last, last.kind == row.kind, last.id == row.id {
                scopes += last.scopes
                moved.removeLast()
            }
            moved.append(MovedRecord(kind: row.kind, id: row.id, scopes: Array(Set(scopes)).sorted()))
        }
        return moved
    }

    /// Where a record lives, if it moved away from the scope of the key; nil where it did not.
    public func home(ofAway key: RecordKey) throws -> ScopeID? {
        try fetch(
            "SELECT home FROM away_item WHERE record = ? AND kind = ? AND scope = ?",
            [key.id.data, Int64(key.kind.rawValue), key.scope.bits]
        ) { $0.scope("home") }.first
    }

    /// The other scopes in which a record is or was, by number; none where it never moved.
    func places(ofMoved key: RecordKey) throws -> [ScopeID] {
        let rows = try fetch(
            "SELECT scope, home FROM away_item WHERE record = ? AND kind = ?",
            [key.id.data, Int64(key.kind.rawValue)]
        ) { [$0.scope(), $0.scope("home")] }
        return Array(Set(rows.joined()).subtracting([key.scope])).sorted()
    }

    /// Whether a record, or one that it belongs to, moved away from here.
    func isMoved(_ key: RecordKey) throws -> Bool {
        let sql = """
            SELECT EXISTS (SELECT 1 FROM away_item AS away
                WHERE away.record = item.record AND away.kind = item.kind AND away.scope = item.scope)
            OR NOT \(CaseQueries.belongsHere("item"))
            FROM (SELECT ? AS record, ? AS kind, ? AS scope) AS item
            """
        return try fetch(sql, [key.id.data, Int64(key.kind.rawValue), key.scope.bits]) { $0[0] as Bool? ?? false }
            .first ?? false
    }

    /// The records that belong to one, and those that belong to these, all in its scope, by (kind, id). Withdrawn ones too.
    public func parts(of key: RecordKey) throws -> [RecordKey] {
        var found: Set<RecordKey> = []
        var open = [key]
        while let parent = open.popLast() {
            let children: [RecordKey] = try fetch(
                """
                SELECT DISTINCT child_kind, child FROM link
                WHERE parent_scope = ? AND parent = ? AND parent_kind = ? AND scope = ? AND is_owner = 1
                """,
                [parent.scope.bits, parent.id.data, Int64(parent.kind.rawValue), parent.scope.bits]
            ) { row in
                RecordKey(scope: parent.scope, kind: row.kind("child_kind"), id: try row.recordID("child"))
            }
            for child in children where child != key && found.insert(child).inserted { open.append(child) }
        }
        return found.sorted()
    }

    // MARK: Conditions

    /// The condition that a case or household, by the columns with its scope and its id, has not moved away.
    static func isHere(_ scope: String, _ id: String) -> String {
        "NOT EXISTS (SELECT 1 FROM away_item AS away WHERE away.record = \(id) AND away.scope = \(scope))"
    }

    /// The condition that nothing that moved away has the record of a table with columns `scope`, `kind` and `record`
    /// as its part, or as a part of a part.
    ///
    /// From the record upwards, by the index of owners: one look for each row of a list, however many records moved.
    static func belongsHere(_ table: String) -> String {
        func isAway(_ link: String) -> String {
            """
            EXISTS (SELECT 1 FROM away_item AS away WHERE away.record = \(link).parent
                AND away.kind = \(link).parent_kind AND away.scope = \(link).parent_scope)
            """
        }
        return """
            NOT EXISTS (
                SELECT 1 FROM link AS lower
                WHERE lower.child = \(table).record AND lower.child_kind = \(table).kind
                    AND lower.scope = \(table).scope AND lower.parent_scope = \(table).scope AND lower.is_owner = 1
                    AND (\(isAway("lower")) OR EXISTS (
                        SELECT 1 FROM link AS upper
                        WHERE upper.child = lower.parent AND upper.child_kind = lower.parent_kind
                            AND upper.scope = lower.scope AND upper.parent_scope = lower.scope AND upper.is_owner = 1
                            AND \(isAway("upper")))))
            """
    }

    /// Each record once, where it is in several scopes under one id: that which has not moved away from there, else the
    /// first. In the order of `items`.
    static func once<Item>(
        _ items: [Item], _ key: (Item) -> RecordKey, standing isMoved: (RecordKey) throws -> Bool
    ) rethrows -> [Item] {
        var places: [RecordKey] = []
        for item in items {
            let one = key(item)
            guard let index = places.firstIndex(where: { $0.isSameRecord(as: one) }) else {
                places.append(one)
                continue
            }
            if try isMoved(places[index]), try !isMoved(one) { places[index] = one }
        }
        return items.filter { places.contains(key($0)) }
    }

    /// Each of the records once, where it is held in several scopes under one id: the one where it lives.
    public func living(_ keys: [RecordKey]) throws -> [RecordKey] {
        keys.count < 2 ? keys : try CaseQueries.once(keys, { $0 }, standing: isMoved)
    }
}

extension RecordKey {
    /// Whether it is the same record, in whatever scope.
    func isSameRecord(as other: RecordKey) -> Bool { id == other.id && kind == other.kind }
}
