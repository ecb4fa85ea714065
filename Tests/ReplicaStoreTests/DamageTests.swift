import Causality
import GRDB
import ReplicaStore
import Replication
import StorageTestKit
import Testing

/// What is damaged is reported as `StorageCorruption`, whatever it is; nothing traps.
struct DamageTests {
    @Test(arguments: [
        "UPDATE change SET origin = x'01020304'", "UPDATE change SET origin = x''", "UPDATE change SET hash = x'00'",
        "UPDATE change SET standing = 9", "UPDATE change SET standing = -1", "UPDATE change SET kind = -1",
        "UPDATE change SET change_id = x''", "UPDATE log SET id = id + 1",
    ])
    func damagedChangeIsReported(_ sql: String) throws {
        let folder = try TemporaryFolder()
        var lost = LogFixture(scope: Scopes.low, number: 2)
        _ = lost.next([1])
        var log = LogFixture(scope: Scopes.low)
        let change = log.next([1], standing: .held, origin: try lost.origin(of: 1))
        let storage = try folder.open()
        try storage.write { try $0.append(change) }
        try storage.write { try $0.database.execute(sql: sql) }
        try storage.close()
        let damaged = try folder.open()
        #expect(throws: StorageCorruption.self) {
            try damaged.read { transaction in
                _ = try transaction.changes(touching: change.record)
                _ = try transaction.changes(of: log.log, from: 1, byteLimit: 1)
                _ = try transaction.reissuedChanges()
            }
        }
    }

    @Test(arguments: [
        "UPDATE upstream_report SET vector = x'0101'", "UPDATE upstream_report SET vector = x''",
        "UPDATE receipt SET vector = x'02'", "UPDATE receipt SET signer_key_hash = x'02'",
        "UPDATE staged_segment SET segment = x'01FF'", "UPDATE genesis SET bytes = x'00'",
    ])
    func damagedPeerRowIsReported(_ sql: String) throws {
        let folder = try TemporaryFolder()
        let log = LogFixture(scope: Scopes.low)
        let storage = try folder.open()
        try storage.write {
            try $0.insert(log.genesis)
            try $0.setUpstreamReport(UpstreamReport(vector: VersionVector(), receivedAt: 1), of: Scopes.low)
            try $0.setReceipt(
                Receipt(
                    scope: Scopes.low, signerKeyHash: Hash(of: [1]), vector: VersionVector(), issuedAt: 1,
                    issuer: ReplicaID(rawValue: 1), signature: [1]))
            try $0.stage(Segment(log: log.log, firstSeq: 1, genesis: nil, entries: [], heads: []))
            try $0.database.execute(sql: sql)
        }
        try storage.close()
        let damaged = try folder.open()
        #expect(throws: StorageCorruption.self) {
            try damaged.read { transaction in
                _ = try transaction.upstreamReport(of: Scopes.low)
                _ = try transaction.receipt(of: Scopes.low)
                _ = try transaction.stagedBranch(of: log.log)
                _ = try transaction.genesis(of: log.log.replica)
            }
        }
    }

    /// Every way of cutting an encoding short, and one byte too many.
    @Test func encodingsRefuseWhatTheyDidNotWrite() throws {
        var log = LogFixture(scope: Scopes.highest)
        for number in 0..<3 as Range<UInt8> { _ = log.next([UInt8](repeating: number, count: 200)) }
        let origin = try log.origin(of: 2)
        let segment = Segment(
            log: log.log, firstSeq: 1, genesis: log.genesis,
            entries: log.changes.map { LogEntry(body: $0.body, origin: $0.position.seq == 2 ? origin : nil) },
            heads: [try log.signedHead(at: 3)])
        let vector = try #require(
            VersionVector([1, .max].map { .init(replica: ReplicaID(rawValue: $0), seq: $0, tag: 3) }))
        let samples: [([UInt8], ([UInt8]) throws -> Void)] = [
            (StoredEncoding.encode(origin), { _ = try StoredEncoding.origin($0) }),
            (StoredEncoding.encode(segment), { _ = try StoredEncoding.segment($0) }),
            (StoredEncoding.encode(vector), { _ = try StoredEncoding.vector($0) }),
        ]
        for (bytes, decode) in samples {
            try decode(bytes)
            for count in bytes.indices {
                #expect(throws: StorageCorruption.self) { try decode(Array(bytes[..<count])) }
            }
            #expect(throws: StorageCorruption.self) { try decode(bytes + [0]) }
            #expect(throws: StorageCorruption.self) { try decode([2] + bytes.dropFirst()) }
        }
    }
}
