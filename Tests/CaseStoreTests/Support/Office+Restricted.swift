import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication
import WireProtocol

extension Office {
    /// The bodies of all changes of a scope as text: words stand in them as they were typed.
    func bodies(in scope: ScopeID) throws -> [String] {
        try storage.read { transaction in
            try transaction.heads(in: scope).flatMap { head in
                try transaction.changes(of: head.log, from: 1, byteLimit: .max).map {
                    String(decoding: $0.body, as: UTF8.self)
                }
            }
        }
    }

    /// The records that a search for the words finds.
    func found(_ text: String) throws -> [RecordKey] {
        try read { reading in
            guard let query = SearchQuery(text) else { return [] }
            return try reading.queries.mentions(of: query) { key in
                try reading.transaction.state(of: key).map {
                    MergedRecord(
                        key: key, state: $0, definition: reading.catalog.kind(key.kind), codec: ProtobufChangeCodec())
                }
            }.map(\.key)
        }
    }

    func custody(of key: RecordKey) throws -> Custody { try read { try $0.record(key).custody } }
}
