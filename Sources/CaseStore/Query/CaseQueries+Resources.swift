import CaseFile
public import Replication

extension CaseQueries {
    /// Kinds that are lists of their own, and whose records always have words.
    private static let resources = [
        LibraryCaseSchema.recordKind, PolicyToolSchema.recordKind, NetworkMemberSchema.recordKind,
    ]

    /// The standing records of the library, the policies or the network, those that arrived last first; empty for any
    /// other kind.
    public func resources(of kind: RecordKind, in scopes: [ScopeID]? = nil) throws -> [RecordKey] {
        guard CaseQueries.resources.contains(kind) else { return [] }
        var filter = Filter(scopes: scopes)
        // The bounds are those of the index, which SQLite takes only where the question has them.
        filter.add("kind = ?", Int64(kind.rawValue))
        filter.add("kind BETWEEN 129 AND 131")
        return try fetch(
            "SELECT scope, record FROM text_item \(filter.sql) ORDER BY number DESC", filter.arguments
        ) { row in
            RecordKey(scope: row.scope(), kind: kind, id: try row.recordID("record"))
        }
    }

    /// The cases that some reading calls long-standing (积案), by id. Withdrawn ones are left out.
    public func backlog(in scopes: [ScopeID]? = nil) throws -> [RecordKey] {
        var filter = Filter(scopes: scopes)
        filter.add("is_backlog = 1")
        filter.add("is_withdrawn = 0")
        return try fetch("SELECT scope, id FROM case_item \(filter.sql) ORDER BY id, scope", filter.arguments) { row in
            try key(row, CaseSchema.recordKind)
        }
    }
}
