import Causality
import Replication
import SeedTestKit
import Testing

/// Nothing of a restricted scope moves, and nothing moves there: its readers are named, and others must not come to it by a
/// detour (I37).
@Suite struct RestrictedMoveTests {
    private static let team = ScopeID(rawValue: 0x2001)
    private let village = SmallCounty.village
    private let other = SmallCounty.otherVillage
    private let record = SmallCounty.record()
    private let county: SmallCounty
    private let reader: EngineNode

    private func record(in scope: ScopeID) -> RecordKey { SmallCounty.record(in: scope) }

    init() throws {
        county = try SmallCounty()
        try county.centerWrites { draft, environment in
            [draft.scope(environment.newRecordID(), number: RestrictedMoveTests.team, area: nil, purpose: "case_team")]
        }
        reader = try county.machine("R", writes: [other])
        try reader.sync(with: county.center)
    }

    /// The bytes of all that a machine stores.
    private func holds(_ node: EngineNode, _ words: String) throws -> Bool {
        try node.read { transaction in
            transaction.scopes().contains { scope in
                transaction.states(in: scope).contains { state in
                    transaction.changes(touching: state.key).contains {
                        $0.body.contains(words.utf8)
                    }
                }
            }
        }
    }

    /// Somebody of the village knows the id of a record in confidence, gives one of his own the same, and lets that move there
    /// and away again: whoever holds all scopes must not carry the words along.
    @Test func aDetourByARestrictedScopeBringsNothingOut() throws {
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try county.center.put(record(in: RestrictedMoveTests.team), [2: "in confidence"])
        let first = try device.move(record, to: RestrictedMoveTests.team)
        try device.move(record, to: other, superseding: [first.change])
        try settle([(device, county.center)])
        try county.center.follow(record.id)
        try settle([(reader, county.center), (device, county.center)])
        #expect(try reader.state(of: record(in: other)) != nil)
        #expect(try !holds(reader, "in confidence"))
        #expect(try !holds(device, "in confidence"))
        // Nor did anything of the village come among what is read in confidence.
        #expect(try county.center.admitted(record(in: RestrictedMoveTests.team)).count == 1)
    }

    /// A record of a restricted scope that says to live elsewhere stays, with all of it.
    @Test func aRecordInConfidenceStays() throws {
        try county.center.put(record(in: RestrictedMoveTests.team), [2: "in confidence"])
        try county.center.move(record(in: RestrictedMoveTests.team), to: other)
        #expect(try county.center.follow(record.id) == 0)
        try reader.sync(with: county.center)
        #expect(try !holds(reader, "in confidence"))
    }

    /// Whoever reads it may not issue it again elsewhere, as one does whose directory does not know yet that its readers were
    /// named: nobody admits it there.
    @Test func whatIsBroughtOutAllTheSameIsNotAdmitted() throws {
        let team = ScopeID(rawValue: 0x2002)
        let id = RecordID(rawValue: 0x77)
        try county.centerWrites { draft, _ in [draft.scope(id, number: team, area: nil, purpose: "records")] }
        let member = try county.machine("M", writes: [team, other])
        try member.sync(with: county.center)
        let told = try member.put(record(in: team), [2: "in confidence"])
        try county.centerWrites { draft, _ in [draft.scope(id, number: team, area: nil, purpose: "case_team")] }
        try member.move(record(in: team), to: other)
        #expect(try member.follow(record.id) > 0)
        try settle([(member, county.center)])
        #expect(try county.center.admitted(record(in: other)).isEmpty)
        #expect(try county.center.state(of: record(in: other)) == nil)
        #expect(try !member.admitted(record(in: other)).contains(told.change))
    }
}
