import Causality
import Replication
import Testing

extension StorageContract {
    private static let kind = RecordKind(rawValue: 3)
    private static let otherKind = RecordKind(rawValue: UInt32.max)

    func states(_ storage: some ReplicaStorage) throws {
        let ids = [UInt128.max, 1, 1 << 127, 256].map { RecordID(rawValue: $0) }
        func key(_ scope: ScopeID, _ kind: RecordKind, _ id: RecordID) -> RecordKey {
            RecordKey(scope: scope, kind: kind, id: id)
        }
        try storage.write {
            for (index, id) in ids.enumerated() {
                try $0.setState(.marked(UInt8(index)), of: key(Scopes.high, Self.kind, id))
            }
            try $0.setState(RecordState(), of: key(Scopes.high, Self.otherKind, ids[1]))
            try $0.setState(.marked(8), of: key(Scopes.low, Self.kind, ids[1]))
        }
        try storage.write {
            try $0.setState(.marked(9), of: key(Scopes.high, Self.kind, ids[3]))
            try $0.setState(nil, of: key(Scopes.high, Self.kind, ids[0]))
            try $0.setState(nil, of: key(Scopes.high, Self.kind, RecordID(rawValue: 77)))
        }
        try storage.read { transaction throws in
            let states = try transaction.states(in: Scopes.high)
            #expect(
                states.map(\.key) == [
                    key(Scopes.high, Self.kind, ids[1]), key(Scopes.high, Self.otherKind, ids[1]),
                    key(Scopes.high, Self.kind, ids[3]), key(Scopes.high, Self.kind, ids[2]),
                ])
            #expect(states.map(\.state) == [.marked(1), RecordState(), .marked(9), .marked(2)])
            #expect(try transaction.state(of: key(Scopes.high, Self.kind, ids[0])) == nil)
            #expect(try transaction.state(of: key(Scopes.high, Self.otherKind, ids[1])) == RecordState())
            #expect(try transaction.state(of: key(Scopes.low, Self.kind, ids[1])) == .marked(8))
        }
    }

    func changesOfARecord(_ storage: some ReplicaStorage) throws {
        var logs = (1...6).map { LogFixture(scope: Scopes.high, number: $0) }
        var elsewhere = LogFixture(scope: Scopes.low)
        let record = RecordID(rawValue: 42)
        let key = RecordKey(scope: Scopes.high, kind: Self.kind, id: record)
        var wanted: [StoredChange] = []
        try storage.write { transaction in
            for index in logs.indices {
                try transaction.insert(logs[index].genesis)
                for number in 0..<3 {
                    let standing = Standing.allCases[(index + number) % Standing.allCases.count]
                    let change = logs[index].next([UInt8(index), UInt8(number)], of: record, standing: standing)
                    wanted.append(change)
                    try transaction.append(change)
                }
                try transaction.append(logs[index].next([UInt8(index), 9]))
                try transaction.append(logs[index].next([UInt8(index), 8], of: record, kind: Self.otherKind))
            }
            try transaction.append(elsewhere.next([0, 0], of: record))
        }
        wanted.sort { ($0.position.log, $0.position.seq) < ($1.position.log, $1.position.seq) }
        try storage.read { transaction throws in #expect(try transaction.changes(touching: key) == wanted) }
    }

    func heldIsNotApplied(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.low)
        var copying = LogFixture(scope: Scopes.low, number: 2)
        let held = log.next([1], standing: .held)
        let copy = copying.next([1], standing: .unapplied)
        try #require(held.change == copy.change)
        try storage.write { transaction throws in
            try transaction.append(held)
            #expect(try transaction.holds(held.change, of: held.record))
            #expect(try transaction.isApplied(held.change, to: held.record) == false)
            try transaction.append(copy)
            #expect(try transaction.isApplied(held.change, to: held.record) == false)
            try transaction.setStanding(.applied, of: copy.position.log, at: 1)
        }
        try storage.write { transaction throws in
            #expect(try transaction.isApplied(held.change, to: held.record))
            #expect(
                try transaction.changes(touching: held.record).map(\.standing).sorted { $0.rawValue < $1.rawValue }
                    == [.applied, .held])
            #expect(try transaction.holds(Hash(of: [7]).changeID, of: held.record) == false)
            try transaction.setStanding(.heldUnapplied, of: copy.position.log, at: 1)
            #expect(try transaction.isApplied(held.change, to: held.record) == false)
        }
    }

    func namedLater(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.highest)
        let change = log.next(
            [1], of: RecordID(rawValue: 0), kind: RecordKind(rawValue: 0), standing: .unapplied)
        var named = change
        named.record = RecordKey(scope: Scopes.highest, kind: Self.kind, id: RecordID(rawValue: 8))
        try storage.write { transaction throws in
            try transaction.append(change)
            try transaction.setRecord(named.record, of: log.log, at: 1)
            #expect(try transaction.changes(touching: named.record) == [named])
        }
        try storage.read { transaction throws in
            #expect(try transaction.changes(touching: named.record) == [named])
            #expect(try transaction.changes(touching: change.record) == [])
            #expect(try transaction.holds(change.change, of: named.record))
            #expect(try transaction.holds(change.change, of: change.record) == false)
            #expect(try transaction.changes(of: log.log, from: 1, byteLimit: 9) == [named])
        }
    }

    func copiesByScope(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.low)
        let change = log.next([1])
        try storage.write { try $0.append(change) }
        try storage.read { transaction throws in
            let record = change.record
            let elsewhere = RecordKey(scope: Scopes.high, kind: record.kind, id: record.id)
            let ofOtherKind = RecordKey(scope: record.scope, kind: Self.otherKind, id: record.id)
            let other = RecordKey(scope: record.scope, kind: record.kind, id: RecordID(rawValue: 0))
            #expect(try transaction.isApplied(change.change, to: record))
            for key in [elsewhere, ofOtherKind, other] {
                #expect(try transaction.isApplied(change.change, to: key) == false)
                #expect(try transaction.holds(change.change, of: key) == false)
                #expect(try transaction.changes(touching: key).isEmpty)
            }
        }
    }

    func standings(_ storage: some ReplicaStorage) throws {
        var logs = [3, 1, 2].map { LogFixture(scope: $0 == 2 ? Scopes.high : Scopes.low, number: $0) }
        var all: [StoredChange] = []
        // A body that could not be read names no record.
        let nobody = RecordKey(scope: Scopes.low, kind: RecordKind(rawValue: 0), id: RecordID(rawValue: 0))
        try storage.write { transaction in
            for index in logs.indices {
                for (number, standing) in Standing.allCases.reversed().enumerated() {
                    let change = logs[index].next(
                        [UInt8(index), UInt8(number)], of: nobody.id, kind: nobody.kind, standing: standing)
                    all.append(change)
                    try transaction.append(change)
                }
            }
        }
        all.sort { ($0.position.log, $0.position.seq) < ($1.position.log, $1.position.seq) }
        try storage.read { transaction throws in
            for wanted in [[Standing.held], [.heldUnapplied, .unapplied], [.applied, .held], []] {
                #expect(try transaction.changes(standing: wanted) == all.filter { wanted.contains($0.standing) })
            }
        }
    }

    func reissued(_ storage: some ReplicaStorage) throws {
        var lost = LogFixture(scope: Scopes.high, number: 7)
        for number in 0..<3 { _ = lost.next([UInt8(number)]) }
        var log = LogFixture(scope: Scopes.high)
        var earlier = LogFixture(scope: Scopes.low)
        let plain = log.next([5])
        let again = log.next(lost.changes[1].body, origin: try lost.origin(of: 2))
        let inLowScope = earlier.next(lost.changes[0].body, origin: try lost.origin(of: 1))
        try storage.write { for change in [plain, again, inLowScope] { try $0.append(change) } }
        try storage.read { transaction throws in
            #expect(try transaction.reissuedChanges() == [inLowScope, again])
            #expect(try transaction.changes(of: log.log, from: 1, byteLimit: 100) == [plain, again])
        }
    }

    func logsBySigner(_ storage: some ReplicaStorage) throws {
        var logs = [
            LogFixture(scope: Scopes.high, device: 1, number: 1), LogFixture(scope: Scopes.low, device: 1, number: 2),
            LogFixture(scope: Scopes.low, device: 1, number: 1), LogFixture(scope: Scopes.low, device: 2, number: 1),
        ]
        var withoutLog = LogFixture(scope: Scopes.low, device: 3)
        try storage.write { transaction in
            for index in logs.indices {
                try transaction.insert(logs[index].genesis)
                try transaction.append(logs[index].next([1]))
            }
            try transaction.insert(withoutLog.genesis)
        }
        try storage.read { transaction throws in
            #expect(try transaction.logs(signedBy: logs[0].genesis.deviceKeyHash) == logs[0...2].map(\.log).sorted())
            #expect(try transaction.logs(signedBy: logs[3].genesis.deviceKeyHash) == [logs[3].log])
            #expect(try transaction.logs(signedBy: withoutLog.genesis.deviceKeyHash) == [])
        }
        // Whoever has asked before hears of a log that comes, but not of one whose transaction fails.
        #expect(throws: Abandoned.self) {
            try storage.write { transaction in
                var late = withoutLog
                try transaction.append(late.next([1]))
                #expect(try transaction.logs(signedBy: late.genesis.deviceKeyHash) == [late.log])
                throw Abandoned()
            }
        }
        try storage.read { transaction throws in
            #expect(try transaction.logs(signedBy: withoutLog.genesis.deviceKeyHash) == [])
        }
        try storage.write { transaction throws in
            try transaction.append(withoutLog.next([1]))
            #expect(try transaction.logs(signedBy: withoutLog.genesis.deviceKeyHash) == [withoutLog.log])
        }
    }
}
