import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

/// 带着方案进户: a visit is planned, prepared by several people, and recorded in the same record when it is made.
@Suite struct VisitPlanTests {
    private static let words = "他背后说的那句重话"

    private func planned(_ office: Office, mode: String? = nil) throws -> RecordKey {
        var fields: [(String, FieldValue)] = [
            ("planned", .string("2026-06-10 09:00")), ("purpose", .string("谈分期")),
            ("preparation", group(("summary", "八年没谈拢"), ("options", "分两期付"), ("responsible", "赵主任"))),
        ]
        if let mode { fields.append(("mode", .string(mode))) }
        return try office.add("visit", fields, of: try office.quietCase())
    }

    private func prepared(_ office: Office, _ key: RecordKey) throws -> [String?] {
        let value = try office.view(key).shown(VisitSchema.preparation)
        typealias Member = VisitSchema.Preparation
        return [Member.summary, Member.options, Member.responsible].map { value[member: $0].plainText }
    }

    @Test func aPlannedVisitIsDueUntilItIsMade() throws {
        let office = try Office.withVillage()
        let key = try planned(office)
        #expect(try office.open(on: "2026-06-01") == ["DAY-VISIT 2026-06-10"])
        #expect(try office.list(.all, on: "2026-06-01").views.first?.what(in: .zhHans) == "谈分期")
        #expect(try office.read { try $0.visitToBeMade(key)?.key } == key)
        try office.set(key, "started", .string("2026-06-10 09:05"))
        #expect(try office.open(on: "2026-06-01").isEmpty)
        #expect(try office.read { try $0.visitToBeMade(key) } == nil)
    }

    /// What is only planned is no visit whose words are kept from a sheet.
    @Test func aPlannedVisitIsNoneThatASheetLeavesOut() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let key = try office.add("visit", [("planned", .string("2026-06-10 09:00"))], of: file)
        #expect(try office.read { JointRecord(try $0.caseFile(file)).leftOut } == 0)
        try office.set(key, "started", .string("2026-06-10 09:05"))
        #expect(try office.read { JointRecord(try $0.caseFile(file)).leftOut } == 1)
    }

    @Test func whatIsPreparedIsAddedToWhatStandsThere() throws {
        let office = try Office.withVillage()
        let key = try planned(office)
        let first = try office.add("policy_tool", [("title", .string("低保办法"))])
        let second = try office.add("policy_tool", [("title", .string("救助办法"))])
        for policy in [first, second] {
            let more = VisitPreparation(
                options: "先付医药费", responsible: "李主任", policies: [.string(policy.id.description)])
            #expect(try office.write { try $0.prepare(key, more) } != nil)
        }
        #expect(try prepared(office, key) == ["八年没谈拢", "分两期付\n先付医药费", "李主任"])
        guard case .list(let policies) = try office.view(key).shown(VisitSchema.policies) else {
            Issue.record("no policies")
            return
        }
        #expect(policies.map(\.reference?.id) == [first.id, second.id])
        // Sent twice, it adds nothing and writes nothing.
        let again = VisitPreparation(options: "先付医药费", policies: [.string(first.id.description)])
        #expect(try office.write { try $0.prepare(key, again) } == nil)
        #expect(try office.write { try $0.prepare(key, VisitPreparation(summary: " \n")) } == nil)
    }

    @Test func aVisitThatWasMadeIsPreparedNoMore() throws {
        let office = try Office.withVillage()
        let key = try planned(office)
        try office.set(key, "started", .string("2026-06-10 09:05"))
        #expect(throws: CaseWorkError.refused(.visitMade(key.id.description))) {
            try office.write { try $0.prepare(key, VisitPreparation(summary: "晚了")) }
        }
        let message = CaseWorkError.refused(.visitMade(key.id.description)).message(in: .zhHans)
        #expect(message.contains(key.id.description) && message.contains("tingsu visit plan"))
    }

    /// The words are told when the visit is made, not when it is planned.
    @Test(arguments: [true, false]) func wordsSaidBackToBackGoToTheirReaders(isModePlanned: Bool) throws {
        let office = try Office.withVillage()
        try office.openRestricted()
        let key = try planned(office, mode: isModePlanned ? "背靠背" : nil)
        let made: [(String, FieldValue)] = [
            ("started", .string("2026-06-10 09:05")), ("narrative", .string(Self.words)), ("mode", .string("背靠背")),
        ]
        let saved = try office.write {
            try $0.save(
                [.correct(RecordCorrection(record: key, fields: made.filter { !isModePlanned || $0.0 != "mode" }))],
                in: Office.village)
        }
        #expect(saved.map(\.key.scope) == [Office.village, Office.restricted("case_team")])
        #expect(try office.view(key).shown(VisitSchema.narrative) == .none)
        let note = try office.view(saved[1].key)
        #expect(note.shown(RestrictedNoteSchema.text) == .text(Self.words))
        #expect(note.shown(RestrictedNoteSchema.visit).reference?.id == key.id)
        #expect(note.shown(RestrictedNoteSchema.case) != .none)
        for body in try office.bodies(in: Office.village) { #expect(!body.contains(Self.words)) }
        // Afterwards the visit is one that was made: words are recorded apart, as ever.
        #expect(throws: CaseWorkError.self) { try office.set(key, "narrative", .string("又想起一句")) }
    }

    @Test func wordsWithoutATimeStayOutOfAPlanBackToBack() throws {
        let office = try Office.withVillage()
        try office.openRestricted()
        let key = try planned(office, mode: "背靠背")
        #expect(throws: CaseWorkError.self) { try office.set(key, "narrative", .string(Self.words)) }
    }

    @Test func theUnitOfAPlannedVisitNamesItAndMakesNoOther() throws {
        var unit = VisitUnit(visit: [("started", .string("2026-06-10 09:05"))], caseFile: "c")
        unit.feelings = [VisitUnit.Feeling(person: "邹某", before: .score(7))]
        #expect(unit.drafts().map(\.draft.kind) == ["visit", "emotion"])
        #expect(unit.visitFields.map(\.name) == ["case", "started"])
        unit.planned = "v"
        #expect(unit.drafts().map(\.draft.kind) == ["emotion"])
        #expect(unit.drafts()[0].draft.fields.first { $0.name == "visit" }?.value == .string("v"))
        #expect(unit.visitFields.map(\.name) == ["started"])
    }
}
