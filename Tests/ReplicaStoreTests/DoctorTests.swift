import Causality
import Crypto
import GRDB
import ReplicaStore
import Replication
import StorageTestKit
import Testing

private struct TestSigner: HeadSigner {
    let privateKey = P256.Signing.PrivateKey()
    let key: DeviceKey

    init() throws {
        key = try #require(DeviceKey(x963: Array(privateKey.publicKey.x963Representation)))
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        Array(try privateKey.signature(for: message).rawRepresentation)
    }
}

struct DoctorTests {
    private let folder: TemporaryFolder
    private let signer: TestSigner

    init() throws {
        folder = try TemporaryFolder()
        signer = try TestSigner()
    }

    /// A fold that any set of changes has one value under: the sorted bodies of what is applied.
    private func fold(_ record: RecordKey, _ transaction: SQLiteTransaction) throws {
        let bodies = try transaction.changes(touching: record).filter { $0.standing == .applied }.map(\.body)
        let state = Set(bodies).sorted { $0.lexicographicallyPrecedes($1) }.flatMap(\.self)
        try transaction.setState(state.isEmpty ? nil : .marked(state), of: record)
    }

    /// Three logs in two scopes, signed, with states as `fold` makes them. Returns the logs.
    private func fill(_ storage: SQLiteReplicaStorage) throws -> [LogFixture] {
        var logs: [LogFixture] = []
        for (scope, nonce) in [(Scopes.highest, 1), (Scopes.low, 2), (Scopes.low, 3)] as [(ScopeID, UInt64)] {
            var log = LogFixture(scope: scope, key: signer.key.hash, number: nonce)
            for number in 0..<6 {
                _ = log.next(
                    [UInt8(nonce), UInt8(number)], of: RecordID(rawValue: UInt128(number % 3)),
                    standing: number == 5 ? .held : .applied)
            }
            logs.append(log)
        }
        try storage.write { transaction in
            for log in logs {
                try transaction.insert(log.genesis)
                for change in log.changes {
                    try transaction.append(change)
                    try fold(change.record, transaction)
                    if change.position.seq.isMultiple(of: 3) {
                        try transaction.insert(SignedHead(signing: change.position, with: signer))
                    }
                }
            }
        }
        return logs
    }

