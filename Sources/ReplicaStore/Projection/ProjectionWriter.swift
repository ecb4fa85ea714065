public import Replication

/// Writes the rows of records that changed, through one connection.
public protocol ProjectionWriter: AnyObject {
    /// Turns the rows of each record's state before into those of its state now. Records come by rising (scope, id,
    /// kind), each once; `store` answers of any record, for rows that depend on another one or on what was said before.
    ///
    /// Where it throws, it is called again with each record by itself, so that one bad record fails alone; what a
    /// failed call wrote is undone.
    func project(_ changes: [ProjectedRecord], beside store: some ProjectionSource) throws
}

/// What a projection may ask of the store: functions of the log, so that a rebuild is answered the same.
///
/// Every method throws what the store throws.
public protocol ProjectionSource {
    /// What stands now; nil where no applied change touches the record.
    func state(of record: RecordKey) throws -> RecordState?
    /// Every stored change that touches the record, whatever its standing.
    func changes(touching record: RecordKey) throws -> [StoredChange]
}

extension SQLiteTransaction: ProjectionSource {}
