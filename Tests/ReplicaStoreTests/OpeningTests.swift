import Causality
import Foundation
import GRDB
import ProcessTestKit
import ReplicaStore
import Replication
import StorageTestKit
import Testing

struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Durability rests on these (A4), and GRDB sets NORMAL where it is asked for WAL.
    @Test func connectionIsDurable() throws {
        let storage = try folder.open()
        try storage.read { transaction throws in
            func pragma(_ name: String) throws -> String? {
                try String.fetchOne(transaction.database, sql: "PRAGMA \(name)")
            }
            #expect(try pragma("journal_mode") == "wal")
            #expect(try pragma("synchronous") == "2")
            #expect(try pragma("foreign_keys") == "0")
            #expect(try pragma("mmap_size") == "0")
            #expect(try pragma("cache_size") == "-65536")
            #expect(try pragma("application_id") == String(0x544E_4753))
        }
    }

    @Test func reopenedStoreHasEverything() throws {
        var log = LogFixture(scope: Scopes.highest)
        var other = LogFixture(scope: Scopes.low, number: 2)
        let change = log.next([1, 2], of: RecordID(rawValue: .max), origin: nil)
        let held = log.next([3], standing: .held)
        let again = other.next([1, 2], origin: try log.origin(of: 1))
        let segment = Segment(log: other.log, firstSeq: 2, genesis: nil, entries: [held.entry], heads: [])
        let storage = try folder.open()
        try storage.write {
            try $0.insert(log.genesis)
            try $0.setCurrentReplica(log.log.replica)
            for change in [change, held, again] { try $0.append(change) }
            try $0.insert(try log.signedHead(at: 2))
            try $0.setState(.marked(7), of: change.record)
            try $0.stage(segment)
            try $0.setLocalValue("invitations", [1, 2, 3])
            try $0.setLocalValue("empty", [])
        }
        try storage.close()
        try folder.open().read { transaction throws in
            #expect(try transaction.currentReplica() == log.log.replica)
            #expect(try transaction.genesis(of: log.log.replica) == log.genesis)
            #expect(try transaction.changes(of: log.log, from: 1, byteLimit: 100) == [change, held])
            #expect(try transaction.heads(in: Scopes.highest) == [held.position])
            #expect(try transaction.reissuedChanges() == [again])
            #expect(try transaction.signedHeads(of: log.log, in: 1...9) == [log.signedHead(at: 2)])
            #expect(try transaction.state(of: change.record) == .marked(7))
            #expect(try transaction.stagedBranch(of: other.log) == [segment])
            #expect(try transaction.localValue("invitations") == [1, 2, 3])
            #expect(try transaction.localValue("empty") == [])
            #expect(try transaction.localValue("absent") == nil)
        }
    }

    @Test func localValueIsReplacedAndTakenAway() throws {
        let storage = try folder.open()
        try storage.write { transaction throws in
            try transaction.setLocalValue("key", [1])
            try transaction.setLocalValue("key", [2])
            #expect(try transaction.localValue("key") == [2])
            try transaction.setLocalValue("key", nil)
        }
        try storage.read { transaction throws in #expect(try transaction.localValue("key") == nil) }
    }

    @Test func secondOpenerIsRefusedUntilTheFirstCloses() throws {
        let first = try folder.open()
        #expect(throws: StoreError.alreadyOpen(folder.store + "/store.lock")) { try folder.open() }
        try first.write { try $0.setLocalValue("still", [1]) }
        try first.close()
        let second = try folder.open()
        try second.read { transaction throws in #expect(try transaction.localValue("still") == [1]) }
        #expect(throws: StoreError.closed) { try first.read { _ in } }
        #expect(throws: StoreError.closed) { try first.write { _ in } }
    }

    /// Another process, not only another descriptor: the kernel is asked (A4).
    @Test func otherProcessIsKeptOut() throws {
        let storage = try folder.open()
        let lock = try ChildProgram.run("flock", ["--nonblock", folder.store + "/store.lock", "true"])
        #expect(lock.status == 1)
        try storage.close()
    }

    @Test func newerStoreIsRefusedUntouched() throws {
        try folder.open().close()
        let path = folder.store + "/store.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError.newerStore(found: 99, known: StoreSchema.version)) { try folder.open() }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test(arguments: ["CREATE TABLE other (a)", "PRAGMA application_id = 4; CREATE TABLE other (a)"])
    func databaseOfAnotherProgramIsRefused(_ sql: String) throws {
        try FileManager.default.createDirectory(atPath: folder.store, withIntermediateDirectories: true)
        let path = folder.store + "/store.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { try $0.execute(sql: sql) }
        try queue.close()
        #expect(throws: StoreError.notAStore(path)) { try folder.open() }
    }

    @Test func fileOfAnotherKindIsRefused() throws {
        try FileManager.default.createDirectory(atPath: folder.store, withIntermediateDirectories: true)
        let path = folder.store + "/store.sqlite"
        try Data(String(repeating: "no database ", count: 100).utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.notAStore(path)) { try folder.open() }
        // The lock was given back with the failure.
        try FileManager.default.removeItem(atPath: path)
        try folder.open().close()
    }

    @Test func readCannotWrite() throws {
        var log = LogFixture(scope: Scopes.low)
        let change = log.next([1])
        let storage = try folder.open()
        #expect(throws: DatabaseError.self) { try storage.read { try $0.append(change) } }
        #expect(throws: DatabaseError.self) { try storage.read { try $0.setState(.marked(1), of: change.record) } }
        try storage.read { transaction throws in
            #expect(try transaction.head(of: log.log) == nil)
            #expect(try transaction.state(of: change.record) == nil)
        }
        try storage.write { try $0.append(change) }
    }

    @Test func changeThatDoesNotFollowIsRefused() throws {
        var log = LogFixture(scope: Scopes.low)
        let first = log.next([1])
        let second = log.next([2])
        let storage = try folder.open()
        #expect(throws: StoreError.notNext(second.position, headSeq: 0)) { try storage.write { try $0.append(second) } }
        try storage.write { try $0.append(first) }
        #expect(throws: StoreError.notNext(first.position, headSeq: 1)) { try storage.write { try $0.append(first) } }
    }

    @Test func headOfAnotherChainIsRefused() throws {
        var log = LogFixture(scope: Scopes.low)
        var branch = log
        let change = log.next([1])
        let other = branch.next([2])
        let storage = try folder.open()
        try storage.write { try $0.append(change) }
        #expect(throws: StoreError.headNotInLog(other.position)) {
            try storage.write { try $0.insert(SignedHead(position: other.position, signature: [])) }
        }
    }

    /// Without its index each of these walks over all changes, which no small test would feel.
    @Test(arguments: [
        (StoreStatement.copies, "USING COVERING INDEX change_by_record"),
        (.changesTouching, "USING INDEX change_by_record"),
        (.changesSetAside, "USING INDEX change_set_aside"),
        (.reissued, "USING INDEX change_reissued"),
        (.changes, "USING INTEGER PRIMARY KEY"),
        (.states, "USING PRIMARY KEY"),
        (.stagedBranch, "USING INDEX staged_segment_by_log"),
    ])
    func indexAnswers(_ statement: StoreStatement, _ wanted: String) throws {
        let places = statement.sql.count { $0 == "?" }
        try folder.open().read { transaction in
            let plan = try Row.fetchAll(
                transaction.database, sql: "EXPLAIN QUERY PLAN \(statement.sql)",
                arguments: StatementArguments([DatabaseValue](repeating: .null, count: places))
            ).map { $0["detail"] as String }
            #expect(plan.count == 1)
            #expect(plan.first?.contains(wanted) == true, "\(plan)")
        }
    }
}