    /// The log is the truth (A7).
    @Test func rebuildGivesTheSameDigest() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        let doctor = StoreDoctor(storage)
        let before = try doctor.stateDigest()
        #expect(try doctor.rebuildStates(using: fold) == 6)
        #expect(try doctor.stateDigest() == before)
    }

    @Test(arguments: [
        "UPDATE record SET state = x'00'", "DELETE FROM record WHERE scope = 2",
        "INSERT INTO record VALUES (2, x'000102030405060708090A0B0C0D0E0F', 3, x'01')",
    ])
    func rebuildMendsDamagedStates(_ damage: String) throws {
        let storage = try folder.open()
        _ = try fill(storage)
        let doctor = StoreDoctor(storage)
        let before = try doctor.stateDigest()
        try storage.write { try $0.database.execute(sql: damage) }
        #expect(try doctor.stateDigest() != before)
        try doctor.rebuildStates(using: fold)
        #expect(try doctor.stateDigest() == before)
    }

    @Test func failedRebuildLeavesTheStates() throws {
        struct Unreadable: Error {}
        let storage = try folder.open()
        _ = try fill(storage)
        let doctor = StoreDoctor(storage)
        let before = try doctor.stateDigest()
        #expect(throws: Unreadable.self) { try doctor.rebuildStates { _, _ in throw Unreadable() } }
        #expect(try doctor.stateDigest() == before)
    }

    /// More records than a walk reads at once, on both sides of the middle of 64 bits.
    @Test func everyRecordOfALargeStoreIsFolded() throws {
        let storage = try folder.open()
        var logs = [Scopes.highest, Scopes.low].map { LogFixture(scope: $0) }
        try storage.write { transaction in
            for id in 0..<2500 as Range<UInt128> {
                let change = logs[Int(id % 2)].next([1, UInt8(truncatingIfNeeded: id)], of: RecordID(rawValue: id))
                try transaction.append(change)
                try fold(change.record, transaction)
            }
        }
        let doctor = StoreDoctor(storage)
        let before = try doctor.stateDigest()
        try storage.write { try $0.database.execute(sql: "DELETE FROM record") }
        #expect(try doctor.rebuildStates(using: fold) == 2500)
        #expect(try doctor.stateDigest() == before)
    }

    /// The definition, written out once more.
    @Test func digestIsTheHashOfAllRecordsInOrder() throws {
        let storage = try folder.open()
        var expected: [UInt8] = []
        let keys = [(Scopes.low, 1), (Scopes.low, 300), (Scopes.high, 1), (Scopes.highest, 2)] as [(ScopeID, UInt32)]
        try storage.write { transaction in
            for (scope, kind) in keys.reversed() {
                let key = RecordKey(scope: scope, kind: RecordKind(rawValue: kind), id: RecordID(rawValue: 5))
                try transaction.setState(.marked(UInt8(truncatingIfNeeded: kind)), of: key)
            }
        }
        for (scope, kind) in keys {
            expected += withUnsafeBytes(of: scope.rawValue.bigEndian) { Array($0) }
            expected += withUnsafeBytes(of: kind.bigEndian) { Array($0) }
            expected += RecordID(rawValue: 5).bytes
            expected += Hash(of: RecordState.marked(UInt8(truncatingIfNeeded: kind)).encoded).bytes
        }
        #expect(try StoreDoctor(storage).stateDigest() == Hash(of: expected))
    }

    @Test func soundLogsVerify() throws {
        let storage = try folder.open()
        _ = try fill(storage)
        let result = try StoreDoctor(storage).verifyLogs { $0 == signer.key.hash ? signer.key : nil }
        #expect(result.isSound, "\(result.faults)")
        #expect((result.logs, result.changes, result.signedHeads, result.headsWithoutKey) == (3, 18, 6, 0))
        let unknown = try StoreDoctor(storage).verifyLogs { _ in nil }
        #expect(unknown.isSound)
        #expect(unknown.headsWithoutKey == 6)
        #expect(try StoreDoctor(storage).integrityFaults() == [])
    }

    @Test func eachKindOfDamageIsNamed() throws {
        try expectFaults("UPDATE change SET body = x'77' WHERE position = 1 << 40 | 4") { log in
            let position = log.changes[3].position
            return [.bodyChanged(position), .chainBroken(position)]
        }
        try expectFaults("UPDATE change SET hash = zeroblob(32) WHERE position = 1 << 40 | 2") { log in
            let position = LogPosition(log: log.log, seq: 2, hash: Hash(words: (0, 0, 0, 0)))
            return [.chainBroken(position), .chainBroken(log.changes[2].position)]
        }
        try expectFaults("DELETE FROM change WHERE position = 1 << 40 | 4") { log in
            [.gap(log.log, after: 3, found: 5), .chainBroken(log.changes[4].position)]
        }
        try expectFaults("UPDATE head SET signature = zeroblob(64) WHERE position = 1 << 40 | 3") { log in
            [.signatureInvalid(log.changes[2].position)]
        }
        try expectFaults("DELETE FROM head WHERE position = 1 << 40 | 6") { log in
            [.endUnsigned(log.changes[5].position)]
        }
        try expectFaults("INSERT INTO head VALUES (1 << 40 | 9, zeroblob(64))") { log in
            [.signedHeadOutside(log.log, seq: 9)]
        }
        try expectFaults("DELETE FROM genesis WHERE replica = (SELECT replica FROM log WHERE id = 1)") { log in
            [.genesisMissing(log.log.replica)]
        }
        try expectFaults("UPDATE log SET head_seq = 7 WHERE id = 1") { log in
            [.headMisplaced(log.log, row: 7, last: 6)]
        }
        try expectFaults("UPDATE change SET change_id = x'' WHERE position = 1 << 40 | 1") { log in
            [.unreadable(log.log, "")]
        }
    }

    /// Damages the first log of a full store and expects these faults; of an unreadable log only that it is one.
    private func expectFaults(
        _ damage: String, _ location: SourceLocation = #_sourceLocation, _ expected: (LogFixture) -> [StoreFault]
    ) throws {
        let folder = try TemporaryFolder()
        let storage = try folder.open()
        let logs = try fill(storage)
        try storage.write { try $0.database.execute(sql: damage) }
        try storage.close()
        let result = try StoreDoctor(folder.open()).verifyLogs { $0 == signer.key.hash ? signer.key : nil }
        let faults = result.faults.map { fault in
            if case .unreadable(let log, _) = fault { StoreFault.unreadable(log, "") } else { fault }
        }
        #expect(faults == expected(logs[0]), "\(damage)", sourceLocation: location)
        #expect(result.logs == 3)
    }
}
