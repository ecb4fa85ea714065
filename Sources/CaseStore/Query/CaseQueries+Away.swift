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

    /// A record in whatever scope.
    public struct RecordName: Hashable, Sendable {
        public let kind: RecordKind
        public let id: RecordID

        public init(kind: RecordKind, id: RecordID) {
            (self.kind, self.id) = (kind, id)
        }
    }

    /// The number of what the lists are made of: another one may see parts where an earlier one saw none.
    public static var edition: Int { CaseTables.version }

    /// The moved records that have something new when a record of their scope has: itself, what it belongs to, and of a person
    /// or a household also whatever names it.
    public func movedRecords(concernedBy key: RecordKey) throws -> Set<RecordName> {
        var below = [key]
        if key.kind == HouseholdSchema.recordKind { below += try namers(of: key, PersonSchema.recordKind) }
        if [PersonSchema.recordKind, HouseholdSchema.recordKind].contains(key.kind) {
            for named in below { below += try namers(of: named) }
        }
        var found: Set<RecordName> = []
        for record in Set(below).sorted() {
            found.formUnion(
                try fetch(
                    """
                    \(CaseQueries.above("SELECT ? AS record, ? AS kind, ? AS scope"))
                    SELECT DISTINCT above.record, above.kind FROM above
                    JOIN away_item AS away ON away.record = above.record AND away.kind = above.kind
                    """, [record.id.data, Int64(record.kind.rawValue), record.scope.bits]
                ) { RecordName(kind: $0.kind("kind"), id: try $0.recordID("record")) })
        }
        return found
    }

    /// The records of its scope that name one in any register.
    private func namers(of key: RecordKey, _ kind: RecordKind? = nil) throws -> [RecordKey] {
        try children(of: key, kind: kind, includingWithdrawn: true).filter { $0.scope == key.scope }
    }

    /// Every record that says in one scope to live in another, by (kind, id).
    public func movedRecords() throws -> [MovedRecord] {
        let rows: [(kind: RecordKind, id: RecordID, scopes: [ScopeID])] = try fetch(
            "SELECT * FROM away_item WHERE scope <> home ORDER BY kind, record, scope", []
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

    /// Where a record says that it lives, if it does not live in the scope of the key; nil where it does.
    public func home(ofAway key: RecordKey) throws -> ScopeID? {
        try fetch(
            """
            SELECT home FROM away_item AS away
            WHERE record = ? AND kind = ? AND scope = ? AND \(CaseQueries.isAway("away"))
            """,
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
            SELECT NOT \(CaseQueries.belongsHere("item")) FROM (SELECT ? AS record, ? AS kind, ? AS scope) AS item
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
        """
        NOT EXISTS (SELECT 1 FROM away_item AS away
            WHERE away.record = \(id) AND away.scope = \(scope) AND \(isAway("away")))
        """
    }

    /// The condition that neither the record of a table with columns `scope`, `kind` and `record` nor anything that it
    /// belongs to moved away.
    ///
    /// From the record upwards, by the index of owners, to the top: one look for each row of a list, however many records
    /// moved. Each record is looked at once, so that a circle ends, and no more than belong to anything that people write.
    /// From most villages nothing ever moved: they are told once for the whole list.
    static func belongsHere(_ table: String) -> String {
        """
        (\(table).scope NOT IN (SELECT scope FROM away_item) OR NOT EXISTS (
            \(above("SELECT \(table).record AS record, \(table).kind AS kind, \(table).scope AS scope"))
            SELECT 1 FROM above JOIN away_item AS away
                ON away.record = above.record AND away.kind = above.kind AND away.scope = above.scope
            WHERE \(isAway("away"))))
        """
    }

    /// A record and all that it belongs to in its scope.
    private static func above(_ record: String) -> String {
        """
        WITH RECURSIVE above (record, kind, scope) AS (
            \(record)
            UNION
            SELECT link.parent, link.parent_kind, above.scope FROM above JOIN link
                ON link.child = above.record AND link.child_kind = above.kind AND link.scope = above.scope
                    AND link.parent_scope = above.scope AND link.is_owner = 1
            LIMIT \(ownersMax))
        """
    }

    /// Records above one; a chain that is longer is a mistake or malice.
    static var ownersMax: Int { 256 }

    /// The condition that a record of `away_item` lives elsewhere than in the scope of the row.
    ///
    /// It lives where it says, if that is a place: a scope of the directory that stands and is for everybody. Where it is none,
    /// or the record is known not to have arrived there, it lives at the last place where it can, which is one of those that
    /// are held: the one in which it was said to move, unless that is no place either. So it is nowhere twice, and never
    /// nowhere.
    static func isAway(_ away: String) -> String {
        func isPlace(_ scope: String) -> String {
            """
            (EXISTS (SELECT 1 FROM place_item AS place WHERE place.scope = \(scope) AND place.is_withdrawn = 0)
                AND NOT EXISTS (SELECT 1 FROM place_item AS place WHERE place.scope = \(scope) AND place.is_restricted = 1))
            """
        }
        // A copy has an origin, the first issue has none.
        func rank(_ row: String) -> String {
            """
            (2 * \(isPlace("\(row).scope")) + EXISTS (
                SELECT 1 FROM change AS move WHERE move.scope = \(row).scope AND move.record = \(row).record
                    AND move.kind = \(row).kind AND move.change_id = \(row).said AND move.origin IS NULL))
            """
        }
        return """
            CASE WHEN \(isPlace("\(away).home")) AND (
                NOT EXISTS (SELECT 1 FROM log WHERE log.scope = \(away).home)
                OR EXISTS (SELECT 1 FROM record AS copy WHERE copy.scope = \(away).home AND copy.record = \(away).record
                    AND copy.kind = \(away).kind))
            THEN \(away).scope <> \(away).home
            ELSE EXISTS (SELECT 1 FROM away_item AS other
                WHERE other.record = \(away).record AND other.kind = \(away).kind AND other.scope <> \(away).scope
                    AND other.said = \(away).said
                    AND (\(rank("other")), \(away).scope) > (\(rank(away)), other.scope))
            END
            """
    }

    /// Each record once, where it is in several scopes under one id: that which has not moved away from there, else the
    /// first. In the order of `items`.
    static func once<Item>(
        _ items: [Item], _ key: (Item) -> RecordKey, standing isMoved: (RecordKey) throws -> Bool
    ) rethrows -> [Item] {
        var places: [NameAnywhere: RecordKey] = [:]
        for one in items.map(key) {
            if let place = places[NameAnywhere(one)], try !isMoved(place) || isMoved(one) { continue }
            places[NameAnywhere(one)] = one
        }
        return items.filter { places[NameAnywhere(key($0))] == key($0) }
    }

    /// Each of the records once, where it is held in several scopes under one id: the one where it lives.
    public func living(_ keys: [RecordKey]) throws -> [RecordKey] {
        keys.count < 2 ? keys : try CaseQueries.once(keys, { $0 }, standing: isMoved)
    }
}

/// What a record is called in whatever scope it is held.
struct NameAnywhere: Hashable {
    private let kind: RecordKind
    private let id: RecordID

    init(_ key: RecordKey) { (kind, id) = (key.kind, key.id) }
}
