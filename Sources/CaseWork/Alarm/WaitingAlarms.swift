public import Causality
import Foundation
public import ReplicaStore
public import Replication

/// The alarms that are not known to be at the upstream: changes that raised a safety flag. They stand in the store, in
/// the transaction of what raised them: a laptop is shut in a village without signal, and opened in town.
///
/// A change, and not "the last sync": an upstream may refuse just that one, and what is refused has not arrived.
public struct WaitingAlarms: Codable, Hashable, Sendable {
    /// One change, by its record: a fork may give it another place in the log.
    public struct Alarm: Codable, Hashable, Sendable {
        let scope: UInt64
        let kind: UInt32
        let record: UInt128
        let change: String

        public init(of record: RecordKey, by change: ChangeID) {
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

    public private(set) var alarms: [Alarm] = []

    public init() {}

    public var isEmpty: Bool { alarms.isEmpty }

    /// Those of the changes that are held here and have not arrived; what is not stored here is none of ours to bring.
    public mutating func add(
        _ raised: [Alarm], _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws {
        for alarm in raised where !alarms.contains(alarm) {
            if try WaitingAlarms.isWaiting(alarm, engine, transaction) { alarms.append(alarm) }
        }
    }

    /// Drops those that have arrived.
    public mutating func removeArrived(
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

    /// Reads those of this store. Throws what SQLite throws.
    public init(_ transaction: SQLiteTransaction) throws {
        guard let bytes = try transaction.localValue(WaitingAlarms.key) else { return }
        self = try JSONDecoder().decode(WaitingAlarms.self, from: Data(bytes))
    }

    /// Keeps them with the transaction.
    public func keep(_ transaction: SQLiteTransaction) throws {
        try transaction.setLocalValue(
            WaitingAlarms.key, isEmpty ? nil : Array(try JSONEncoder().encode(self)))
    }
}
