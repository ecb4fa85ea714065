import Causality
import Foundation
import GRDB
import ReplicaStore
import Replication
import StorageTestKit
import Testing

/// A store of an earlier format is brought up to date with everything that it holds.
struct MigrationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Writes a store as format 1 had it: the scope of a change stood in its log's row alone.
    private func writeFormatOne(_ logs: [LogFixture], states: [(RecordKey, RecordState)]) throws {
        try FileManager.default.createDirectory(atPath: folder.store, withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: folder.store + "/store.sqlite")
        try queue.inDatabase { database in
            try database.execute(sql: StoreSchema.steps[0])
            for (index, log) in logs.enumerated() {
                let head = try #require(log.head)
                try database.execute(
                    sql: "INSERT INTO log VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        index + 1, Int64(bitPattern: log.log.scope.rawValue),
                        Int64(bitPattern: log.log.replica.rawValue), Int64(head.seq), Data(head.hash.bytes),
                    ])
                try database.execute(
                    sql: "INSERT INTO genesis VALUES (?, ?, ?)",
                    arguments: [
                        Int64(bitPattern: log.log.replica.rawValue), Data(log.genesis.deviceKeyHash.bytes),
                        Data(log.genesis.bytes),
                    ])
                for change in log.changes {
                    var id = change.change.high.bigEndianBytes
                    id += change.change.low.bigEndianBytes
                    try database.execute(
                        sql: "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
                        arguments: [
                            Int64(index + 1) << 40 | Int64(change.position.seq), Data(id),
                            Data(change.record.id.bytes), Int64(change.record.kind.rawValue),
                            Int64(change.standing.rawValue), Data(change.position.hash.bytes), Data(change.body),
                        ])
                }
            }
            for (key, state) in states {
                try database.execute(
                    sql: "INSERT INTO record VALUES (?, ?, ?, ?)",
                    arguments: [
                        Int64(bitPattern: key.scope.rawValue), Int64(key.kind.rawValue), Data(key.id.bytes),
                        Data(state.encoded),
                    ])
            }
            try database.execute(
                sql: "PRAGMA application_id = \(StoreSchema.applicationID); PRAGMA user_version = 1")
        }
        try queue.close()
    }

    @Test func formatOneKeepsItsChangesAndFindsThemByScope() throws {
        var low = LogFixture(scope: Scopes.low)
        var highest = LogFixture(scope: Scopes.highest, number: 2)
        let first = low.next([1])
        let held = low.next([2], standing: .held)
        let other = highest.next([1])
        try writeFormatOne([low, highest], states: [(first.record, .marked(1)), (other.record, .marked(2))])

        let storage = try folder.open()
        try storage.read { transaction throws in
            #expect(try transaction.changes(touching: first.record) == [first, held])
            #expect(try transaction.changes(touching: other.record) == [other])
            #expect(try transaction.isApplied(first.change, to: other.record))
            #expect(try !transaction.isApplied(held.change, to: held.record))
            #expect(try transaction.state(of: other.record) == .marked(2))
            #expect(try transaction.heads(in: Scopes.highest) == [other.position])
        }
        try storage.write { try $0.append(low.next([3])) }
        try storage.close()
        #expect(try folder.open().read { try $0.changes(touching: first.record).count } == 3)
    }
}

extension UInt64 {
    fileprivate var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
