import CaseFile
import ReplicaStore
public import Replication

extension CaseQueries {
    /// The standing records of a kind that is listed whole (meetings, their series), by (scope, id); empty for others.
    public func listed(_ kind: RecordKind, in scopes: [ScopeID]? = nil) throws -> [RecordKey] {
        // Always with scopes: the table begins with them.
        var filter = Filter(scopes: try scopes ?? transaction.scopes())
        filter.add("kind = ?", Int64(kind.rawValue))
        return try fetch("SELECT scope, record FROM listed_item \(filter.sql) ORDER BY scope, record", filter.arguments)
        {
            row in RecordKey(scope: row.scope(), kind: kind, id: try row.recordID("record"))
        }
    }

    /// The cases that are not closed, by key; one whose stage nobody wrote is open.
    public func openCases(in scopes: [ScopeID]? = nil) throws -> [CaseItem] {
        var filter = Filter(scopes: try scopes ?? transaction.scopes())
        filter.add("is_withdrawn = 0")
        filter.add("(stage IS NULL OR stage <> ?)", "closed")
        return try fetch("SELECT * FROM case_item \(filter.sql) ORDER BY scope, id", filter.arguments, caseItem)
    }
}
