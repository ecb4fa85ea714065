import CaseFile
public import Replication

extension CaseQueries {
    /// The standing visits to a case or a household that were made from one day through another, by (scope, id).
    public func visitsMade(
        from first: CivilDate, through last: CivilDate, in scopes: [ScopeID]? = nil
    ) throws -> [RecordKey] {
        guard let start = ShanghaiTime(date: first, hour: 0, minute: 0)?.instant,
            let end = ShanghaiTime(date: last, hour: 0, minute: 0)?.instant
        else { return [] }
        var filter = Filter(scopes: scopes)
        filter.add("kind = ?", Int64(VisitSchema.recordKind.rawValue))
        filter.add("at >= ?", start)
        filter.add("at < ?", end + 86_400_000)
        return try fetch(
            "SELECT DISTINCT scope, record FROM contact_item \(filter.sql) ORDER BY scope, record", filter.arguments
        ) { row in
            RecordKey(scope: row.scope(), kind: VisitSchema.recordKind, id: try row.recordID("record"))
        }
    }
}
