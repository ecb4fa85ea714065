import CaseFile
import GRDB
public import Replication

extension CaseQueries {
    /// Registrations that share something that two of one person would.
    public struct LikeGroup: Hashable, Sendable {
        /// Ordered by key.
        public let records: [RecordKey]
    }

    /// More share a surname, not a person.
    private static var groupMax: Int { 40 }

    /// Groups of registrations that may be one, those that share the most telling things first: a number, a telephone, name
    /// and birth, then a name that sounds alike in one village.
    public func likeGroups(of kind: RecordKind, in scopes: [ScopeID]? = nil, limit: Int = 5000) throws -> [LikeGroup] {
        var filter = Filter(scopes: scopes)
        filter.add("kind = ?", Int64(kind.rawValue))
        filter.add(CaseQueries.belongsHere("likeness_key"))
        let shared: [String] = try fetch(
            """
            SELECT shared, count(DISTINCT record) AS many FROM likeness_key \(filter.sql) GROUP BY shared
            HAVING many BETWEEN 2 AND ?
            ORDER BY instr('ipbahsd', substr(shared, 1, 1)), shared LIMIT ?
            """, filter.arguments + [CaseQueries.groupMax, limit]
        ) { $0.text("shared") }
        return try shared.map { text in
            var members = Filter(scopes: scopes)
            members.add("shared = ?", text)
            members.add("kind = ?", Int64(kind.rawValue))
            members.add(CaseQueries.belongsHere("likeness_key"))
            return LikeGroup(
                records: try CaseQueries.once(
                    fetch(
                        "SELECT scope, kind, record FROM likeness_key \(members.sql) ORDER BY scope, record",
                        members.arguments
                    ) { row in RecordKey(scope: row.scope(), kind: row.kind("kind"), id: try row.recordID("record")) },
                    \.self, standing: isMoved))
        }
    }

    /// The registrations that people said are the same as this one, itself among them: that which is shown first, then by
    /// key. Only itself where nobody said so.
    public func registrations(ofSameAs key: RecordKey) throws -> [RecordKey] {
        var found: [RecordKey] = [key]
        var hidden: Set<RecordKey> = []
        var next = 0
        while next < found.count, found.count < CaseQueries.groupMax {
            let one = found[next]
            next += 1
            let others: [(key: RecordKey, isKept: Bool)] = try fetch(
                """
                SELECT other_scope, other_kind, other, is_kept FROM same_item
                WHERE scope = ? AND record = ? AND kind = ? ORDER BY other_scope, other
                """, [one.scope.bits, one.id.data, Int64(one.kind.rawValue)]
            ) { row in
                (
                    RecordKey(
                        scope: row.scope("other_scope"), kind: row.kind("other_kind"), id: try row.recordID("other")),
                    row.flag("is_kept")
                )
            }
            for other in others {
                hidden.insert(other.isKept ? other.key : one)
                if !found.contains(other.key) { found.append(other.key) }
            }
        }
        return found.sorted { left, right in
            let (leftHidden, rightHidden) = (hidden.contains(left), hidden.contains(right))
            return leftHidden == rightHidden ? left < right : rightHidden
        }
    }
}
