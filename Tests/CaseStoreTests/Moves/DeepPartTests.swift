import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

/// What belongs to a moved record leaves with it, however many records lie between.
@Suite struct DeepPartTests {
    private static let raised = group(("raised", "yes"), ("concern", "自伤"), ("text", "说不想活了"))

    /// A household, a visit to it, a feeling there that alarms, and what somebody did about it.
    @Test func whatWasDoneAboutADangerGoesWithTheHousehold() throws {
        let office = try Office.withTwoVillages()
        let household = try office.add("household", [("address", .string("石仓村3号"))])
        let person = try office.write { try $0.create(.person("李大妈"), in: Office.village) }.key
        let visit = try office.add(
            "visit", [("household", .string(household.id.description)), ("started", .string("2026-05-06 09:00"))])
        let feeling = try office.add(
            "emotion",
            [
                ("visit", .string(visit.id.description)), ("person", .string(person.id.description)),
                ("safety", Self.raised),
            ])
        let answer = try office.work { access, writing in
            let concern = try #require(try access.reading.safetyConcern(of: feeling))
            return try writing.answer(
                concern, SafetyAnswer(by: nil, what: "已上门，女儿陪着", told: nil), access, author: Office.zhang)
        }.key
        #expect(try office.found("女儿陪着", in: Office.village) == [answer])
        try office.move(household)
        #expect(try office.found("女儿陪着", in: Office.village).isEmpty)
        #expect(try office.found("女儿陪着", in: Office.farVillage) == [Office.copy(answer)])
        #expect(try office.read { try $0.openSafetyConcerns() }.isEmpty)
    }

    /// The alarm of a visit is on the list of the place where the household lives, and there alone, until somebody answers.
    @Test func anAlarmThatNobodyAnsweredGoesWithTheHousehold() throws {
        let office = try Office.withTwoVillages()
        let household = try office.add("household", [("address", .string("石仓村3号"))])
        let visit = try office.add(
            "visit",
            [
                ("household", .string(household.id.description)), ("started", .string("2026-05-06 09:00")),
                ("safety", Self.raised),
            ])
        func open(_ scope: ScopeID? = nil) throws -> [RecordKey] {
            try office.read { try $0.openSafetyConcerns(in: scope.map { [$0] }).map(\.key) }
        }
        #expect(try open(Office.village) == [visit])
        try office.move(household)
        #expect(try open(Office.village).isEmpty)
        #expect(try open(Office.farVillage) == [Office.copy(visit)])
        #expect(try open() == [Office.copy(visit)])
        _ = try office.work { access, writing in
            let concern = try #require(try access.reading.safetyConcern(of: Office.copy(visit)))
            return try writing.answer(
                concern, SafetyAnswer(by: nil, what: "已上门，女儿陪着", told: nil), access, author: Office.zhang)
        }
        #expect(try open().isEmpty)
    }

    /// Numbers are counted in another way than lines are found.
    @Test func whatIsDueIsCountedWhereItLives() throws {
        let office = try Office.withTwoVillages()
        let household = try office.add("household", [("address", .string("石仓村3号"))])
        _ = try office.add(
            "visit",
            [
                ("household", .string(household.id.description)), ("started", .string("2026-05-06 09:00")),
                ("safety", Self.raised),
            ])
        let files = try ["看沟", "量地"].map { title in
            try office.write { try $0.create(.case(title), in: Office.village) }.key
        }
        let today = try #require(CivilDate("2026-12-01"))
        func counted(_ scope: ScopeID?) throws -> Int {
            let selection = DueSelection(scopes: scope.map { [$0] })
            let all = try office.read { try $0.due(on: today, .overdue, selection, limit: .max) }
            // Where not all are asked for, they are counted without being read.
            let first = try office.read { try $0.due(on: today, .overdue, selection, limit: 1) }
            #expect(all.views.count == first.count && all.count == first.count)
            #expect(try office.read { try $0.dueCounts(on: today, selection) }.overdue == first.count)
            return first.count
        }
        #expect(try [nil, Office.village, Office.farVillage].map(counted) == [3, 3, 0])
        try office.move(household)
        #expect(try [nil, Office.village, Office.farVillage].map(counted) == [3, 2, 1])
        try office.move(files[0])
        #expect(try [nil, Office.village, Office.farVillage].map(counted) == [3, 1, 2])
    }

    /// Two answers that each say to answer the other, by a mistake or by malice: the question ends.
    @Test func aCircleOfPartsEnds() throws {
        let office = try Office.withTwoVillages()
        let file = try office.quietCase()
        let codec = ProtobufChangeCodec()
        let (one, other) = (RecordID(rawValue: 0x41), RecordID(rawValue: 0x42))
        func reply(_ id: RecordID, to parent: RecordID, of kind: RecordKind, _ text: String) -> ChangeDraft {
            ChangeDraft(
                kind: SafetyAnswerSchema.recordKind, record: id, author: Office.zhang, supersedes: [],
                writes: [
                    ChangeBody.Write(
                        register: SafetyAnswerSchema.raised,
                        value: codec.encode(.reference(Reference(kind: kind, id: parent)))),
                    ChangeBody.Write(register: SafetyAnswerSchema.what, value: codec.encode(.text(text))),
                ])
        }
        try office.saveRaw([
            reply(one, to: other, of: SafetyAnswerSchema.recordKind, "转圈一"),
            reply(other, to: one, of: SafetyAnswerSchema.recordKind, "转圈二"),
        ])
        try office.move(file)
        #expect(try office.found("转圈一", in: Office.village).map(\.id) == [one])
    }
}
