public import Replication

/// A record that changed.
public struct ProjectedRecord: Hashable, Sendable {
    public let key: RecordKey
    /// The state of which the tables hold the rows; nil where they hold none.
    public let before: RecordState?
    /// The state of which they are to hold the rows; nil where none is left.
    public let state: RecordState?

    public init(key: RecordKey, before: RecordState?, state: RecordState?) {
        self.key = key
        self.before = before
        self.state = state
    }
}
