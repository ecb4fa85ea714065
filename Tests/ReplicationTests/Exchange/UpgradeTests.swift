import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Programs of different versions side by side (FAILURES.md F9): what is not understood is set aside, never lost.
@Suite struct UpgradeTests {
    private let village = SmallCounty.village
    private let record = SmallCounty.record(kind: EngineNode.newKind)
    private static let bothKinds: Set<RecordKind> = [EngineNode.kind, EngineNode.newKind]

    /// Not understood at first; an upgraded program takes in the change that supersedes it, and only then the first is
    /// judged again. It must not come back.
    @Test func aSupersededChangeDoesNotComeBackWithTheUpgrade() throws {
        let county = try SmallCounty()
        let writer = try county.machine("W")
        try writer.reopen(understanding: Self.bothKinds)
        let old = try county.machine("O")
        let c1 = try writer.put(record, [2: "first"])
        try settle([(writer, county.center), (old, county.center)])
        for node in [old, county.center] {
            #expect(try node.standing(of: c1.change) == .unapplied)
            #expect(try node.state(of: record) == nil)
        }
        try old.reopen(understanding: Self.bothKinds)
        let c2 = try writer.put(record, [2: "second"], superseding: [c1.change])
        try settle([(writer, county.center), (old, county.center)])
        #expect(try old.standing(of: c2.change) == .applied)
        #expect(try old.values(record) == ["second"])
        try old.write { try $0.reconsiderUnapplied($1) }
        #expect(try old.standing(of: c1.change) == .applied)
        #expect(try old.values(record) == ["second"])
        #expect(old.mergedStates(of: village) == writer.mergedStates(of: village))

        // The center upgrades after both came.
        try county.center.reopen(understanding: Self.bothKinds)
        try county.center.write { try $0.reconsiderUnapplied($1) }
        #expect(county.center.mergedStates(of: village) == writer.mergedStates(of: village))
    }

    /// It is counted, relayed and signed for, and does not stop those behind it (I2, I10).
    @Test func whatIsNotUnderstoodIsRelayedAndStopsNothing() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        let writer = try county.machine("W")
        try writer.reopen(understanding: Self.bothKinds)
        try writer.put(record, [2: "new"])
        let behind = try writer.put(SmallCounty.record(), [2: "old"])
        try settle([(writer, hub), (hub, county.center), (writer, hub)])
        #expect(try county.center.standing(of: behind.change) == .applied)
        #expect(try writer.custody(of: village).atCounty == 2)
        #expect(try hub.custody(of: village).held == 2)
        let reader = try county.machine("R")
        try reader.reopen(understanding: Self.bothKinds)
        try reader.sync(with: county.center)
        #expect(try reader.values(record) == ["new"])
    }

    @Test func heldAndNotUnderstoodBecomesAppliedWhenBothChange() throws {
        for upgradesFirst in [true, false] {
            let county = try SmallCounty()
            let writer = try county.machine("W", writes: [SmallCounty.otherVillage])
            let change = try writer.put(record, [2: "new"])
            try writer.sync(with: county.center)
            #expect(try county.center.standing(of: change.change) == .heldUnapplied)
            func upgrade() throws {
                try county.center.reopen(understanding: Self.bothKinds)
                try county.center.write { try $0.reconsiderUnapplied($1) }
            }
            if upgradesFirst { try upgrade() }
            try county.enrol(writer, writes: [village])
            if !upgradesFirst { try upgrade() }
            #expect(try county.center.standing(of: change.change) == .applied)
            #expect(try county.center.values(record) == ["new"])
        }
    }

    /// Bytes that this program could not read at all are kept; a later one that reads them merges them into the record
    /// that they touch, and into no other.
    @Test func bytesThatBecomeReadableAreMergedIntoTheirRecord() throws {
        let county = try SmallCounty()
        let writer = try county.machine("W")
        let receiver = try county.machine("R")
        for node in [writer, receiver] { try node.sync(with: county.center) }
        let change = try writer.put(SmallCounty.record(), [2: "unreadable at first"])
        let segment = try #require(try writer.handOut(village, to: receiver).first)
        try receiver.storage.write { transaction in
            var blind = try ReplicaEngine(
                codec: BlindCodec(), understoodKinds: EngineNode.directoryKinds.union([EngineNode.kind]),
                anchors: receiver.anchors, ownKey: receiver.signer.key, opening: transaction)
            #expect(try blind.receive(segment, transaction) == .stored(1))
        }
        #expect(try receiver.standing(of: change.change) == .unapplied)
        try receiver.reopen()
        try receiver.write { try $0.reconsiderUnapplied($1) }
        let states = receiver.storage.state.sortedRecords.filter { $0.key.scope == village }
        #expect(states.map(\.key) == [SmallCounty.record()])
        #expect(try receiver.values(SmallCounty.record()) == ["unreadable at first"])
        #expect(try receiver.standing(of: change.change) == .applied)
        // Found by its record from now on, so that a ruling reaches it.
        try county.rule(change, admits: false)
        try receiver.sync(with: county.center)
        #expect(try receiver.standing(of: change.change) == .held)
        #expect(try receiver.state(of: SmallCounty.record()) == nil)
    }

    /// Rebuilding computes the same bytes from the log, also after forks, holds, rulings and unknown kinds.
    @Test func aRebuildOfEveryRecordGivesTheSameBytes() throws {
        let county = try SmallCounty()
        let a = try county.machine("A")
        let b = try county.machine("B")
        let links = [(lower: a, upper: county.center), (lower: b, upper: county.center)]
        var stream = SeededStream(seed: 3)
        var changes: [StoredChange] = []
        for step in 1...60 {
            let node = stream.pick([a, b])
            let key = SmallCounty.record(1 + stream.below(5))
            let seen = stream.chance(60) ? try node.open(key) : []
            changes.append(try node.put(key, [2 + UInt32(stream.below(3)): "\(stream.below(4))"], superseding: seen))
            if stream.chance(15) { try node.sync(with: county.center) }
            if step == 30 { _ = try county.clone(b, as: "B'").put(SmallCounty.record(1), [2: "twin"]) }
        }
        try settle(links)
        try county.rule(changes[5], admits: false)
        try county.end(b, at: [])
        try settle(links)
        for node in [a, b, county.center] {
            let before = node.storage.state.sortedRecords
            try node.write { engine, transaction in
                for record in before.map(\.key) { try engine.rebuild(record, transaction) }
            }
            let after = node.storage.state.sortedRecords
            #expect(before.map(\.key) == after.map(\.key))
            #expect(before.map(\.state) == after.map(\.state))
        }
    }
}

/// A codec of a program that can read no body of a case file.
private struct BlindCodec: ChangeCodec {
    private let codec = ProtobufChangeCodec()

    func encode(_ body: ChangeBody) throws(ChangeDecodingError) -> [UInt8] { try codec.encode(body) }

    func decodeBody(_ bytes: [UInt8]) throws(ChangeDecodingError) -> ChangeBody {
        let body = try codec.decodeBody(bytes)
        guard body.kind != EngineNode.kind else { throw .malformed("of a later version") }
        return body
    }

    func encode(_ value: Value) -> EncodedValue { codec.encode(value) }

    func decode(_ value: EncodedValue) -> Value { codec.decode(value) }
}
