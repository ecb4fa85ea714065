import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Who may bring a change into another scope, and whose change counts there (specification 10.2).
@Suite struct MoveAdmissionTests {
    private let village = SmallCounty.village
    private let other = SmallCounty.otherVillage
    private let record = SmallCounty.record()
    private var there: RecordKey { SmallCounty.record(in: other) }

    private func moved(_ county: SmallCounty, by node: EngineNode) throws {
        try node.move(record, to: other)
        try node.follow(record.id)
    }

    @Test func aMachineThatMayNotWriteTheOtherScopeBringsNothing() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try device.put(record, [2: "told"])
        try moved(county, by: device)
        #expect(try device.heads(in: other).isEmpty)
    }

    /// The carrier's right counts as for his own changes, and is judged again when it is taken away or given.
    @Test func aCarrierWhoLosesTheScopeCarriedNothing() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let carrier = try county.stranger("M")
        let grants = try county.enrol(carrier, writes: [village, other])
        try settle([(device, county.center), (carrier, county.center)])
        let told = try device.put(record, [2: "told"])
        try settle([(device, county.center), (carrier, county.center)])
        try moved(county, by: carrier)
        try carrier.sync(with: county.center)
        #expect(try county.center.admitted(there).contains(told.change))

        try county.withdraw(DirectorySchema.grantKind, grants[1])
        #expect(try county.center.admitted(there).isEmpty)
        // The center brings it itself, since no admitted copy is there.
        #expect(try county.center.follow(record.id) > 0)
        #expect(try county.center.admitted(there).contains(told.change))
    }

    @Test func aFirstSignersEndCountsWhereItWasFirstIssued() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let reader = try county.machine("R", writes: [other])
        try settle([(device, county.center), (reader, county.center)])
        let before = try device.put(record, [2: "before the laptop was stolen"])
        try device.sync(with: county.center)
        try moved(county, by: county.center)
        try county.end(device)
        let after = try device.put(record, [3: "after it"])
        try settle([(device, county.center), (reader, county.center)])
        #expect(try county.center.standing(of: after.change) == .held)
        #expect(try county.center.follow(record.id) == 0)
        try reader.sync(with: county.center)
        // The reader holds nothing of the village, and judges alike.
        #expect(try reader.heads(in: village).isEmpty)
        #expect(try reader.values(there) == ["before the laptop was stolen"])

        // What the center admits later follows then.
        try county.rule(after, admits: true)
        #expect(try county.center.follow(record.id) == 1)
        try reader.sync(with: county.center)
        #expect(try reader.values(there, 3) == ["after it"])
        // And what it holds later goes in both places.
        try county.rule(before, admits: false)
        try reader.sync(with: county.center)
        #expect(try county.center.values(record) == [])
        #expect(try reader.values(there) == [])
    }

    @Test func wordsOfADeviceWithoutARightToItsOwnScopeStayOut() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        let trespasser = try county.machine("T", writes: [other])
        try settle([(device, county.center), (trespasser, county.center)])
        try device.put(record, [2: "told"])
        let trespass = try trespasser.put(record, [2: "not mine to tell"])
        try settle([(device, county.center), (trespasser, county.center)])
        try moved(county, by: county.center)
        #expect(try county.center.values(there) == ["told"])
        // Nor does it help to bring it oneself into a scope that one may write.
        try trespasser.move(record, to: other)
        try trespasser.follow(record.id)
        try trespasser.sync(with: county.center)
        #expect(!(try county.center.admitted(there).contains(trespass.change)))
    }
}
