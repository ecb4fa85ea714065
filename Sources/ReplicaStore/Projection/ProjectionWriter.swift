public import Replication

/// Writes the rows of records that changed, through one connection.
public protocol ProjectionWriter: AnyObject {
    /// Turns the rows of each record's state before into those of its state now. Records come by rising (scope, id,
    /// kind), each once; `state` answers what stands now of any record, for rows that depend on another one.
    ///
    /// Where it throws, it is called again with each record by itself, so that one bad record fails alone; what a
    /// failed call wrote is undone.
    func project(_ changes: [ProjectedRecord], state: (RecordKey) throws -> RecordState?) throws
}
