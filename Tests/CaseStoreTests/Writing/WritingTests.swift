import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct WritingTests {
    @Test func unitWithLocalNamesIsSavedTogether() throws {
        let office = try Office.withVillage(key: CenterKey())
        let saved = try office.write {
            try $0.save(
                [
                    .create(
                        RecordDraft(
                            kind: "emotion",
                            fields: [
                                ("visit", .string("@visit")), ("person", .string("@zou")),
                                ("self_before", .string("8")), ("self_after", .string("5")),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "visit", localName: "visit",
                            fields: [
                                ("case", .string("@case")), ("started", .string("2026-05-06 09:00")),
                                ("narrative", .string("他说起父亲的伤")),
                            ])),
                    .create(.case(local: "case")), .create(.person("邹某", local: "zou")),
                ], in: Office.village)
        }
        #expect(saved.count == 4)
        let remaining = try saved.map { try office.engine.codec.decodeBody($0.change.body).remainingInUnit }
        #expect(remaining == [3, 2, 1, 0])
        let file = try office.read { try $0.caseFile(saved[2].key) }
        #expect(file.visits.map(\.record.key) == [saved[1].key])
        #expect(file.visits.first?.emotions.map { [$0.before, $0.after] } == [[8, 5]])
        #expect(file.visits.first?.emotions.map(\.personName) == ["邹某"])
    }

    @Test func whoReceivedACaseFirstIsNeverRewritten() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.write { try $0.create(.case(), in: Office.village) }.key
        func correct(_ name: String) throws {
            _ = try office.write {
                try $0.correct(
                    RecordCorrection(
                        record: key,
                        fields: [
                            ("first_received", .object([("name", .string(name)), ("at", .string("2026-05-01 09:00"))]))
                        ]))
            }
        }
        try correct("张干部")
        let refused = #expect(throws: CaseWorkError.self) { try correct("李干部") }
        #expect(refused?.message(in: .zhHans).contains("交接转办") == true)
    }

    @Test func whoClosesACaseIsToldThatItsClosingCheckIsMissing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.write { try $0.create(.case(), in: Office.village) }.key
        func close() throws -> [DraftProblem] {
            try office.write {
                try $0.correct(RecordCorrection(record: key, fields: [("stage", .string("closed"))])).warnings
            }
        }
        #expect(try close().contains { $0.message.zhHans.contains("结案核查") })
        _ = try office.write {
            try $0.create(
                RecordDraft(
                    kind: "closure_check",
                    fields: [
                        ("case", .string(key.id.description)), ("on", .string("2026-06-20")),
                        ("by", .object([("name", .string("王主任"))])),
                    ]
                        + ["legal", "emotional", "milestones", "follow_ups", "tasks", "papers"].map {
                            ($0, .object([("met", .bool(true))]))
                        }),
                in: Office.village)
        }
        #expect(try close().isEmpty)
    }

    @Test func refusedDraftStoresNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let before = try office.changeIDs()
        let rows = try office.projectionRows()
        let refused: [RecordDraft] = [
            RecordDraft(kind: "visit", fields: [("narrative", .string("没有时间"))]),
            RecordDraft(kind: "case", fields: [("stage", .string("不存在的阶段"))]),
            RecordDraft(kind: "nothing", fields: []),
            RecordDraft(kind: "person", fields: [("name", .string("甲")), ("名字", .string("乙"))]),
            RecordDraft(kind: "person", fields: [("name", .string("甲")), ("姓名", .string("乙"))]),
            RecordDraft(kind: "person", fields: [("name", .string("甲")), ("lifecycle", .string("withdrawn"))]),
            RecordDraft(kind: "demand", fields: [("case", .string("@none")), ("text", .string("赔偿"))]),
            RecordDraft(kind: "area", fields: [("name", .string("某村"))]),
            RecordDraft(kind: "person", fields: [("identity", .object([("number", .string("360899196403120011"))]))]),
        ]
        for draft in refused {
            #expect(throws: CaseWorkError.self) {
                try office.write { try $0.save([.create(.person("丙")), .create(draft)], in: Office.village) }
            }
        }
        #expect(try office.changeIDs() == before)
        #expect(try office.projectionRows() == rows)
    }

    @Test func correctionKeepsTheOldValueInTheHistory() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        let corrected = try office.write(as: Office.li) {
            try $0.correct(
                RecordCorrection(record: key, fields: [("办理阶段", .string("回访"))], note: "已签协议"))
        }
        let view = try office.view(key)
        #expect(view.shown(CaseSchema.stage) == .code("follow_up"))
        #expect(view.isDisputed == false)
        let history = try office.read { try $0.history(of: key) }
        #expect(history.count == 2)
        let first = try #require(history.first?.writes.first { $0.register == CaseSchema.stage })
        #expect(first.value == .code("handling"))
        #expect(first.outcome == .lost(to: [corrected.change.change]))
        #expect(history.last?.author == Office.li)
        #expect(history.last?.note == "已签协议")
        #expect(history.last?.writes.map(\.register) == [CaseSchema.stage])
    }

    @Test func notesDoNotPileUpAndAreNoDispute() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        for stage in ["回访", "结案", "处置"] {
            _ = try office.write {
                try $0.correct(
                    RecordCorrection(record: key, fields: [("stage", .string(stage))], note: "改为\(stage)"))
            }
        }
        let state = try office.storage.read { try $0.state(of: key) }
        let notes = try #require(state)[ChangeNote.register]
        #expect(notes.count == 1)
        #expect(try office.read { try $0.conflicts() }.isEmpty)
    }

    @Test func withdrawnRecordLeavesListsAndRefusesCorrection() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: key, reason: "重复登记")) }
        let view = try office.view(key)
        #expect(view.isWithdrawn)
        #expect(view.withdrawalReason == "重复登记")
        #expect(try office.read { try $0.queries.cases() }.isEmpty)
        #expect(try office.read { try $0.queries.cases(includingWithdrawn: true) }.map(\.key) == [key])
        #expect(throws: CaseWorkError.recordWithdrawn(key)) { try office.setNext(key, step: "一", date: "2026-06-20") }
        _ = try office.write { try $0.reinstate(LifecycleEdit(record: key, reason: "并非重复")) }
        #expect(try office.read { try $0.queries.cases() }.map(\.key) == [key])
    }

    @Test func editBesideAWithdrawalIsListedToTheWithdrawer() throws {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: 1)
        let key = try here.makeCase().key
        let there = try Office(key: center, seed: 2)
        try there.take(from: here)
        _ = try here.write { try $0.withdraw(LifecycleEdit(record: key, reason: "重复登记")) }
        let edit = try there.setNext(key, step: "先看望老人", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        let listed = try here.read { try $0.editsBesideWithdrawals() }
        #expect(listed.map(\.key) == [key])
        #expect(listed.first?.edits == [edit.change.change])
        #expect(listed.first?.registers == [CaseSchema.next])
        let seen = try #require(listed.first).seen
        _ = try here.write { try $0.withdraw(LifecycleEdit(record: key, reason: "看过，仍作废", seen: seen)) }
        #expect(try here.read { try $0.editsBesideWithdrawals() }.isEmpty)
    }

    /// However many were withdrawn before it: those that nobody has to look at again take no place in the list.
    @Test func anEditBesideAWithdrawalIsListedBehindManyWithdrawals() throws {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: 1)
        let keys = try (1...3).map { _ in try here.makeCase().key }.sorted()
        let there = try Office(key: center, seed: 2)
        try there.take(from: here)
        for key in keys { _ = try here.write { try $0.withdraw(LifecycleEdit(record: key, reason: "重复登记")) } }
        _ = try there.setNext(keys[2], step: "先看望老人", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        func listed() throws -> [RecordKey] { try here.read { try $0.editsBesideWithdrawals(limit: 1) }.map(\.key) }
        #expect(try listed() == [keys[2]])
        try StoreDoctor(here.storage).rebuildProjections()
        #expect(try listed() == [keys[2]])
        _ = try here.write { try $0.reinstate(LifecycleEdit(record: keys[2], reason: "不该作废")) }
        #expect(try listed().isEmpty)
    }

    @Test func tokenOfAnotherRecordIsRefused() throws {
        let office = try Office.withVillage(key: CenterKey())
        let first = try office.makeCase()
        let second = try office.makeCase()
        #expect(throws: CaseWorkError.self) {
            try office.setNext(first.key, step: "一", date: "2026-06-20", seen: second.seen)
        }
    }

    @Test func peopleAndUsersAreFoundByName() throws {
        let office = try Office.withVillage(key: CenterKey())
        let person = try office.write { try $0.create(.person("邹某"), in: Office.village) }
        let key = try office.makeCase().key
        let demand = try office.write {
            try $0.create(
                RecordDraft(
                    kind: "demand",
                    fields: [
                        ("case", .string(String(key.id.description.prefix(36)))), ("person", .string("邹某")),
                        ("text", .string("赔偿医疗费")), ("amount", .string("60万")),
                    ]), in: Office.village)
        }
        let view = try office.view(demand.key)
        #expect(view.shown(DemandSchema.person).reference?.id == person.key.id)
        #expect(view.shown(DemandSchema.amount) == .integer(60_000_000))
    }

    @Test func reinstatingWhatStandsIsRefused() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        let edit = LifecycleEdit(record: key, reason: "恢复")
        #expect(throws: CaseWorkError.recordNotWithdrawn(key)) { try office.write { try $0.reinstate(edit) } }
        #expect(throws: CaseWorkError.reasonMissing) {
            try office.write { try $0.withdraw(LifecycleEdit(record: key, reason: "  ")) }
        }
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: key, reason: "重复")) }
        _ = try office.write { try $0.reinstate(edit) }
        #expect(throws: CaseWorkError.recordNotWithdrawn(key)) { try office.write { try $0.reinstate(edit) } }
    }

    /// What another program wrote: a correction that came before its creation, with a register of a newer catalog.
    @Test func foreignRecordIsShownIncompleteAndWithItsUnknownRegister() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = RecordKey(scope: Office.village, kind: CaseSchema.recordKind, id: RecordID(rawValue: 0x0199_aaaa))
        let codec = office.engine.codec
        try office.saveRaw([
            ChangeDraft(
                kind: key.kind, record: key.id, author: Office.li, supersedes: [],
                writes: [
                    .init(register: CaseSchema.stage, value: codec.encode(.code("handling"))),
                    .init(register: RegisterNumber(rawValue: 8999), value: codec.encode(.text("新字段"))),
                    .init(register: CaseSchema.risk, value: EncodedValue(bytes: [0xFF, 0x01, 0x02])),
                ])
        ])
        let view = try office.view(key)
        #expect(view.missing.map(\.name).sorted() == ["first_received", "source", "title"])
        #expect(view.fields.last?.register == RegisterNumber(rawValue: 8999))
        #expect(view.fields.last?.definition == nil)
        #expect(view.shown(CaseSchema.risk) == .unrecognized([0xFF, 0x01, 0x02]))
        #expect(try office.read { try $0.queries.cases() }.map(\.marks.isIncomplete) == [true])
        // A correction of something else leaves the unknown bytes alone.
        _ = try office.setNext(key, step: "补登记", date: "2026-06-12")
        let after = try office.view(key)
        #expect(after.shown(CaseSchema.risk) == .unrecognized([0xFF, 0x01, 0x02]))
        #expect(after.shown(RegisterNumber(rawValue: 8999)) == .text("新字段"))
    }
}
