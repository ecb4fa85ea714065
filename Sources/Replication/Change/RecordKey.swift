/// The number of a kind of record in the catalog: visit, case, demand …
///
/// The engine treats it as a number; only the directory's own kinds (`DirectorySchema`) mean something to it.
public struct RecordKind: Hashable, Sendable, Comparable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The number of a register within its kind; a register is written and merged as a whole.
///
/// Numbers from 10,000 up are the county's own fields.
public struct RegisterNumber: Hashable, Sendable, Comparable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names one record: the scope it lives in, its kind and its id. A change touches exactly one.
public struct RecordKey: Hashable, Sendable, Comparable {
    public let scope: ScopeID
    public let kind: RecordKind
    public let id: RecordID

    public init(scope: ScopeID, kind: RecordKind, id: RecordID) {
        self.scope = scope
        self.kind = kind
        self.id = id
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.scope, left.kind, left.id) < (right.scope, right.kind, right.id)
    }
}
