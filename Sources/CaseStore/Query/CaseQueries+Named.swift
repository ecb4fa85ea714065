import CaseFile
import Causality
import Foundation
import GRDB
public import Replication

extension CaseQueries {
    /// The cases whose code or title is `text`; where there is none, those whose title contains it. By id, with
    /// withdrawn ones left out.
    public func cases(
        called text: String, in scopes: [ScopeID]? = nil, limit: Int = limitDefault
    ) throws -> [CaseItem] {
        func matching(_ condition: String, _ values: [String]) throws -> [CaseItem] {
            var filter = Filter(scopes: scopes)
            filter.add("is_withdrawn = 0")
            return try fetch(
                "SELECT * FROM case_item \(filter.sql) AND (\(condition)) ORDER BY id LIMIT ?",
                filter.arguments + values + [limit], caseItem)
        }
        guard !text.isEmpty else { return [] }
        let exact = try matching("code = ? OR title = ?", [text, text])
        return exact.isEmpty ? try matching("instr(title, ?)", [text]) : exact
    }

    /// The records whose id ends with these hexadecimal digits, by key; empty for a text that is no such ending.
    ///
    /// Ids are time-ordered: those of one minute share their beginning, and those of one import most of their digits.
    /// The ending is random, so a few digits of it name a record. It has no index; this reads a whole table.
    public func records(
        idEnding suffix: String, in scopes: [ScopeID]? = nil, limit: Int = 20
    ) throws -> [RecordKey] {
        let digits = suffix.filter { $0 != "-" }.lowercased()
        // An odd digit in front cannot be compared in bytes: it is compared afterwards.
        guard let bytes = Hexadecimal.decode(digits.suffix(digits.count / 2 * 2)), (1...16).contains(bytes.count)
        else { return [] }
        var filter = Filter(scopes: scopes)
        filter.add("substr(id, ?) = ?", 17 - bytes.count, Data(bytes))
        let tables: [(RecordKind, String)] = [
            (CaseSchema.recordKind, "case_item"), (PersonSchema.recordKind, "person_item"),
            (HouseholdSchema.recordKind, "household_item"), (CasePartySchema.recordKind, "party_item"),
        ]
        let parts = tables.map { kind, table in
            "SELECT scope, \(kind.rawValue) AS kind, id FROM \(table) \(filter.sql)"
        }
        let links = """
            SELECT DISTINCT scope, kind, id FROM (SELECT scope, child_kind AS kind, child AS id FROM link) \(filter.sql)
            """
        let all = parts + [links]
        let arguments = all.flatMap { _ in filter.arguments }
        return try fetch(
            "SELECT DISTINCT scope, kind, id FROM (\(all.joined(separator: " UNION "))) ORDER BY scope, kind, id LIMIT ?",
            arguments + [limit]
        ) { row in
            RecordKey(scope: row.scope(), kind: row.kind("kind"), id: try row.recordID("id"))
        }
        .filter { $0.id.description.filter { $0 != "-" }.hasSuffix(digits) }
    }
}
