public import GRDB
public import Replication

/// Writes tables for lists and search beside the log, in the transaction that changes the records.
///
/// The log is the truth: a projection has no UNIQUE or foreign-key rule, and it is thrown away and made again at any
/// time. A record whose projection fails is listed as unprojected and holds nothing up.
///
/// Source: DESIGN.md section 7; FAILURES.md F9.
public protocol RecordProjector: Sendable {
    /// Number of the tables' layout; at the first opening with another number everything is projected anew.
    var version: Int { get }

    /// Registers tokenizers and functions and creates the tables that do not exist. Called at each opening, and after
    /// `clear`.
    func prepare(_ database: Database) throws

    /// Projects records that changed, by rising key, each once. Where it throws, it is called again with each record by
    /// itself, so that one bad record fails alone; what a failed call wrote is undone.
    func project(_ changes: [ProjectedRecord], in database: Database) throws

    /// Removes all rows, or the tables themselves, of this or an older layout.
    func clear(_ database: Database) throws
}

extension RecordProjector {
    public var version: Int { 1 }
}

/// A record that changed, with its encoded state (`RecordState.encoded`); nil where none is left.
public struct ProjectedRecord: Hashable, Sendable {
    public let key: RecordKey
    public let state: [UInt8]?

    public init(key: RecordKey, state: [UInt8]?) {
        self.key = key
        self.state = state
    }
}

/// A record whose projection failed, and why. Its changes are in the log and its state is merged all the same.
public struct UnprojectedRecord: Hashable, Sendable {
    public let key: RecordKey
    public let error: String

    public init(key: RecordKey, error: String) {
        self.key = key
        self.error = error
    }
}
