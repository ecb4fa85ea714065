import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

/// Which raising of a sign an answer ends, since when a sign waits, and that lowering it is no answer.
@Suite struct SafetyRaiseTests {
    private static let raised = group(("raised", "yes"), ("concern", "自伤"), ("text", "说不想活了"))
    private static let worse = group(("raised", "yes"), ("concern", "伤人"), ("text", "说要去找对方算账"))
    private static let lowered = group(("raised", "no"))

    /// Two machines of one village that both hold a visit with a sign of danger, raised on 2026-06-01.
    private struct Story {
        let here: Office
        let there: Office
        let visit: RecordKey

        init() throws {
            let center = try CenterKey()
            here = try Office.withVillage(key: center, seed: 1)
            let file = try here.quietCase()
            visit = try here.add(
                "visit", [("started", .string("2026-05-06 09:00")), ("safety", SafetyRaiseTests.raised)], of: file)
            there = try Office(key: center, seed: 2)
            try there.take(from: here)
        }

        func exchange() throws {
            try here.take(from: there)
            try there.take(from: here)
        }
    }

    private func open(_ office: Office) throws -> [RecordKey] {
        try office.read { try $0.openSafetyConcerns().map(\.key) }
    }

    private func answer(_ office: Office, _ key: RecordKey) throws -> SavedRecord {
        try office.work { access, writing in
            let concern = try #require(try access.reading.safetyConcern(of: key))
            return try writing.answer(
                concern, SafetyAnswer(what: "已上门，女儿陪着"), access, author: Office.zhang)
        }
    }

    /// What a program without these rules sends: the sign is taken back, and nobody answered.
    private func lower(_ office: Office, _ key: RecordKey) throws {
        let seen = try office.read { reading in
            try #require(try reading.transaction.state(of: key))[VisitSchema.safety].map(\.change)
        }
        try office.saveRaw([
            ChangeDraft(
                kind: key.kind, record: key.id, author: Office.li, supersedes: seen,
                writes: [
                    .init(
                        register: VisitSchema.safety,
                        value: ProtobufChangeCodec().encode(.group([GroupMember(Safety.raised, .boolean(false))])))
                ])
        ])
    }

    @Test func whatWasRaisedUnseenIsNotAnswered() throws {
        let story = try Story()
        let visit = story.visit
        story.there.pass(days: 2)
        try story.there.set(visit, "safety", Self.worse, as: Office.li)
        _ = try answer(story.here, visit)
        #expect(try open(story.here).isEmpty)
        try story.exchange()
        for office in [story.here, story.there] {
            #expect(try open(office) == [visit])
            #expect(try office.open(on: "2026-06-03") == ["DAY-SAFETY 2026-06-03"])
        }
        _ = try answer(story.there, visit)
        try story.exchange()
        for office in [story.here, story.there] {
            #expect(try open(office).isEmpty)
            #expect(try office.open(on: "2026-06-03").isEmpty)
        }
        #expect(try story.here.projectionRows() == story.there.projectionRows())
    }

    @Test func theDayDoesNotMoveWhenTheWordsAreCorrected() throws {
        let story = try Story()
        let visit = story.visit
        story.here.pass(days: 3)
        try story.here.set(visit, "safety", Self.worse)
        #expect(try story.here.open(on: "2026-06-04") == ["DAY-SAFETY 2026-06-01"])
        // Another machine corrected the words beside it: the merged readings are of later days, all of them.
        story.there.pass(days: 5)
        try story.there.set(visit, "safety", group(("raised", "yes"), ("text", "更正：说的是气话")), as: Office.li)
        try story.exchange()
        for office in [story.here, story.there] {
            #expect(try office.open(on: "2026-06-06") == ["DAY-SAFETY 2026-06-01"])
            let before = try office.projectionRows()
            try StoreDoctor(office.storage).rebuildProjections()
            #expect(try office.projectionRows() == before)
        }
    }

    @Test func aSignThatWasLoweredWaitsForAnAnswerStill() throws {
        let story = try Story()
        let visit = story.visit
        try lower(story.there, visit)
        try story.exchange()
        for office in [story.here, story.there] {
            #expect(try open(office) == [visit])
            #expect(try office.open(on: "2026-06-02") == ["DAY-SAFETY 2026-06-01"])
        }
        _ = try answer(story.here, visit)
        try story.exchange()
        for office in [story.here, story.there] { #expect(try open(office).isEmpty) }
    }

    @Test func anAnswerTakenBackPutsALoweredSignOnTheListAgain() throws {
        let story = try Story()
        let (office, visit) = (story.here, story.visit)
        let saved = try answer(office, visit)
        try office.set(visit, "safety", Self.lowered)
        #expect(try open(office).isEmpty)
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: saved.key, reason: "写错了人")) }
        #expect(try open(office) == [visit])
        #expect(try office.open(on: "2026-06-02") == ["DAY-SAFETY 2026-06-01"])
        let before = try office.projectionRows()
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try office.projectionRows() == before)
    }

    /// A change that lowers the sign may arrive before the one that raised it.
    @Test func theOrderOfArrivalDoesNotMatter() throws {
        let story = try Story()
        try story.there.set(story.visit, "purpose", .string("看望"), as: Office.li)
        try lower(story.there, story.visit)
        let third = try Office(key: story.here.key, seed: 3)
        try third.take(from: story.there)
        #expect(try open(third) == [story.visit])
        try third.take(from: story.here)
        #expect(try open(third) == [story.visit])
    }
}
