import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

@Suite struct ClosingTests {
    private func add(_ office: Office, _ kind: String, _ fields: TypedFields) throws -> RecordKey {
        try office.write { try $0.create(RecordDraft(kind: kind, fields: fields), in: Office.village) }.key
    }

    @Test func whatIsOpenIsToldProcedureAndMatterApart() throws {
        let office = try Office.withVillage(key: CenterKey())
        let file = try ClosedCase(office, stage: "handling")
        let id = FieldValue.string(file.key.id.description)
        let agreement = try add(office, "agreement", [("case", id), ("kind", .string("oral"))])
        let milestone = try add(
            office, "milestone",
            [
                ("agreement", .string(agreement.id.description)), ("case", id), ("what", .string("支付首期")),
                ("due", .object([("date", .string("2026-06-30"))])),
            ])
        _ = try add(
            office, "task",
            [
                ("case", id), ("kind", .string("promise")), ("text", .string("回话")),
                ("responsible", .object([("name", .string("张干部"))])),
                ("due", .object([("date", .string("2026-06-05"))])),
            ])
        let plan = try add(
            office, "follow_up_plan",
            [("case", id), ("level", .string("village")), ("due", .object([("date", .string("2026-07-01"))]))])
        var state = try office.read { try $0.closure(of: file.key) }
        #expect(state.open(.milestones).map(\.record) == [milestone])
        #expect(state.open(.followUps).map(\.record) == [plan])
        #expect(state.open(.tasks).map(\.text.zhHans) == ["回话"])
        #expect(state.open(.papers).count == 6)
        #expect(state.open(.legal).map(\.record) == [file.demand])
        #expect(state.open(.emotional).count == 2)
        #expect(state.proceduralCount == 8 && state.substantiveCount == 4)
        _ = try office.write {
            try $0.save(
                [
                    .correct(
                        RecordCorrection(
                            record: milestone,
                            fields: [
                                (
                                    "performance",
                                    .object([("status", .string("performed")), ("date", .string("2026-06-02"))])
                                )
                            ])),
                    .create(
                        RecordDraft(
                            kind: "follow_up",
                            fields: [
                                ("plan", .string(plan.id.description)), ("case", id), ("level", .string("village")),
                                ("done_on", .string("2026-06-20")),
                            ])),
                    .correct(
                        RecordCorrection(
                            record: file.key, fields: [("procedural_end", .object([("on", .string("2026-06-25"))]))])),
                ], in: Office.village)
        }
        state = try office.read { try $0.closure(of: file.key) }
        #expect(state.open(.milestones).isEmpty && state.open(.followUps).isEmpty)
        #expect(state.proceduralEnd == CivilDate("2026-06-25") && state.substantiveEnd == nil)
    }

    /// One written agreement more is one point more while nobody signed it; which one is said.
    @Test func anAgreementWithoutSignersIsNamed() throws {
        let office = try Office.withVillage(key: CenterKey())
        let file = try ClosedCase(office, stage: "handling")
        let before = try office.read { try $0.closure(of: file.key) }
        let agreement = try add(
            office, "agreement",
            [
                ("case", .string(file.key.id.description)), ("kind", .string("end_of_petition")),
                ("effective_date", .string("2026-06-03")),
            ])
        let state = try office.read { try $0.closure(of: file.key) }
        let new = state.open(.legal).filter { !before.open(.legal).contains($0) }
        #expect(new.map(\.record) == [agreement])
        #expect(new.map(\.text.zhHans) == ["息诉罢访协议（2026-06-03）没有登记签署人"])
        #expect(state.proceduralCount == before.proceduralCount + 1)
        try office.set(agreement, "signers", .array([.object([("name", .string("邹某"))])]))
        #expect(try office.read { try $0.closure(of: file.key) }.proceduralCount == before.proceduralCount)
    }

