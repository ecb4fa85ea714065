import Causality
import Foundation
import GRDB
import ReplicaStore
import Replication
import StorageTestKit
import Testing

struct BackupTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var backup: String { folder.path + "/copy.sqlite" }
    private var restored: String { folder.path + "/restored" }

    private func fill(_ storage: SQLiteReplicaStorage) throws -> StoredChange {
        var log = LogFixture(scope: Scopes.high)
        let change = log.next([1, 2, 3])
        try storage.write {
            try $0.insert(log.genesis)
            try $0.setCurrentReplica(log.log.replica)
            try $0.append(change)
            try $0.setState(.marked(5), of: change.record)
        }
        return change
    }

    @Test func restoredStoreRetiresItsReplicaAndKeepsItsData() throws {
        let storage = try folder.open()
        let change = try fill(storage)
        try storage.backup(to: backup)
        #expect(try storage.isRestoredCopy() == false)
        // What is written afterwards is not in the copy.
        try storage.write { try $0.setState(.marked(6), of: change.record) }

        try SQLiteReplicaStorage.restore(from: backup, to: restored)
        let copy = try SQLiteReplicaStorage(folder: restored)
        #expect(try copy.isRestoredCopy())
        try copy.read { transaction throws in
            #expect(try transaction.state(of: change.record) == .marked(5))
            #expect(try transaction.changes(of: change.position.log, from: 1, byteLimit: 9) == [change])
        }
        try copy.acknowledgeRestore()
        #expect(try copy.isRestoredCopy() == false)
        try copy.read { transaction throws in
            #expect(try transaction.currentReplica() == nil)
            #expect(try transaction.latestReplica() == change.position.replica)
        }
        // It stays so, and a second call retires nobody.
        try copy.write { try $0.setCurrentReplica(ReplicaID(rawValue: 3)) }
        try copy.acknowledgeRestore()
        try copy.read { transaction throws in #expect(try transaction.currentReplica() == ReplicaID(rawValue: 3)) }
    }

    @Test func restoredStoreIsDurableAgain() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        try storage.backup(to: backup)
        try SQLiteReplicaStorage.restore(from: backup, to: restored)
        try SQLiteReplicaStorage(folder: restored).read { transaction throws in
            #expect(try String.fetchOne(transaction.database, sql: "PRAGMA journal_mode") == "wal")
            #expect(try String.fetchOne(transaction.database, sql: "PRAGMA integrity_check") == "ok")
        }
    }

    @Test func backupIsOneFileAndReplacesNone() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        try storage.backup(to: backup)
        #expect(try folder.files(in: folder.path) == ["copy.sqlite", "store"])
        let before = try Data(contentsOf: URL(fileURLWithPath: backup))
        #expect(throws: StoreError.fileExists(backup)) { try storage.backup(to: backup) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == before)
    }

    @Test func interruptedBackupIsNoBackupAndNoHindrance() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: backup + ".unfinished"))
        try storage.backup(to: backup)
        #expect(try folder.files(in: folder.path) == ["copy.sqlite", "store"])
    }

    @Test func restoreIntoUsedFolderIsRefused() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        try storage.backup(to: backup)
        try FileManager.default.createDirectory(atPath: restored, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(fileURLWithPath: restored + "/store.sqlite-wal"))
        #expect(throws: StoreError.folderNotEmpty(restored)) {
            try SQLiteReplicaStorage.restore(from: backup, to: restored)
        }
        #expect(try folder.files(in: restored) == ["store.sqlite-wal"])
    }

    @Test func restoreOfAnotherFileLeavesTheFolderEmpty() throws {
        try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: backup))
        #expect(throws: StoreError.notAStore(backup)) { try SQLiteReplicaStorage.restore(from: backup, to: restored) }
        #expect(try folder.files(in: restored) == [])
    }

    @Test func openStoreIsNoBackup() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        let open = folder.store + "/store.sqlite"
        #expect(throws: StoreError.openOrTorn(open)) { try SQLiteReplicaStorage.restore(from: open, to: restored) }
        #expect(try folder.files(in: restored) == [])
        try storage.close()
    }

    @Test func damagedBackupIsNotRestored() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        try storage.backup(to: backup)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
        for index in stride(from: 4096 + 8, to: bytes.count, by: 4096) { bytes[index] = 0xEE }
        try bytes.write(to: URL(fileURLWithPath: backup))
        #expect(throws: (any Error).self) { try SQLiteReplicaStorage.restore(from: backup, to: restored) }
        #expect(try folder.files(in: restored) == [])
    }

    /// A plain copy of a closed store bears no mark; put back by the program it gets one.
    @Test func restoredPlainCopyIsMarkedToo() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        try storage.close()
        try SQLiteReplicaStorage.restore(from: folder.store + "/store.sqlite", to: restored)
        #expect(try SQLiteReplicaStorage(folder: restored).isRestoredCopy())
    }
}
