import Foundation
import GRDB
import Replication

extension RecordID {
    /// The sixteen bytes as SQLite takes them.
    var data: Data { Data(bytes) }
}

extension ScopeID {
    /// The 64-bit pattern as SQLite's signed integer.
    var bits: Int64 { Int64(bitPattern: rawValue) }
}

extension Row {
    func recordID(_ column: String) throws -> RecordID {
        guard let id = optionalID(column) else { throw StorageCorruption("\(column) in a projection is no record id") }
        return id
    }

    func optionalID(_ column: String) -> RecordID? {
        (self[column] as Data?).flatMap { RecordID(bytes: $0) }
    }

    func scope(_ column: String = "scope") -> ScopeID {
        ScopeID(rawValue: UInt64(bitPattern: self[column] as Int64? ?? 0))
    }

    func kind(_ column: String) -> RecordKind {
        RecordKind(rawValue: UInt32(clamping: self[column] as Int64? ?? 0))
    }

    func text(_ column: String) -> String { self[column] as String? ?? "" }

    func flag(_ column: String) -> Bool { self[column] as Bool? ?? false }
}
