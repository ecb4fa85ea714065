import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// Alarms that have not arrived at the upstream yet.
extension LocalNode {
    /// Keeps within a transaction what raises an alarm there, and answers whether anything new does.
    static func keepAlarms(
        _ raised: [WaitingAlarms.Alarm], _ engine: NodeEngine, _ transaction: SQLiteTransaction
    ) throws -> Bool {
        guard !raised.isEmpty else { return false }
        let before = try WaitingAlarms(transaction)
        var waiting = before
        try waiting.add(raised, engine, transaction)
        guard waiting != before else { return false }
        try waiting.keep(transaction)
        return true
    }

    /// How many wait.
    func alarmsWaiting() throws -> Int { try read { _, transaction in try WaitingAlarms(transaction).alarms.count } }

    /// Forgets those that are at the upstream, or at the county.
    func forgetArrivedAlarms() throws {
        let isChanged = try read { engine, transaction in
            let before = try WaitingAlarms(transaction)
            var waiting = before
            try waiting.removeArrived(engine, transaction)
            return waiting != before
        }
        guard isChanged else { return }
        try write { engine, transaction, _ in
            var waiting = try WaitingAlarms(transaction)
            try waiting.removeArrived(engine, transaction)
            try waiting.keep(transaction)
        }
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
