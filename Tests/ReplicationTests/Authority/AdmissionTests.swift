import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Admission is a function of the directory: the order in which a grant, its end, a ruling and the changes arrive
/// decides nothing (DESIGN.md section 8).
@Suite struct AdmissionTests {
    private let village = SmallCounty.village
    private let record = SmallCounty.record()

    /// A county with a device that wrote four changes to one record, and somebody else who wrote one.
    private struct Story {
        let county: SmallCounty
        let device: EngineNode
        let other: EngineNode
        let changes: [StoredChange]

        /// The same seed gives the same changes, whatever the center decides meanwhile.
        init(deviceWrites: [ScopeID]) throws {
            county = try SmallCounty(seed: 7)
            device = try county.machine("D", writes: deviceWrites)
            other = try county.machine("O")
            let record = SmallCounty.record()
            var changes: [StoredChange] = []
            for index in 1...4 {
                changes.append(
                    try device.put(record, [2: "d\(index)"], superseding: changes.last.map { [$0.change] } ?? []))
            }
            self.changes = changes
            try other.put(record, [2: "other"], superseding: [changes[1].change])
            try other.sync(with: county.center)
        }

        func deliver() throws { try device.sync(with: county.center) }

        func endAfterTwo() throws { try county.end(device, at: [changes[1].position]) }

        /// The merged states at the center, checked against a machine that hears all of it at once.
        func states() throws -> [RecordState] {
            let late = try county.machine("late")
            try settle([(other, county.center), (late, county.center)])
            let states = county.center.mergedStates(of: SmallCounty.village)
            #expect(late.mergedStates(of: SmallCounty.village) == states)
            #expect(other.mergedStates(of: SmallCounty.village) == states)
            #expect(late.changeIDs == county.center.changeIDs)
            return states
        }
    }

    @Test func aLateGrantGivesTheStateOfAnEarlyOne() throws {
        let early = try Story(deviceWrites: [SmallCounty.otherVillage, village])
        try early.deliver()
        let late = try Story(deviceWrites: [SmallCounty.otherVillage])
        try late.deliver()
        #expect(try late.county.center.values(record) == ["other"])
        try late.county.enrol(late.device, writes: [village])
        #expect(try late.county.center.values(record) == ["d4", "other"])
        #expect(try late.states() == early.states())
    }

