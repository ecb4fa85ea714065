import CaseStore
import Foundation
import ReplicaStore
import Replication

/// The moved records that are to be looked at, in the order in which they came; kept by this store alone.
struct MoveQueue {
    struct Entry: Codable {
        let kind: UInt32
        let id: String
        /// How often it could not be followed.
        var tries = 0
        /// When that was last, in milliseconds since 1970; nil where it has not been tried since something new came.
        var triedAt: Int64?
        var error: String?

        func isOf(_ record: CaseQueries.MovedRecord) -> Bool {
            kind == record.kind.rawValue && id == record.id.description
        }
    }

    private static let key = "moves-open"
    /// A record that could not be followed is not tried more often: it costs a transaction of its own.
    private static let pauseMilliseconds: Int64 = 10 * 60 * 1000

    private var entries: [Entry]

    /// Reads it; a damaged one is as good as none, because the marks of what was seen to are read beside it.
    init(_ transaction: SQLiteTransaction) throws {
        let bytes = try transaction.localValue(MoveQueue.key)
        entries = bytes.flatMap { try? JSONDecoder().decode([Entry].self, from: Data($0)) } ?? []
    }

    func save(_ transaction: SQLiteTransaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = entries.isEmpty ? nil : Array(try encoder.encode(entries))
        if try transaction.localValue(MoveQueue.key) != bytes {
            try transaction.setLocalValue(MoveQueue.key, bytes)
        }
    }

    /// Those that are to be tried now. A clock that was put back lets nothing wait longer.
    func due(at now: Int64) -> [Entry] {
        entries.filter { entry in
            entry.triedAt.map { now < $0 || now - $0 >= MoveQueue.pauseMilliseconds } ?? true
        }
    }

    var passedOver: [PassedOverMove] {
        entries.compactMap { entry in
            guard let error = entry.error, let id = RecordID(entry.id) else { return nil }
            return PassedOverMove(kind: RecordKind(rawValue: entry.kind), id: id, tries: entry.tries, error: error)
        }
    }

    mutating func add(_ records: [CaseQueries.MovedRecord]) {
        for record in records {
            if let index = entries.firstIndex(where: { $0.isOf(record) }) {
                entries[index].triedAt = nil
            } else {
                entries.append(Entry(kind: record.kind.rawValue, id: record.id.description))
            }
        }
    }

    mutating func keep(_ isKept: (Entry) -> Bool) { entries.removeAll { !isKept($0) } }

    mutating func passOver(_ record: CaseQueries.MovedRecord, at now: Int64, because error: String) {
        guard let index = entries.firstIndex(where: { $0.isOf(record) }) else { return }
        var entry = entries.remove(at: index)
        (entry.tries, entry.triedAt, entry.error) = (entry.tries + 1, now, error)
        entries.append(entry)
    }
}