    @Test func aCheckSaysWhatTheRecordsSayOrWhyNot() throws {
        let office = try Office.withVillage(key: CenterKey())
        let file = try ClosedCase(office, stage: "handling")
        let day = try #require(CivilDate("2026-06-01"))
        func check(_ answers: [ClosureState.Item: ClosureAnswer]) throws -> RecordKey {
            try office.write { try $0.check(closing: file.key, answers, on: day) }.key
        }
        let judged: [ClosureState.Item: ClosureAnswer] = [
            .legal: ClosureAnswer(isMet: false, note: "还在核票据"), .emotional: ClosureAnswer(isMet: false),
        ]
        // The two knots are for people to judge.
        #expect(throws: CaseWorkError.self) { try check([.legal: ClosureAnswer(isMet: false)]) }
        #expect(throws: CaseWorkError.checkedAgainstRecords(Label("档案材料", "Documents"), count: 6)) {
            try check(judged.merging([.papers: ClosureAnswer(isMet: true, note: " ")]) { $1 })
        }
        let view = try office.view(check(judged.merging([.papers: ClosureAnswer(isMet: true, note: "原件在法院")]) { $1 }))
        #expect(view.shown(ClosureCheckSchema.papers)[member: ClosureCheckSchema.Item.note] == .text("原件在法院"))
        #expect(view.shown(ClosureCheckSchema.milestones)[member: ClosureCheckSchema.Item.met] == .boolean(true))
        #expect(view.shown(ClosureCheckSchema.legal)[member: ClosureCheckSchema.Item.met] == .boolean(false))
        #expect(try office.read { try $0.closure(of: file.key) }.checks.map(\.key) == [view.key])
    }

    @Test func theClearanceListSaysHowLongAndHowFar() throws {
        let office = try Office.withVillage(key: CenterKey())
        let day = try #require(CivilDate("2026-06-11"))
        let plain = try office.makeCase().key
        #expect(throws: CaseWorkError.notBacklog) {
            try office.write { try $0.step(backlog: plain, stage: "tracing", evidence: "批文", on: day) }
        }
        func long(_ title: String, since: String) throws -> RecordKey {
            let key = try office.write { try $0.create(.case(title), in: Office.village) }.key
            _ = try office.write {
                try $0.correct(
                    RecordCorrection(
                        record: key,
                        fields: [
                            (
                                "backlog",
                                .object([
                                    ("flag", .bool(true)), ("since", .string(since)), ("petitions", .number(12)),
                                    ("police_calls", .number(3)),
                                ])
                            )
                        ]))
            }
            return key
        }
        let (newer, older) = (try long("房屋", since: "2018-06-12"), try long("工伤", since: "1998-01-01"))
        for (stage, on) in [("积案溯源", "2026-05-01"), ("精准拆解", "2026-06-01")] {
            let on = try #require(CivilDate(on))
            _ = try office.write { try $0.step(backlog: newer, stage: stage, evidence: "找到批文", on: on) }
        }
        #expect(throws: CaseWorkError.reasonMissing) {
            try office.write { try $0.step(backlog: newer, stage: "together", evidence: " ", on: day) }
        }
        let list = try office.read { try $0.backlog() }
        #expect(list.map(\.record.key) == [older, newer])
        // The eighth year ends on the twelfth.
        #expect(list.map { $0.years(on: day) } == [28, 7])
        #expect(list.map(\.stage) == [nil, "analysis"])
        #expect(list.map { $0.daysInStage(on: day) } == [nil, 10])
        #expect(list.map(\.petitions) == [12, 12] && list.map(\.policeCalls) == [3, 3])
        _ = try office.write {
            try $0.correct(
                RecordCorrection(
                    record: older, fields: [("substantive_end", .object([("on", .string("2026-06-02"))]))]))
        }
        #expect(try office.read { try $0.backlog() }.map(\.record.key) == [newer])
        #expect(try office.read { try $0.backlog(includingCleared: true) }.map(\.record.key) == [newer, older])
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: newer, reason: "重复")) }
        #expect(try office.read { try $0.backlog() }.isEmpty)
    }

    @Test func notesOnAFamilyStepAreAddedAndNoneIsLost() throws {
        let office = try Office.withVillage(key: CenterKey())
        let file = try ClosedCase(office)
        let day = try #require(CivilDate("2026-06-03"))
        let step = try add(
            office, "family_step",
            [
                ("case", .string(file.key.id.description)), ("who", .array([.object([("name", .string("邹小林"))])])),
                ("what", .string("一起扫墓")),
            ])
        for text in ["打了电话", "一起去了"] { _ = try office.write { try $0.note(familyStep: step, text, on: day) } }
        guard case .list(let notes) = try office.view(step).shown(FamilyStepSchema.progress) else {
            return #expect(Bool(false))
        }
        #expect(notes.map { $0[member: FamilyStepSchema.Progress.text] } == [.text("打了电话"), .text("一起去了")])
    }
}
