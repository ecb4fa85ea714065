import Causality
import Replication
import Testing

/// Who may write and read is read from states, and states follow from the log (A7).
@Suite struct DirectoryFollowsTests {
    private let county: SmallCounty
    private let device: EngineNode

    /// Both sides of the county's edge: grants, an end, a sync down.
    init() throws {
        county = try SmallCounty()
        device = try county.machine("D")
        let other = try county.machine("O", writes: [SmallCounty.village])
        try county.end(other, at: [])
        try device.sync(with: county.center)
    }

    private func follows(_ node: EngineNode) throws -> Bool {
        let codec = node.engine.codec
        return try node.read { try ReplicaEngine.directoryFollowsFromLog(codec, $0) }
    }

    /// Changes one state of the directory behind the engine's back.
    private func damage(_ node: EngineNode, _ body: (RecordKey, RecordState, MemoryTransaction) throws -> Void) throws {
        let record = try #require(node.storage.state.sortedRecords.first { $0.key.scope == .directory })
        try node.storage.write { try body(record.key, record.state, $0) }
    }

    @Test func soundStatesFollow() throws {
        #expect(try follows(county.center))
        #expect(try follows(device))
        #expect(try follows(county.stranger("S")))
        // Records of villages do not matter to it.
        try device.put(SmallCounty.record(), [2: "x"])
        try device.storage.write { $0.setState(nil, of: SmallCounty.record()) }
        #expect(try follows(device))
    }

    @Test func aLostStateDoesNotFollow() throws {
        try damage(device) { key, _, transaction in transaction.setState(nil, of: key) }
        #expect(try !follows(device))
        #expect(try follows(county.center))
    }

    @Test func anotherStateDoesNotFollow() throws {
        try damage(device) { key, _, transaction in transaction.setState(RecordState(), of: key) }
        #expect(try !follows(device))
    }

    @Test func aStateWithoutChangesDoesNotFollow() throws {
        try damage(device) { key, state, transaction in
            let invented = RecordKey(scope: .directory, kind: key.kind, id: RecordID(rawValue: 1))
            transaction.setState(state, of: invented)
        }
        #expect(try !follows(device))
    }
}
