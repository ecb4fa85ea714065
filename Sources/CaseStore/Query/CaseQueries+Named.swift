import CaseFile
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
            let found = try fetch(
                "SELECT * FROM case_item \(filter.sql) AND (\(condition)) ORDER BY id LIMIT ?",
                filter.arguments + values + [limit], caseItem)
            // One that moved away is found by its name where it left: its history is read there.
            return try CaseQueries.once(found, \.key, standing: isMoved)
        }
        guard !text.isEmpty else { return [] }
        let exact = try matching("code = ? OR title = ?", [text, text])
        return exact.isEmpty ? try matching("instr(title, ?)", [text]) : exact
    }

    /// The cases whose title or code contains `text`, those with the earliest next date first. Withdrawn ones are left out.
    public func cases(
        containing text: String, in scopes: [ScopeID]? = nil, limit: Int = limitDefault
    ) throws -> [CaseItem] {
        var filter = Filter(scopes: scopes)
        filter.add("is_withdrawn = 0")
        filter.add("(instr(title, ?) OR instr(code, ?))", text, text)
        filter.add(CaseQueries.isHere("case_item.scope", "case_item.id"))
        return try fetch(
            "SELECT * FROM case_item \(filter.sql) ORDER BY next_date IS NULL, next_date, id LIMIT ?",
            filter.arguments + [limit], caseItem)
    }

    /// All records of a kind that has no list of its own, the newest first. Reads the keys of all records: for what is asked
    /// once in a while.
    public func records(ofKind kind: RecordKind, in scopes: [ScopeID]? = nil) throws -> [RecordKey] {
        var filter = Filter(scopes: scopes)
        filter.add("kind = ?", Int64(kind.rawValue))
        return try fetch(
            "SELECT scope, record FROM record \(filter.sql) ORDER BY record DESC, scope", filter.arguments
        ) { row in RecordKey(scope: row.scope(), kind: kind, id: try row.recordID("record")) }
    }

    /// The records whose id ends with these hexadecimal digits, by key; empty for a text that is no such ending.
    ///
    /// Ids are time-ordered: those of one minute share their beginning, and those of one import most of their digits.
    /// The ending is random, so a few digits of it name a record. It has no order to look it up by; this reads the
    /// ids of all changes.
    public func records(
        idEnding suffix: String, in scopes: [ScopeID]? = nil, limit: Int = 20
    ) throws -> [RecordKey] {
        let digits = suffix.filter { $0 != "-" }.lowercased()
        guard (2...32).contains(digits.count), digits.allSatisfy(\.isHexDigit), let ending = UInt128(digits, radix: 16)
        else { return [] }
        let mask = digits.count == 32 ? UInt128.max : (1 << (4 * UInt128(digits.count))) - 1
        return try records(
            from: RecordID(rawValue: 0), through: RecordID(rawValue: .max), in: scopes, limit: limit
        ) { $0.rawValue & mask == ending }
    }
}
