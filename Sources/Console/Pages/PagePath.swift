import CaseFile
import CaseWork
import Replication

/// The addresses of records.
enum PagePath {
    /// The page that shows a record.
    static func record(_ key: RecordKey) -> String { "/record/\(key.scope)/\(key.kind.rawValue)/\(key.id)" }

    /// The page that corrects it.
    static func correction(_ key: RecordKey) -> String { record(key) + "/correct" }
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
