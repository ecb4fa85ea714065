import CaseWork
import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// An alarm waits until the upstream, or the county, is known to hold just that change.
@Suite struct WaitingAlarmsTests {
    private static let scope = ScopeID(rawValue: 7)
    private static let replica = ReplicaID(rawValue: 3)
    private let storage = MemoryStorage(state: MemoryStorage.State())
    private let engine: ReplicaEngine<ProtobufChangeCodec>
    private let change: StoredChange

    init() throws {
        var stream = SeededStream(seed: 1)
        let key = try SeededKey(&stream).key
        engine = try storage.read {
            try ReplicaEngine<ProtobufChangeCodec>(
                codec: ProtobufChangeCodec(), understoodKinds: [], anchors: TrustAnchors(keys: []), ownKey: key,
                opening: $0)
        }
        let body: [UInt8] = [1, 2, 3]
        change = StoredChange(
            position: LogPosition(
                log: LogID(scope: Self.scope, replica: Self.replica), seq: 1, hash: Hash(of: [4])), body: body,
            origin: nil,
            record: RecordKey(scope: Self.scope, kind: RecordKind(rawValue: 102), id: RecordID(rawValue: 5)),
            change: Hash(of: body).changeID, standing: .applied)
    }

    private var alarm: WaitingAlarms.Alarm { .init(of: change.record, by: change.change) }

    private func report(seq: UInt64, tag: UInt64) throws {
        let vector = try #require(VersionVector([.init(replica: Self.replica, seq: seq, tag: tag)]))
        try storage.write { $0.setUpstreamReport(UpstreamReport(vector: vector, receivedAt: 0), of: Self.scope) }
    }

    private func waiting(after before: WaitingAlarms) throws -> Int {
        try storage.read {
            var waiting = before
            try waiting.removeArrived(engine, $0)
            return waiting.alarms.count
        }
    }

    @Test func onlyWhatIsHeldHereWaits() throws {
        try storage.write { transaction in
            var waiting = WaitingAlarms()
            try waiting.add([alarm], engine, transaction)
            #expect(waiting.isEmpty)
            try transaction.append(change)
            try waiting.add([alarm, alarm], engine, transaction)
            #expect(waiting.alarms == [alarm])
        }
    }

    @Test func whatTheUpstreamRefusesGoesOnWaiting() throws {
        var waiting = WaitingAlarms()
        try storage.write {
            try $0.append(change)
            try waiting.add([alarm], engine, $0)
        }
        // The sync went well, but for this log.
        try storage.write {
            $0.setUpstreamReport(UpstreamReport(vector: VersionVector(), receivedAt: 0), of: Self.scope)
        }
        #expect(try self.waiting(after: waiting) == 1)
        // A number without its tag proves nothing: another branch is held there.
        try report(seq: 1, tag: change.position.hash.tag ^ 1)
        #expect(try self.waiting(after: waiting) == 1)
        try report(seq: 1, tag: change.position.hash.tag)
        #expect(try self.waiting(after: waiting) == 0)
        // What has arrived is not brought again.
        try storage.write { try waiting.add([alarm], engine, $0) }
        #expect(try self.waiting(after: waiting) == 0)
    }
}
