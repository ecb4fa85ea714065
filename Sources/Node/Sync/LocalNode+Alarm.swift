import CaseStore
import ReplicaStore
import Replication

/// The alarm that has not arrived at the upstream yet. It stands in the store, in the transaction of what raised it: a
/// laptop is shut in a village without signal, and opened in town.
extension LocalNode {
    private static let alarmKey = "alarm"

    /// Notes within a transaction that it raises an alarm.
    static func noteAlarm(_ transaction: SQLiteTransaction) throws {
        var generator = SystemRandomNumberGenerator()
        try transaction.setLocalValue(alarmKey, withUnsafeBytes(of: generator.next()) { Array($0) })
    }

    /// What stands for the alarm that waits; nil where none does.
    func alarm() throws -> [UInt8]? { try read { try $1.localValue(LocalNode.alarmKey) } }

    /// The records of before are at the upstream: the alarm `known` is, unless another was raised since.
    func alarmArrived(_ known: [UInt8]?) throws {
        guard let known, try alarm() == known else { return }
        try write { _, transaction, _ in try transaction.setLocalValue(LocalNode.alarmKey, nil) }
    }

    /// Whether something of this machine is not known to be at the upstream, or the last sync failed.
    func waitsForUpstream() throws -> Bool {
        if try lastSync()?.failure != nil { return true }
        return try read { engine, transaction in
            if try transaction.blobs.toOfferCount() > 0 { return true }
            return try transaction.scopes().contains { scope in
                try transaction.upstreamReport(of: scope)?.vector != engine.vector(of: scope, in: transaction)
            }
        }
    }
}
