import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct ProjectionTests {
    /// A case with people, a milestone and two plans, one of them done.
    private func filledOffice() throws -> (office: Office, saved: [String: RecordKey]) {
        let office = try Office.withVillage(key: CenterKey())
        let saved = try office.write {
            try $0.save(
                [
                    .create(.case(local: "case")), .create(.person("邹某", local: "zou")),
                    .create(
                        RecordDraft(
                            kind: "case_party", localName: "party",
                            fields: [
                                ("case", .string("@case")), ("person", .string("@zou")), ("side", .string("applicant")),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "agreement", localName: "agreement",
                            fields: [("case", .string("@case")), ("kind", .string("written"))])),
                    .create(
                        RecordDraft(
                            kind: "milestone", localName: "milestone",
                            fields: [
                                ("case", .string("@case")), ("agreement", .string("@agreement")),
                                ("what", .string("支付第一笔赔偿")), ("due", .object([("date", .string("2026-06-30"))])),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "follow_up_plan", localName: "plan",
                            fields: [
                                ("case", .string("@case")), ("level", .string("village")),
                                ("due", .object([("date", .string("2026-07-10"))])), ("purpose", .string("看望")),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "follow_up_plan", localName: "done-plan",
                            fields: [
                                ("case", .string("@case")), ("level", .string("town")),
                                ("due", .object([("date", .string("2026-06-05"))])),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "follow_up", localName: "follow-up",
                            fields: [
                                ("case", .string("@case")), ("plan", .string("@done-plan")), ("level", .string("town")),
                                ("done_on", .string("2026-06-04")),
                            ])),
                ], in: Office.village)
        }
        let keys = saved.compactMap { record in record.localName.map { ($0, record.key) } }
        return (office, Dictionary(uniqueKeysWithValues: keys))
    }

    @Test func rebuildGivesTheSameRows() throws {
        let (office, keys) = try filledOffice()
        let key = try #require(keys["case"])
        _ = try office.setNext(key, step: "签协议", date: "2026-06-03")
        _ = try office.write {
            try $0.withdraw(LifecycleEdit(record: try #require(keys["party"]), reason: "登记错人"))
        }
        let before = try office.projectionRows()
        #expect(before.count > 10)
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try office.projectionRows() == before)
        #expect(try office.storage.read { try $0.unprojectedRecords() }.isEmpty)
    }

    @Test func whatIsDueIsOrderedAndWhatIsDoneIsNotDue() throws {
        let (office, keys) = try filledOffice()
        let today = try #require(CivilDate("2026-06-30"))
        let due = try office.read { try $0.due(on: today, within: 14) }
        #expect(due.map(\.item.key) == [keys["case"], keys["milestone"], keys["plan"]])
        #expect(due.map(\.state) == [.overdue, .today, .later])
        #expect(due.map(\.daysLeft) == [-20, 0, 10])
        #expect(due.map(\.item.caseTitle) == Array(repeating: "邹某伤害赔偿纠纷", count: 3))
        let milestone = try #require(keys["milestone"])
        _ = try office.write {
            try $0.correct(
                RecordCorrection(
                    record: milestone, fields: [("performance", .object([("status", .string("performed"))]))]))
        }
        #expect(try office.read { try $0.due(on: today, within: 0) }.map(\.item.key) == [keys["case"]])
    }

    @Test func withdrawnFollowUpReopensItsPlan() throws {
        let (office, keys) = try filledOffice()
        let day = try #require(CivilDate("2026-06-05"))
        #expect(try office.read { try $0.due(on: day, within: 0) }.isEmpty)
        let followUp = try #require(keys["follow-up"])
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: followUp, reason: "没有去成")) }
        #expect(try office.read { try $0.due(on: day, within: 0) }.map(\.item.key) == [keys["done-plan"]])
    }

    /// From two machines they come in any order; the lists and a rebuild of them say the same.
    @Test func aFollowUpThatComesBeforeItsPlanDoesItToo() throws {
        let codec = ProtobufChangeCodec()
        let plan = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0101)
        func draft(_ kind: RecordKind, _ id: RecordID, _ writes: [(RegisterNumber, Value)]) -> ChangeDraft {
            ChangeDraft(
                kind: kind, record: id, author: Office.zhang, supersedes: [],
                writes: writes.map { ChangeBody.Write(register: $0, value: codec.encode($1)) })
        }
        let planned = draft(
            FollowUpPlanSchema.recordKind, plan,
            [(FollowUpPlanSchema.due, .group([GroupMember(Due.date, .date(try #require(CivilDate("2026-06-05"))))]))])
        let done = draft(
            FollowUpSchema.recordKind, RecordID(rawValue: plan.rawValue + 1),
            [(FollowUpSchema.plan, .reference(Reference(kind: FollowUpPlanSchema.recordKind, id: plan)))])
        var rows: [[String]] = []
        for order in [[planned, done], [done, planned]] {
            let office = try Office.withVillage(key: CenterKey())
            for draft in order { try office.saveRaw([draft]) }
            rows.append(try office.projectionRows())
            try StoreDoctor(office.storage).rebuildProjections()
            rows.append(try office.projectionRows())
        }
        #expect(Set(rows).count == 1)
        #expect(rows[0].allSatisfy { !$0.hasPrefix("due_item") })
    }

    @Test func recordsAreFoundByIdAndName() throws {
        let (office, keys) = try filledOffice()
        for key in keys.values.sorted() {
            let text = key.id.description
            #expect(try office.read { try $0.queries.records(idPrefix: text) } == [key])
            #expect(try office.read { try $0.queries.records(idPrefix: String(text.prefix(9))) }.contains(key))
        }
        #expect(try office.read { try $0.queries.records(idPrefix: "zz") }.isEmpty)
        #expect(try office.read { try $0.queries.people(named: "邹") }.first?.key == keys["zou"])
        #expect(try office.read { try $0.queries.people(named: "王") }.isEmpty)
        let person = try #require(keys["zou"])
        #expect(try office.read { try $0.queries.parties(of: person) }.map(\.caseID) == [keys["case"]?.id])
    }

    @Test func caseFileGathersItsParts() throws {
        let (office, keys) = try filledOffice()
        let key = try #require(keys["case"])
        let file = try office.read { try $0.caseFile(key) }
        #expect(file.parties.map(\.person?.key) == [keys["zou"]])
        #expect(file.agreements.map(\.record.key) == [keys["agreement"]])
        #expect(file.agreements.first?.milestones.first?.key == keys["milestone"])
        #expect(file.plans.map { $0.followUps.count }.sorted() == [0, 1])
        #expect(file.otherMilestones.isEmpty)
        #expect(file.otherFollowUps.isEmpty)
        #expect(file.custody == .here)
        #expect(file.timeline.contains { $0.register == FollowUpSchema.doneOn })
    }
}
