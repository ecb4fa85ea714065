import Causality
import Replication

/// What only this node keeps: nothing here is ever replicated.
extension SQLiteTransaction {
    /// The bytes under `key`, or nil: open invitations, clocks under suspicion, the fingerprint of the catalog.
    public func localValue(_ key: String) throws -> [UInt8]? {
        try statement(.local).first(key) { $0.bytes(0) }
    }

    /// Replaces the bytes under `key`; nil takes them away.
    public func setLocalValue(_ key: String, _ value: [UInt8]?) throws {
        if let value {
            try statement(.setLocal).run(key, value)
        } else {
            try statement(.removeLocal).run(key)
        }
    }

    /// The records whose projection failed, sorted by key. An alarm for people; the log and the merge are whole.
    public func unprojectedRecords() throws -> [UnprojectedRecord] {
        try statement(.unprojected).all {
            UnprojectedRecord(key: try $0.recordKey(0), error: $0.text(3))
        }.sorted { $0.key < $1.key }
    }

    /// Whether the store was put back from a backup and has not been acknowledged since.
    ///
    /// Its replica must then retire before the next write: whoever took the backup may have written on, and a number
    /// must never mean two changes (FAILURES.md F1).
    public func isRestoredCopy() throws -> Bool {
        try meta(.restoredFromBackup) == 1
    }

    /// Retires the replica of a restored store and takes the mark off, in one transaction.
    public func acknowledgeRestore() throws {
        guard try isRestoredCopy() else { return }
        try setCurrentReplica(nil)
        try setMeta(.restoredFromBackup, 0)
    }

    /// Numbers that the store keeps about itself.
    enum Meta: String {
        case restoredFromBackup = "restored_from_backup"
        case projectionVersion = "projection_version"
    }

    func meta(_ name: Meta) throws -> Int64? {
        try statement(.meta).first(name.rawValue) { $0.integer(0) }
    }

    func setMeta(_ name: Meta, _ value: Int64) throws {
        try statement(.setMeta).run(name.rawValue, value)
    }
}
