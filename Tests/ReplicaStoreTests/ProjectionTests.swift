import Causality
import Foundation
import GRDB
import ReplicaStore
import Replication
import StorageTestKit
import Testing

/// Lists records with the number of marks in their state before and now, and cannot read a state whose first mark is
/// 255.
private struct ListingProjector: RecordProjector {
    var version = 1
    var failsAlways = false

    func prepare(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS listing (call INTEGER, record BLOB, length INTEGER, before INTEGER);
                CREATE TABLE IF NOT EXISTS call (number INTEGER PRIMARY KEY)
                """)
    }

    func clear(_ database: Database) throws {
        try database.execute(sql: "DROP TABLE IF EXISTS listing; DROP TABLE IF EXISTS call")
    }

    func writer(_ database: Database) -> any ProjectionWriter {
        ListingWriter(database: database, failsAlways: failsAlways)
    }
}

private final class ListingWriter: ProjectionWriter {
    struct Unreadable: Error, CustomStringConvertible {
        let description = "a state begins with 255"
    }

    private let database: Database
    private let failsAlways: Bool

    init(database: Database, failsAlways: Bool) {
        self.database = database
        self.failsAlways = failsAlways
    }

    func project(_ changes: [ProjectedRecord], beside store: some ProjectionSource) throws {
        try database.execute(sql: "INSERT INTO call DEFAULT VALUES")
        let call = database.lastInsertedRowID
        for change in changes {
            let record = change.key.id.bytes.databaseBlob
            try database.execute(sql: "DELETE FROM listing WHERE record = ?", arguments: [record])
            guard let state = change.state else { continue }
            try database.execute(
                sql: "INSERT INTO listing VALUES (?, ?, ?, ?)",
                arguments: [call, record, state.registers.count, change.before?.registers.count])
            // After the write, so that it must be undone.
            if failsAlways || state.registers.first?.siblings.first?.value.bytes == [255] { throw Unreadable() }
        }
    }
}

extension [UInt8] {
    fileprivate var databaseBlob: DatabaseValue { withUnsafeBytes { Data($0) }.databaseValue }
}

struct ProjectionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func key(_ id: UInt128, in scope: ScopeID = Scopes.low) -> RecordKey {
        RecordKey(scope: scope, kind: RecordKind(rawValue: 3), id: RecordID(rawValue: id))
    }

    /// (call, id, length) as listed, in the order in which they were projected.
    private func listing(_ storage: SQLiteReplicaStorage) throws -> [[Int]] {
        try storage.read {
            try Row.fetchAll($0.database, sql: "SELECT call, hex(record) AS id, length FROM listing ORDER BY rowid").map
            {
                [$0["call"], Int($0["id"] as String, radix: 16) ?? -1, $0["length"]]
            }
        }
    }

    @Test func touchedRecordsAreProjectedOnceInOrderOfKey() throws {
        let storage = try folder.open(projector: ListingProjector())
        try storage.write { transaction throws in
            for id in [9, 2, 5] as [UInt128] { try transaction.setState(.marked(1), of: key(id)) }
            try transaction.setState(.marked(1, 2, 3), of: key(2))
            try transaction.setState(nil, of: key(5))
            // Before the commit nothing was projected.
            #expect(try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM call") == 0)
        }
        #expect(try listing(storage) == [[1, 2, 3], [1, 9, 1]])
        try storage.write { try $0.setState(.marked(1, 1), of: key(9)) }
        #expect(try listing(storage) == [[1, 2, 3], [2, 9, 2]])
    }

    /// Marks of the state before, by id, in the order of the listing.
    private func before(_ storage: SQLiteReplicaStorage) throws -> [Int?] {
        try storage.read {
            try Row.fetchAll($0.database, sql: "SELECT before FROM listing ORDER BY rowid").map { $0["before"] }
        }
    }

    @Test func aChangeIsProjectedFromWhatTheTablesHave() throws {
        let storage = try folder.open(projector: ListingProjector())
        try storage.write {
            try $0.setState(.marked(1), of: key(1))
            // Written in mid-transaction, and still none of the tables'.
            _ = try $0.states(in: Scopes.low)
            try $0.setState(.marked(1, 2), of: key(1))
        }
        #expect(try before(storage) == [nil])
        try storage.write {
            try $0.setState(.marked(3), of: key(1))
            _ = try $0.states(in: Scopes.low)
            try $0.setState(.marked(1, 2, 3), of: key(1))
        }
        #expect(try before(storage) == [2])
        #expect(try listing(storage).map { $0[2] } == [3])
    }

    @Test func aRecordThatFailedIsProjectedFromTheStateThatTheTablesStillHave() throws {
        let storage = try folder.open(projector: ListingProjector())
        try storage.write { try $0.setState(.marked(1, 2), of: key(1)) }
        for state in [RecordState.marked(255), .marked(255, 2, 3)] {
            try storage.write { try $0.setState(state, of: key(1)) }
            #expect(try listing(storage).map { $0[2] } == [2])
        }
        try storage.close()
        let reopened = try folder.open(projector: ListingProjector())
        try reopened.write { try $0.setState(.marked(1), of: key(1)) }
        #expect(try before(reopened) == [2])
        #expect(try reopened.read { try $0.unprojectedRecords() }.isEmpty)
    }

    @Test func moreRecordsThanAreKeptInMemoryAreWrittenOnTheWay() throws {
        let storage = try folder.open(projector: ListingProjector())
        let count = UInt128(PendingStates.countMax) + 10
        try storage.write {
            for id in 1...count { try $0.setState(.marked(1), of: key(id)) }
            try $0.setState(.marked(1, 2), of: key(1))
            #expect(try $0.state(of: key(1)) == .marked(1, 2))
            #expect(try $0.state(of: key(2)) == .marked(1))
        }
        #expect(try listing(storage).count == Int(count))
        #expect(try before(storage).allSatisfy { $0 == nil })
        try storage.read { transaction throws in
            #expect(try transaction.states(in: Scopes.low).count == Int(count))
        }
    }

    @Test func failedTransactionProjectsNothing() throws {
        let storage = try folder.open(projector: ListingProjector())
        #expect(throws: Abandoned.self) {
            try storage.write {
                try $0.setState(.marked(1), of: key(1))
                throw Abandoned()
            }
        }
        try storage.write { try $0.setState(.marked(1), of: key(2)) }
        #expect(try listing(storage) == [[1, 2, 1]])
    }

    /// It is listed, and holds nothing up (A8).
    @Test func failingRecordIsSetAsideAlone() throws {
        let storage = try folder.open(projector: ListingProjector())
        var log = LogFixture(scope: Scopes.low)
        let change = log.next([7], of: RecordID(rawValue: 2))
        try storage.write {
            try $0.append(change)
            try $0.setState(.marked(1), of: key(1))
            try $0.setState(.marked(255, 1), of: change.record)
            try $0.setState(.marked(1, 2, 3), of: key(3))
        }
        #expect(try listing(storage).map { [$0[1], $0[2]] } == [[1, 1], [3, 3]])
        try storage.read { transaction throws in
            let failures = try transaction.unprojectedRecords()
            #expect(failures == [UnprojectedRecord(key: key(2), error: "a state begins with 255")])
            // The change is not lost, and the state is merged.
            #expect(try transaction.changes(of: log.log, from: 1, byteLimit: 1) == [change])
            #expect(try transaction.state(of: change.record) == .marked(255, 1))
        }
    }

    @Test func mendedRecordIsNoLongerSetAside() throws {
        let storage = try folder.open(projector: ListingProjector())
        try storage.write { for id in [1, 2] as [UInt128] { try $0.setState(.marked(255), of: key(id)) } }
        try storage.read { transaction throws in #expect(try transaction.unprojectedRecords().count == 2) }
        try storage.close()
        let reopened = try folder.open(projector: ListingProjector())
        try reopened.write { try $0.setState(.marked(1), of: key(1)) }
        try reopened.read { transaction throws in #expect(try transaction.unprojectedRecords().map(\.key) == [key(2)]) }
    }

    @Test func newLayoutIsProjectedAnewAtOpening() throws {
        let first = try folder.open(projector: ListingProjector(failsAlways: true))
        try first.write {
            for scope in [Scopes.highest, Scopes.low] { try $0.setState(.marked(1), of: key(8, in: scope)) }
        }
        #expect(try listing(first).isEmpty)
        try first.close()
        let same = try folder.open(projector: ListingProjector())
        try same.read { transaction throws in #expect(try transaction.unprojectedRecords().count == 2) }
        try same.close()
        let newer = try folder.open(projector: ListingProjector(version: 2))
        #expect(try listing(newer).count == 1)
        try newer.read { transaction throws in #expect(try transaction.unprojectedRecords().isEmpty) }
    }

    @Test func projectionsAreMadeAnewFromTheStates() throws {
        let storage = try folder.open(projector: ListingProjector())
        try storage.write {
            for id in 1...3000 as ClosedRange<UInt128> { try $0.setState(.marked(id == 1500 ? 255 : 1), of: key(id)) }
        }
        try storage.write { try $0.database.execute(sql: "DELETE FROM listing WHERE length = 1") }
        try StoreDoctor(storage).rebuildProjections()
        #expect(try listing(storage).map { $0[1] } == Array(1...3000).filter { $0 != 1500 })
        #expect(try storage.read { try $0.unprojectedRecords() }.map(\.key) == [key(1500)])
    }
}
