public import Causality
import Foundation
public import ReplicaStore
import Replication

/// Which of this machine's own changes were written while its clock was off the upstream's.
///
/// Every exchange tells the upstream's time. What was written here since the exchange before it is judged by that, once:
/// a clock that somebody set right in between is not found out. The marks are for people who read a time; they stay on
/// this machine and decide nothing.
///
/// Source: DESIGN.md section 4.
public struct SuspectTimes {
    /// Ten minutes: more than two people's watches differ by.
    public static let offsetMillisecondsMax: UInt64 = 600_000
    private static let judgedKey = "clock/judged"

    /// How far one log was judged: scope, replica, seq.
    private struct Height: Codable, Hashable {
        let scope: UInt64
        let replica: UInt64
        let seq: UInt64
    }

    private let transaction: SQLiteTransaction

    public init(_ transaction: SQLiteTransaction) {
        self.transaction = transaction
    }

    /// Whether a clock that is off by so much is suspect.
    public static func isSuspect(clockOffset: Int64) -> Bool { clockOffset.magnitude > offsetMillisecondsMax }

    /// Whether the recorded time of a change is suspect; false for changes of other machines, of which nobody here knows.
    public func contains(_ change: ChangeID) throws -> Bool {
        try transaction.localValue(SuspectTimes.key(change)) != nil
    }

    /// Judges what was written here since it was last asked; `clockOffset` is the upstream's clock less this machine's.
    public func judge(clockOffset: Int64) throws {
        guard let replica = try transaction.currentReplica() else { return }
        let before = try judged()
        var now: [Height] = []
        for scope in try transaction.scopes() {
            let log = LogID(scope: scope, replica: replica)
            guard let head = try transaction.head(of: log) else { continue }
            now.append(Height(scope: scope.rawValue, replica: replica.rawValue, seq: head.seq))
            let known = before.first { $0.scope == scope.rawValue && $0.replica == replica.rawValue }?.seq ?? 0
            if SuspectTimes.isSuspect(clockOffset: clockOffset), known < head.seq {
                try mark(log, from: known + 1, to: head.seq)
            }
        }
        if now != before {
            try transaction.setLocalValue(SuspectTimes.judgedKey, Array(try JSONEncoder().encode(now)))
        }
    }

    private func mark(_ log: LogID, from first: UInt64, to last: UInt64) throws {
        var next = first
        while next <= last {
            let changes = try transaction.changes(of: log, from: next, byteLimit: Limits.batchBytes)
            guard let end = changes.last?.position.seq else { return }
            // What was issued again after a fork was written long before.
            for change in changes where change.origin == nil && change.position.seq <= last {
                try transaction.setLocalValue(SuspectTimes.key(change.change), [])
            }
            next = end + 1
        }
    }

    private func judged() throws -> [Height] {
        guard let bytes = try transaction.localValue(SuspectTimes.judgedKey) else { return [] }
        return (try? JSONDecoder().decode([Height].self, from: Data(bytes))) ?? []
    }

    private static func key(_ change: ChangeID) -> String { "clock/suspect/\(change)" }
}
