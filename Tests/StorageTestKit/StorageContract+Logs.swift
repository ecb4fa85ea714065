import Causality
import Replication
import Testing

extension StorageContract {
    func unsignedOrder(_ storage: some ReplicaStorage) throws {
        let scopes = [Scopes.highest, Scopes.low, Scopes.high]
        var logs = scopes.map { LogFixture(scope: $0) }
        logs += (2...9).map { LogFixture(scope: Scopes.low, number: $0) }
        // Without replicas on both sides of the middle this would prove nothing.
        try #require(Set(logs.map { $0.log.replica.rawValue >> 63 }).count == 2)
        try storage.write { transaction in
            for index in logs.indices {
                try transaction.insert(logs[index].genesis)
                try transaction.append(logs[index].next([UInt8(index)]))
            }
        }
        try storage.read { transaction throws in
            #expect(try transaction.scopes() == [Scopes.low, Scopes.high, Scopes.highest])
            let heads = try transaction.heads(in: Scopes.low)
            #expect(heads.map(\.replica) == logs.map(\.log).filter { $0.scope == Scopes.low }.map(\.replica).sorted())
            #expect(Set(heads) == Set(logs.compactMap(\.head).filter { $0.scope == Scopes.low }))
            #expect(try transaction.heads(in: ScopeID(rawValue: 3)).isEmpty)
        }
    }

    func headAndHashes(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.high)
        let first = log.next([1])
        let second = log.next([])
        try storage.write { transaction throws in
            try transaction.insert(log.genesis)
            #expect(try transaction.head(of: log.log) == nil)
            try transaction.append(first)
            #expect(try transaction.head(of: log.log) == first.position)
            try transaction.append(second)
        }
        try storage.read { transaction throws in
            #expect(try transaction.head(of: log.log) == second.position)
            #expect(try transaction.hash(of: log.log, at: 1) == first.position.hash)
            #expect(try transaction.hash(of: log.log, at: 2) == second.position.hash)
            for seq in [0, 3, UInt64.max] { #expect(try transaction.hash(of: log.log, at: seq) == nil) }
            #expect(try transaction.hash(of: LogID(scope: Scopes.low, replica: log.log.replica), at: 1) == nil)
        }
    }

    func byteLimit(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.low)
        var other = LogFixture(scope: Scopes.low, number: 2)
        let changes = (0..<5).map { log.next([UInt8](repeating: $0, count: 100)) }
        try storage.write {
            try $0.insert(log.genesis)
            for change in changes { try $0.append(change) }
            try $0.append(other.next([1]))
        }
        try storage.read { transaction throws in
            func seqs(from first: UInt64, _ limit: Int) throws -> [UInt64] {
                try transaction.changes(of: log.log, from: first, byteLimit: limit).map(\.position.seq)
            }
            #expect(try seqs(from: 1, 250) == [1, 2])
            #expect(try seqs(from: 1, 200) == [1, 2])
            #expect(try seqs(from: 1, 199) == [1])
            #expect(try seqs(from: 2, 1) == [2])
            #expect(try seqs(from: 5, 0) == [5])
            #expect(try seqs(from: 3, 1_000_000) == [3, 4, 5])
            #expect(try seqs(from: 6, 1000) == [])
            #expect(try seqs(from: .max, 1000) == [])
            #expect(try transaction.changes(of: log.log, from: 1, byteLimit: 1000) == changes)
        }
    }

    func signedHeads(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.low)
        for index in 0..<6 { _ = log.next([UInt8(index)]) }
        let heads = try [5, 2, 4].map { try log.signedHead(at: $0) }
        try storage.write {
            try $0.insert(log.genesis)
            for change in log.changes { try $0.append(change) }
            for head in heads { try $0.insert(head) }
            try $0.insert(heads[0])
        }
        try storage.read { transaction throws in
            #expect(try transaction.signedHeads(of: log.log, in: 1...6) == [heads[1], heads[2], heads[0]])
            #expect(try transaction.signedHeads(of: log.log, in: 2...4) == [heads[1], heads[2]])
            #expect(try transaction.signedHeads(of: log.log, in: 3...3) == [])
            #expect(try transaction.signedHeads(of: log.log, in: 5...UInt64.max) == [heads[0]])
        }
    }

    func removedBranch(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.high)
        for index in 0..<4 { _ = log.next([UInt8(index)]) }
        let heads = try [2, 4].map { try log.signedHead(at: $0) }
        try storage.write {
            try $0.insert(log.genesis)
            for change in log.changes { try $0.append(change) }
            for head in heads { try $0.insert(head) }
        }
        var branch = log.cut(at: 2)
        let replacements = [branch.next([9]), branch.next([8])]
        try storage.write { transaction throws in
            #expect(try transaction.removeBranch(of: log.log, from: 9) == [])
            #expect(try transaction.removeBranch(of: log.log, from: 3) == Array(log.changes[2...]))
            #expect(try transaction.head(of: log.log) == log.changes[1].position)
            #expect(try transaction.signedHeads(of: log.log, in: 1...10) == [heads[0]])
            for change in replacements { try transaction.append(change) }
        }
        try storage.read { transaction throws in
            #expect(try transaction.hash(of: log.log, at: 3) == replacements[0].position.hash)
            #expect(try transaction.hash(of: log.log, at: 4) == replacements[1].position.hash)
            #expect(try transaction.hash(of: log.log, at: 5) == nil)
            #expect(try transaction.holds(log.changes[3].change, of: log.changes[3].record) == false)
            #expect(try transaction.signedHeads(of: log.log, in: 1...10) == [heads[0]])
        }
    }

    func removedLog(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.high)
        let change = log.next([1])
        let other = LogFixture(scope: Scopes.low, number: 2)
        try storage.write {
            try $0.insert(log.genesis)
            try $0.append(change)
            try $0.insert(SignedHead(position: change.position, signature: [1]))
        }
        try storage.write { transaction throws in
            #expect(try transaction.removeBranch(of: log.log, from: 1) == [change])
        }
        try storage.write { transaction throws in
            #expect(try transaction.scopes().isEmpty)
            #expect(try transaction.heads(in: Scopes.high).isEmpty)
            #expect(try transaction.logs(signedBy: log.genesis.deviceKeyHash).isEmpty)
            #expect(try transaction.genesis(of: log.log.replica) == log.genesis)
            // Another log must not come into what the former left.
            var next = other
            try transaction.append(next.next([2]))
            #expect(try transaction.signedHeads(of: other.log, in: 1...9).isEmpty)
            #expect(try transaction.scopes() == [Scopes.low])
        }
    }
}
