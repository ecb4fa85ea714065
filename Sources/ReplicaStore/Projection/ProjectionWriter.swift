/// Writes the rows of records that changed, through one connection.
public protocol ProjectionWriter: AnyObject {
    /// Turns the rows of each record's state before into those of its state now. Records come by rising key, each once.
    ///
    /// Where it throws, it is called again with each record by itself, so that one bad record fails alone; what a
    /// failed call wrote is undone.
    func project(_ changes: [ProjectedRecord]) throws
}
