import CaseFile
import CaseWork
import Replication

/// The addresses of records.
enum PagePath {
    /// The page that shows a record.
    static func record(_ key: RecordKey) -> String { "/record/\(key.scope)/\(key.kind.rawValue)/\(key.id)" }

    /// The page that corrects it.
    static func correction(_ key: RecordKey) -> String { record(key) + "/correct" }

    /// The form for a visit about a case or to a household or a person.
    static func visit(about key: RecordKey) -> String { "/visit/new?about=\(word(key))" }

    /// The form that was left unfinished.
    static func draft(_ id: some CustomStringConvertible) -> String { "/visit/draft/\(id)" }

    /// A record as one word, for queries and hidden fields.
    static func word(_ key: RecordKey) -> String { "\(key.scope)-\(key.kind.rawValue)-\(key.id.hexadecimal)" }

    /// The record that `word` wrote; nil for anything else.
    static func key(_ word: String) -> RecordKey? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let scope = UInt64(parts[0], radix: 16), let kind = UInt32(parts[1]),
            let id = RecordID(String(parts[2]))
        else { return nil }
        return RecordKey(scope: ScopeID(rawValue: scope), kind: RecordKind(rawValue: kind), id: id)
    }
}

extension RecordID {
    /// Its digits without the hyphens.
    var hexadecimal: String { description.filter { $0 != "-" } }
}

extension PageRequest {
    /// The record that the path names, as `PagePath` writes it. Throws `PageFailure.notFound` for anything else.
    var recordKey: RecordKey {
        get throws(PageFailure) {
            guard let scope = parameters["scope"].flatMap({ UInt64($0, radix: 16) }),
                let kind = parameters["kind"].flatMap({ UInt32($0) }),
                let id = parameters["id"].flatMap({ RecordID($0) })
            else { throw .notFound }
            return RecordKey(scope: ScopeID(rawValue: scope), kind: RecordKind(rawValue: kind), id: id)
        }
    }
}
