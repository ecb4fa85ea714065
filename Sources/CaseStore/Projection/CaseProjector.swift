public import CaseFile
public import GRDB
public import ReplicaStore
public import Replication

/// Keeps the tables of `CaseTables` for every record of a case file, in the transaction that changes the records.
///
/// Source: DESIGN.md section 7.
public struct CaseProjector<Codec: ChangeCodec>: RecordProjector {
    let codec: Codec
    /// Looked up by kind; never iterated.
    private let kinds: [RecordKind: ProjectedKind]

    public init(codec: Codec, catalog: Catalog) {
        self.codec = codec
        kinds = Dictionary(
            catalog.kinds.map { ($0.kind, ProjectedKind($0, in: catalog)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The number of the tables' layout and of what is written into them.
    public var version: Int { CaseTables.version }

    /// Creates the tables that do not exist.
    public func prepare(_ database: Database) throws {
        try database.execute(sql: CaseTables.statements)
    }

    /// Removes the tables, whatever their layout.
    public func clear(_ database: Database) throws {
        for name in CaseTables.names { try database.execute(sql: "DROP TABLE IF EXISTS \(name)") }
    }

    /// Writes what differs between two states of a record; of the directory, its scopes alone have rows.
    public func writer(_ database: Database) -> any ProjectionWriter {
        CaseRowWriter(database, self)
    }

    /// A record's state as its rows are read from.
    func merged(_ key: RecordKey, _ state: RecordState) -> MergedRecord<Codec> {
        MergedRecord(key: key, state: state, definition: kinds[key.kind]?.definition, codec: codec)
    }

    /// The rows of a record's two states; none where it has none.
    func rows(of change: ProjectedRecord) -> (before: RecordRows, after: RecordRows) {
        let kind = kinds[change.key.kind]
        func record(_ state: RecordState?, after before: MergedRecord<Codec>? = nil) -> MergedRecord<Codec>? {
            state.map {
                MergedRecord(
                    key: change.key, state: $0, definition: kind?.definition, codec: codec, before: before)
            }
        }
        let before = record(change.before)
        let rowsBefore = before.map { RecordRows($0, kind) } ?? RecordRows()
        let after = record(change.state, after: before)
        return (rowsBefore, after.map { RecordRows($0, kind) } ?? RecordRows())
    }
}
