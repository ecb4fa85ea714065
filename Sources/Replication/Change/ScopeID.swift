import Causality

/// Names a scope, the unit of partial replication: a village's records, a restricted set, the directory.
///
/// An immutable random 64-bit number. Area code and name are replicated data *about* a scope, because codes are
/// re-issued when villages merge. Whoever may read one record of a scope may read all of it.
///
/// Source: DESIGN.md section 2; FAILURES.md F5.
public struct ScopeID: Hashable, Sendable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The scope that holds areas, people, devices, grants and rulings: written by the center, read by all.
    public static let directory = ScopeID(rawValue: 1)
}

extension ScopeID: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ScopeID: CustomStringConvertible {
    public var description: String { Hexadecimal.encode(rawValue) }
}
