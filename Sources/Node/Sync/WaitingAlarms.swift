import Causality
import Foundation
import ReplicaStore
import Replication

/// The alarms that are not known to be at the upstream: changes that raised a safety flag. They stand in the store, in
/// the transaction of what raised them: a laptop is shut in a village without signal, and opened in town.
///
/// A change, and not "the last sync": an upstream may refuse just that one, and what is refused has not arrived.
struct WaitingAlarms: Codable, Hashable {
    /// One change, by its record: a fork may give it another place in the log.
    struct Alarm: Codable, Hashable {
        let scope: UInt64
        let kind: UInt32
        let record: UInt128
        let change: String

        init(of record: RecordKey, by change: ChangeID) {
            scope = record.scope.rawValue
            kind = record.kind.rawValue
            self.record = record.id.rawValue
            self.change = change.description
        }

        var key: RecordKey {
            RecordKey(
                scope: ScopeID(rawValue: scope), kind: RecordKind(rawValue: kind), id: RecordID(rawValue: record))
        }
    }

    private(set) var alarms: [Alarm] = []

    var isEmpty: Bool { alarms.isEmpty }

    /// Those of the changes that are held here and have not arrived; what is not stored here is none of ours to bring.
    mutating func add(
        _ raised: [Alarm], _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws {
        for alarm in raised where !alarms.contains(alarm) {
            if try WaitingAlarms.isWaiting(alarm, engine, transaction) { alarms.append(alarm) }
        }
    }

    /// Drops those that have arrived.
    mutating func removeArrived(
        _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws {
        alarms = try alarms.filter { try WaitingAlarms.isWaiting($0, engine, transaction) }
    }

    private static func isWaiting(
        _ alarm: Alarm, _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws -> Bool {
        let copies = try transaction.changes(touching: alarm.key).filter { $0.change.description == alarm.change }
        return try !copies.isEmpty
            && copies.allSatisfy { try engine.custody(of: $0.position, isCenter: false, transaction) == .here }
    }
}

extension WaitingAlarms {
    private static let key = "alarms"

    init(_ transaction: SQLiteTransaction) throws {
        guard let bytes = try transaction.localValue(WaitingAlarms.key) else { return }
        self = try JSONDecoder().decode(WaitingAlarms.self, from: Data(bytes))
    }

    func keep(_ transaction: SQLiteTransaction) throws {
        try transaction.setLocalValue(
            WaitingAlarms.key, isEmpty ? nil : Array(try JSONEncoder().encode(self)))
    }
}
