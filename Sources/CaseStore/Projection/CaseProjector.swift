public import CaseFile
import Foundation
public import GRDB
public import ReplicaStore
public import Replication

/// Writes the tables of `CaseTables` for every record of a case file, in the transaction that changes the records.
///
/// A function of the record's state and the catalog and of nothing else: neither of other records nor of what the
/// tables held before, so that a rebuild in any order gives the same rows. What spans records (whether a planned
/// follow-up was done) is asked at query time.
///
/// Source: DESIGN.md section 7.
public struct CaseProjector<Codec: ChangeCodec>: RecordProjector {
    private let codec: Codec
    /// Looked up by kind; never iterated.
    private let kinds: [RecordKind: KindDefinition]

    public init(codec: Codec, catalog: Catalog) {
        self.codec = codec
        kinds = Dictionary(catalog.kinds.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Rises with every change of the tables or of what is written into them.
    public var version: Int { 1 }

    /// Creates the tables that do not exist.
    public func prepare(_ database: Database) throws {
        try database.execute(sql: CaseTables.statements)
    }

    /// Removes the tables, whatever their layout.
    public func clear(_ database: Database) throws {
        for name in CaseTables.names { try database.execute(sql: "DROP TABLE IF EXISTS \(name)") }
    }

    /// Replaces the rows of each record; the directory has none. Throws `StorageCorruption` for a state that is not
    /// readable, and what the database throws.
    public func project(_ changes: [ProjectedRecord], in database: Database) throws {
        var rows = try ItemRows(database: database)
        for change in changes where change.key.scope != .directory {
            try rows.remove(change.key)
            guard let encoded = change.state else { continue }
            let record = MergedRecord(
                key: change.key, state: try RecordState(encoded: encoded), definition: kinds[change.key.kind],
                codec: codec)
            try rows.insert(record)
        }
    }
}
