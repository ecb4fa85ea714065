package import Causality
package import Replication

/// What can be handed to a `HotStatement`: it fills one place or, as a key of several parts, the next few.
package protocol StatementValue {
    /// Binds itself at `index` and moves `index` behind its places.
    func bind(to statement: HotStatement, at index: inout CInt) throws
}

extension Int64: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try statement.bind(self, at: index)
        index += 1
    }
}

/// The bit pattern: scopes and replicas use all 64 bits.
extension UInt64: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try Int64(bitPattern: self).bind(to: statement, at: &index)
    }
}

extension String: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try statement.bind(self, at: index)
        index += 1
    }
}

extension [UInt8]: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try withUnsafeBytes { try statement.bind($0, at: index) }
        index += 1
    }
}

extension Bool: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try Int64(self ? 1 : 0).bind(to: statement, at: &index)
    }
}

/// Null for nil. For values that fill one place.
extension Optional: StatementValue where Wrapped: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        if let self { return try self.bind(to: statement, at: &index) }
        try statement.bindNull(at: index)
        index += 1
    }
}

extension ChangeID: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { try statement.bind($0, at: index) }
        index += 1
    }
}

extension RecordID: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try withUnsafeBytes(of: rawValue.bigEndian) { try statement.bind($0, at: index) }
        index += 1
    }
}

extension Hash: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try withUnsafeBytes(
            of: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        ) { try statement.bind($0, at: index) }
        index += 1
    }
}

extension ScopeID: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try rawValue.bind(to: statement, at: &index)
    }
}

extension ReplicaID: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try rawValue.bind(to: statement, at: &index)
    }
}

extension RecordKind: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try Int64(rawValue).bind(to: statement, at: &index)
    }
}

extension Standing: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try Int64(rawValue).bind(to: statement, at: &index)
    }
}

/// Scope, kind, id.
extension RecordKey: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try scope.bind(to: statement, at: &index)
        try kind.bind(to: statement, at: &index)
        try id.bind(to: statement, at: &index)
    }
}

/// Scope, replica.
extension LogID: StatementValue {
    package func bind(to statement: HotStatement, at index: inout CInt) throws {
        try scope.bind(to: statement, at: &index)
        try replica.bind(to: statement, at: &index)
    }
}
