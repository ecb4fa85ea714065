import Causality
import Replication
import Testing

extension StorageContract {
    private func vector(_ seqs: [UInt64: UInt64]) throws -> VersionVector {
        try #require(
            VersionVector(seqs.map { .init(replica: ReplicaID(rawValue: $0.key), seq: $0.value, tag: .max - $0.value) })
        )
    }

    func reportReplaced(_ storage: some ReplicaStorage) throws {
        let high = UpstreamReport(vector: try vector([1: 5, .max: 9]), receivedAt: 100)
        let low = UpstreamReport(vector: try vector([1: 2]), receivedAt: -3)
        try storage.write { transaction throws in
            try transaction.setUpstreamReport(high, of: Scopes.highest)
            #expect(try transaction.upstreamReport(of: Scopes.highest) == high)
            try transaction.setUpstreamReport(low, of: Scopes.highest)
        }
        try storage.read { transaction throws in
            #expect(try transaction.upstreamReport(of: Scopes.highest) == low)
            #expect(try transaction.upstreamReport(of: Scopes.low) == nil)
        }
    }

    func receiptReplaced(_ storage: some ReplicaStorage) throws {
        func receipt(_ scope: ScopeID, _ seqs: [UInt64: UInt64], at time: Int64) throws -> Receipt {
            Receipt(
                scope: scope, signerKeyHash: Hash(of: [1]), vector: try vector(seqs), issuedAt: time,
                issuer: ReplicaID(rawValue: .max), past: seqs.keys.sorted().map { ReplicaID(rawValue: $0) },
                signature: [UInt8](repeating: 1, count: 64))
        }
        let high = try receipt(Scopes.high, [3: 8, 4: 1], at: 20)
        let low = try receipt(Scopes.high, [:], at: 10)
        let other = try receipt(Scopes.low, [3: 1], at: 10)
        try storage.write { for receipt in [high, other, low] { try $0.setReceipt(receipt) } }
        try storage.read { transaction throws in
            #expect(try transaction.receipt(of: Scopes.high) == low)
            #expect(try transaction.receipt(of: Scopes.low) == other)
            #expect(try transaction.receipt(of: Scopes.highest) == nil)
        }
    }

    func formerReceiptsKept(_ storage: some ReplicaStorage) throws {
        func receipt(_ scope: ScopeID, at time: Int64) throws -> Receipt {
            Receipt(
                scope: scope, signerKeyHash: Hash(of: [1]), vector: try vector([3: 8, .max: 1]), issuedAt: time,
                issuer: ReplicaID(rawValue: .max), past: [ReplicaID(rawValue: 2)],
                signature: [UInt8](repeating: 1, count: 64))
        }
        let all = try [Scopes.low, Scopes.high, Scopes.highest].flatMap { scope in
            try (0..<4).map { try receipt(scope, at: $0) }
        }.sorted { ($0.scope, $0.tag) < ($1.scope, $1.tag) }
        try storage.write { transaction throws in
            for receipt in all.reversed() + all { try transaction.keepFormerReceipt(receipt) }
        }
        try storage.read { transaction throws in #expect(try transaction.formerReceipts() == all) }
        try storage.write { try $0.removeFormerReceipt(all[5]) }
        try storage.read { transaction throws in
            #expect(try transaction.formerReceipts() == all.filter { $0 != all[5] })
            #expect(try transaction.receipt(of: Scopes.low) == nil)
        }
    }

    func staging(_ storage: some ReplicaStorage) throws {
        func segments(of log: inout LogFixture, evidence: Origin?) throws -> [Segment] {
            var segments: [Segment] = []
            for first in [1, 3] as [UInt64] {
                let entries = (0..<2).map { log.next([UInt8(first), $0], origin: $0 == 1 ? evidence : nil).entry }
                segments.append(
                    Segment(
                        log: log.log, firstSeq: first, genesis: first == 1 ? log.genesis : nil, entries: entries,
                        heads: [try log.signedHead(at: first), try log.signedHead(at: first + 1)]))
            }
            return segments
        }
        var log = LogFixture(scope: Scopes.high)
        var other = LogFixture(scope: Scopes.low)
        let mine = try segments(of: &log, evidence: nil)
        let others = try segments(of: &other, evidence: try log.origin(of: 2))
        try storage.write {
            try $0.stage(mine[0])
            try $0.stage(others[0])
            try $0.stage(mine[1])
            try $0.stage(others[1])
        }
        try storage.write { transaction throws in
            #expect(try transaction.stagedLogs() == [other.log, log.log])
            #expect(try transaction.stagedBranch(of: log.log) == mine)
            #expect(try transaction.stagedBranch(of: other.log) == others)
            try transaction.clearStagedBranch(of: log.log)
        }
        try storage.read { transaction throws in
            #expect(try transaction.stagedLogs() == [other.log])
            #expect(try transaction.stagedBranch(of: log.log) == [])
            #expect(try transaction.stagedBranch(of: other.log) == others)
            // What is staged is not held.
            #expect(try transaction.head(of: log.log) == nil)
        }
    }

    func localValues(_ storage: some ReplicaStorage) throws {
        try storage.write { transaction throws in
            try transaction.setLocalValue("a", [1, 0, 255])
            try transaction.setLocalValue("b", [])
            #expect(try transaction.localValue("a") == [1, 0, 255])
            try transaction.setLocalValue("a", [2])
        }
        try storage.read { transaction throws in
            #expect(try transaction.localValue("a") == [2])
            #expect(try transaction.localValue("b") == [])
            #expect(try transaction.localValue("c") == nil)
        }
        try storage.write { try $0.setLocalValue("a", nil) }
        try storage.read { transaction throws in
            #expect(try transaction.localValue("a") == nil)
            #expect(try transaction.localValue("b") == [])
        }
    }
}