    @Test func aLateEndGivesTheStateOfAnEarlyOne() throws {
        let early = try Story(deviceWrites: [village])
        try early.endAfterTwo()
        try early.deliver()
        let late = try Story(deviceWrites: [village])
        try late.deliver()
        #expect(try late.county.center.values(record) == ["d4", "other"])
        try late.endAfterTwo()
        // d2 was superseded by the other's change, d3 and d4 are held.
        #expect(try late.county.center.values(record) == ["other"])
        #expect(
            try late.changes.map { try late.county.center.standing(of: $0.change) } == [
                .applied, .applied, .held, .held,
            ])
        #expect(try late.states() == early.states())
    }

    /// Late honest data of a revoked device: held until a ruling, and the same bytes in every order.
    @Test func revocationDeliveryAndRulingGiveTheSameStateInAnyOrder() throws {
        enum Event: CaseIterable { case delivery, end, ruling }
        var states: Set<[RecordState]> = []
        for first in Event.allCases {
            for second in Event.allCases where second != first {
                let third = try #require(Event.allCases.first { $0 != first && $0 != second })
                let story = try Story(deviceWrites: [village])
                for event in [first, second, third] {
                    switch event {
                    case .delivery: try story.deliver()
                    case .end: try story.endAfterTwo()
                    case .ruling: try story.county.rule(story.changes[3], admits: true)
                    }
                }
                #expect(try story.county.center.standing(of: story.changes[2].change) == .held)
                #expect(try story.county.center.standing(of: story.changes[3].change) == .applied)
                // d4 supersedes d3, which stays held; nothing of d3 shows.
                #expect(try story.county.center.values(record) == ["d4", "other"])
                states.insert(try story.states())
            }
        }
        #expect(states.count == 1)
    }

    /// The other way round: a ruling holds what the grant admits, and a later one lets it in again.
    @Test func aRulingHoldsAnAdmittedChangeAndItsCorrectionAdmitsItAgain() throws {
        let story = try Story(deviceWrites: [village])
        try story.deliver()
        let before = story.county.center.mergedStates(of: village)
        let ruling = try story.county.rule(story.changes[3], admits: false)
        #expect(try story.county.center.values(record) == ["d3", "other"])
        #expect(try !story.states().isEmpty)
        try story.county.rule(
            story.changes[3], admits: true, superseding: [ruling.change], as: ruling.record.id)
        #expect(story.county.center.mergedStates(of: village) == before)
        #expect(try story.states() == before)
    }

    @Test func theStricterOfTwoRulingsCountsUntilPeopleAgree() throws {
        let apart = try Story(deviceWrites: [village])
        try apart.deliver()
        try apart.county.rule(apart.changes[3], admits: true)
        try apart.county.rule(apart.changes[3], admits: false)
        #expect(try apart.county.center.standing(of: apart.changes[3].change) == .held)

        // Two readings of one ruling's verdict.
        let siblings = try Story(deviceWrites: [village])
        try siblings.deliver()
        let ruling = try siblings.county.rule(siblings.changes[3], admits: false)
        try siblings.county.rule(siblings.changes[3], admits: true, as: ruling.record.id)
        #expect(try siblings.county.center.standing(of: siblings.changes[3].change) == .held)
    }

    /// A ruling is about one change of one record; one that names another record says nothing, whenever it arrives.
    @Test func aRulingThatNamesAnotherRecordDecidesNothingInAnyOrder() throws {
        func story(rulesFirst: Bool) throws -> Story {
            let story = try Story(deviceWrites: [village])
            let wrong = SmallCounty.record(9)
            func rule() throws {
                try story.county.centerWrites { draft, environment in
                    [
                        draft.ruling(
                            environment.newRecordID(), change: story.changes[3].change, of: wrong, admits: false,
                            reason: "a slip of the pen")
                    ]
                }
            }
            if rulesFirst { try rule() }
            try story.deliver()
            if !rulesFirst { try rule() }
            return story
        }
        let first = try story(rulesFirst: true)
        let last = try story(rulesFirst: false)
        #expect(try first.county.center.standing(of: first.changes[3].change) == .applied)
        #expect(try last.county.center.standing(of: last.changes[3].change) == .applied)
        #expect(try first.states() == last.states())
    }

    /// A withdrawn grant is a grant that is known here: what its device signs is held and relayed, not refused.
    @Test func aWithdrawnGrantHoldsAndStillRelays() throws {
        func story(withdrawsFirst: Bool) throws -> Story {
            let story = try Story(deviceWrites: [])
            let grants = try story.county.enrol(story.device, writes: [village])
            if !withdrawsFirst { try story.deliver() }
            for grant in grants { try story.county.withdraw(DirectorySchema.grantKind, grant) }
            try story.deliver()
            return story
        }
        let early = try story(withdrawsFirst: true)
        let late = try story(withdrawsFirst: false)
        #expect(try early.county.center.standing(of: early.changes[0].change) == .held)
        #expect(try late.county.center.standing(of: late.changes[0].change) == .held)
        #expect(early.county.center.engine.authority.readableScopes(of: early.device.signer.key.hash) == [])
        #expect(try early.states() == late.states())
    }

    /// Nothing of another branch than the one that the end names is what the end admitted.
    @Test func anEndThatNamesAnotherBranchAdmitsNothingOfThisOne() throws {
        let story = try Story(deviceWrites: [village])
        let place = story.changes[1].position
        let elsewhere = LogPosition(log: place.log, seq: place.seq, hash: Hash(of: [1]))
        try story.county.end(story.device, at: [elsewhere])
        try story.deliver()
        for change in story.changes { #expect(try story.county.center.standing(of: change.change) == .held) }
    }
}
