import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// A record that moves to another scope takes everything with it, also what comes late (FAILURES.md F6).
@Suite struct MoveTests {
    private let village = SmallCounty.village
    private let other = SmallCounty.otherVillage
    private let record = SmallCounty.record()
    private var there: RecordKey { SmallCounty.record(in: other) }

    @Test func everythingMovesWithItsAuthorsAndItsIds() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let hub = try county.machine("H")
        let reader = try county.machine("R", writes: [other])
        try settle([(hub, county.center), (device, hub)])
        let first = try device.put(record, [2: "told at the door"])
        let second = try device.put(record, [2: "told again"], superseding: [first.change])
        try device.sync(with: hub)

        let move = try hub.move(record, to: other)
        #expect(try hub.follow(record.id) == 3)
        try settle([(hub, county.center), (device, hub), (reader, county.center)])

        // Who reads the other village only has all of it, and whose it is.
        #expect(try reader.read { $0.heads(in: village) }.isEmpty)
        #expect(try reader.admitted(there) == [first.change, second.change, move.change])
        #expect(try reader.values(there) == ["told again"])
        #expect(try reader.state(of: there)?[RegisterNumber(rawValue: 2)].first?.author == device.signer.key.device)
        // The old village knows where it went.
        #expect(try device.values(record, 9) == [other.description])
        #expect(try hub.follow(record.id) == 0)
    }

    @Test func aLateOfflineEditFollowsAndStillReplacesWhatItsAuthorSaw() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let hub = try county.machine("H", writes: [village])
        let reader = try county.machine("R", writes: [other])
        try settle([(hub, county.center), (device, hub), (reader, county.center)])
        let first = try device.put(record, [2: "wait for the hospital"])
        try settle([(device, hub), (hub, county.center)])

        try county.center.move(record, to: other)
        try county.center.follow(record.id)
        try reader.sync(with: county.center)
        // The device has no line, and a part of the record that nobody has seen.
        let part = SmallCounty.record(1 << 16 | 7)
        try device.put(record, [2: "visit on 8 March"], superseding: [first.change])
        let added = try device.put(part, [2: "a feeling"])
        try settle([(device, hub), (hub, county.center)])
        // The hub of the old township may not write there; the center may.
        #expect(try hub.follow(record.id) == 0)
        #expect(try county.center.follow(record.id) == 2)
        try settle([(reader, county.center), (hub, county.center)])

        #expect(try reader.values(there) == ["visit on 8 March"])
        #expect(try reader.admitted(RecordKey(scope: other, kind: part.kind, id: part.id)) == [added.change])
        let signer = try #require(try reader.read { $0.changes(touching: there) }.last?.origin)
        #expect(signer.genesis.deviceKeyHash == device.signer.key.hash)
    }

    @Test func whatIsWrittenAfterTheMoveDoesNotReachTheOldScope() throws {
        let county = try SmallCounty()
        let reader = try county.machine("R", writes: [other])
        try county.center.put(record, [2: "before"])
        try county.center.move(record, to: other)
        try county.center.follow(record.id)
        try reader.sync(with: county.center)
        let after = try reader.put(there, [3: "after"])
        try reader.sync(with: county.center)
        try county.center.follow(record.id)

        #expect(!(try county.center.admitted(record).contains(after.change)))
        #expect(try county.center.values(record) == ["before"])
    }

    @Test func whoIsNamedStaysAndIsKeptAlikeInBothScopes() throws {
        let county = try SmallCounty()
        let center = county.center
        let person = SmallCounty.record(500)
        let copy = SmallCounty.record(500, in: other)
        let reader = try county.machine("R", writes: [other])
        let first = try center.put(person, [2: "Wang"])
        try center.put(record, [2: "a case of hers"])
        try center.move(record, to: other)
        try center.follow(record.id, mentioned: [person.id])
        try reader.sync(with: center)
        #expect(try reader.values(copy) == ["Wang"])

        try reader.put(copy, [2: "Wang Fang"], superseding: [first.change])
        try reader.sync(with: center)
        try center.follow(record.id, mentioned: [person.id])
        #expect(try center.values(person) == ["Wang Fang"])
        try center.put(person, [3: "13800000000"])
        try center.follow(record.id, mentioned: [person.id])
        try reader.sync(with: center)
        #expect(try reader.values(copy, 3) == ["13800000000"])
    }

    @Test func backAgainItLivesWhereItWasWithEverythingFromBetween() throws {
        let county = try SmallCounty()
        let center = county.center
        try center.put(record, [2: "at home"])
        try center.move(record, to: other)
        try center.follow(record.id)
        let between = try center.put(there, [3: "away"])
        try center.move(there, to: village)
        try center.follow(record.id)

        #expect(try center.values(record, 3) == ["away"])
        #expect(try center.values(record, 9) == [village.description])
        #expect(try center.values(there, 9) == [village.description])
        #expect(try center.admitted(record).contains(between.change))
        #expect(try center.follow(record.id) == 0)
    }

    @Test func twoWhoMoveItToDifferentPlacesDisagreeInTheOpenUntilOneSettles() throws {
        let third = ScopeID(rawValue: 0x1003)
        let county = try SmallCounty()
        try county.centerWrites { draft, environment in
            [draft.scope(environment.newRecordID(), number: third, area: nil, purpose: "village")]
        }
        let one = try county.machine("M1")
        let two = try county.machine("M2", writes: [village, third])
        let links = [(lower: one, upper: county.center), (lower: two, upper: county.center)]
        try settle(links)
        try one.put(record, [2: "told"])
        try settle(links)
        try one.move(record, to: other)
        try one.follow(record.id)
        try two.move(record, to: third)
        try two.follow(record.id)
        try settle(links)
        try county.center.follow(record.id)

        let far = SmallCounty.record(in: third)
        let all = try county.center.admitted(record)
        for place in [record, there, far] {
            #expect(try county.center.values(place, 9) == [other.description, third.description].sorted())
            #expect(try county.center.admitted(place) == all)
        }
        // Settled in one place, known in all; what came late to the place that lost goes to the one that won.
        try county.center.move(there, to: other)
        let late = try two.put(far, [3: "late"])
        try settle(links)
        try county.center.follow(record.id)
        for place in [record, there, far] {
            #expect(try county.center.values(place, 9) == [other.description])
        }
        #expect(try county.center.admitted(there).contains(late.change))
        #expect(try county.center.follow(record.id) == 0)
    }

    /// A home that names no place leads nowhere, and is known wherever the record is all the same.
    @Test func thatItLivesNowhereIsKnownInAllPlaces() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let center = county.center
        try settle([(device, center)])
        try device.put(record, [2: "told"])
        try settle([(device, center)])
        let move = try center.move(record, to: other)
        try center.follow(record.id)
        try center.put(record, [MovingRecords.home.rawValue: "no place"], superseding: [move.change])
        try center.follow(record.id)
        for place in [record, there] { #expect(try center.values(place, 9) == ["no place"]) }
        #expect(try center.follow(record.id) == 0)
    }

    @Test func twoMachinesThatBringTheSameMakeNothingTwice() throws {
        let county = try SmallCounty()
        let one = try county.machine("M1")
        let two = try county.machine("M2")
        let links = [(lower: one, upper: county.center), (lower: two, upper: county.center)]
        try settle(links)
        try one.put(record, [2: "told"])
        try one.move(record, to: other)
        try settle(links)
        try one.follow(record.id)
        try two.follow(record.id)
        try settle(links)

        #expect(try county.center.height(of: other) == 4)
        #expect(try county.center.admitted(there).count == 2)
        #expect(try county.center.values(there) == ["told"])
        #expect(county.center.mergedStates(of: other) == one.mergedStates(of: other))
        #expect(county.center.mergedStates(of: other) == two.mergedStates(of: other))
        #expect(try county.center.follow(record.id) == 0)
    }
}
