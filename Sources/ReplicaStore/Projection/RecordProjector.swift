public import GRDB

/// Keeps tables for lists and search beside the log, in the transaction that changes the records.
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

    /// Removes all rows, or the tables themselves, of this or an older layout.
    func clear(_ database: Database) throws

    /// What writes the rows through this connection, for as long as it is open.
    func writer(_ database: Database) throws -> any ProjectionWriter
}

extension RecordProjector {
    public var version: Int { 1 }
}
