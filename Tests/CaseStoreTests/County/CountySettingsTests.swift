import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct CountySettingsTests {
    private let key: CenterKey
    private let office: Office

    init() throws {
        key = try CenterKey()
        office = try Office.withVillage(key: key)
    }

    private func county() throws -> CountyCatalog { try office.look(as: key.key) { $0.county } }

    @discardableResult
    private func add(_ draft: CountyFieldDraft) throws -> [RecordID] {
        try office.work { access, writing in try writing.add(draft, access) }
    }

    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch let error as CaseWorkError {
            return error.message(in: .zhHans)
        } catch {
            return "\(error)"
        }
    }

    /// A visit with an answer.
    private func visit(_ answer: (String, String)) throws -> SavedRecord {
        try office.write {
            try $0.create(
                RecordDraft(
                    kind: "visit",
                    fields: [("started", .string("2026-06-01 10:00")), (name: answer.0, value: .string(answer.1))]),
                in: Office.village)
        }
    }

    @Test func aQuestionThatWasAddedIsAnsweredAndReadBack() throws {
        try add(CountyFieldDraft(kind: "走访", label: "家里种茶吗", labelEn: "Grows tea", type: "是否"))
        try add(
            CountyFieldDraft(kind: "visit", label: "用水来源", name: "water", type: "代码", codes: ["井水", "tap=自来水"]))
        let questions = try county().questions
        #expect(questions.map(\.number) == [10_000, 10_001])
        #expect(questions.map(\.name) == ["field_10000", "water"])
        #expect(try county().codes.map(\.code) == ["c1", "tap"])
        let saved = try visit(("家里种茶吗", "是"))
        #expect(saved.warnings.contains { $0.reason == .notAsked } == false)
        let water = try visit(("water", "自来水"))
        let answers = try office.read { reading in
            (
                try reading.record(saved.key).shown(RegisterNumber(rawValue: 10_000)),
                try reading.record(water.key).shown(RegisterNumber(rawValue: 10_001))
            )
        }
        #expect(answers.0 == .boolean(true) && answers.1 == .code("tap"))
        #expect(message { _ = try visit(("water", "雨水")) }.contains("雨水"))
    }

    @Test func anEndedQuestionStaysReadable() throws {
        try add(CountyFieldDraft(kind: "visit", label: "家里种茶吗", type: "boolean"))
        let saved = try visit(("家里种茶吗", "是"))
        _ = try office.work { access, writing in try writing.endCountyField("家里种茶吗", access) }
        #expect(try county().questions.map(\.standing) == [.ended])
        try office.read { reading in
            let view = try reading.record(saved.key)
            let register = RegisterNumber(rawValue: 10_000)
            #expect(view.field(register)?.definition?.label.zhHans == "家里种茶吗")
            #expect(view.field(register)?.definition?.isAsked == false)
        }
        // Said late it is doubted, and kept.
        let late = try visit(("家里种茶吗", "否"))
        #expect(late.warnings.map(\.reason).contains(.notAsked))
        // Its number never comes back.
        try add(CountyFieldDraft(kind: "visit", label: "养牛吗", type: "是否"))
        #expect(try county().questions.map(\.number) == [10_000, 10_001])
    }

    @Test func aQuestionWaitsForItsFirstDayWithoutAnybodyDoingAnything() throws {
        try add(CountyFieldDraft(kind: "visit", label: "家里种茶吗", type: "是否", from: "2026-06-03", until: "2026年6月5日"))
        #expect(try county().questions.map(\.standing) == [.notYet])
        office.pass(days: 2)
        #expect(try county().questions.map(\.standing) == [.inEffect])
        office.pass(days: 2)
        #expect(try county().questions.map(\.standing) == [.ended])
    }

    @Test func whatWouldHaveNoEffectIsRefusedAndLeavesNothing() throws {
        try add(CountyFieldDraft(kind: "visit", label: "家里种茶吗", name: "tea", type: "是否"))
        let before = try office.changeIDs()
        let refused: [(CountyFieldDraft, String)] = [
            (CountyFieldDraft(kind: "鬼", label: "问", type: "是否"), "鬼"),
            (CountyFieldDraft(kind: "user", label: "问", type: "是否"), "user"),
            (CountyFieldDraft(kind: "visit", label: "", type: "是否"), "问题"),
            (CountyFieldDraft(kind: "visit", label: "问", type: "照片"), "照片"),
            (CountyFieldDraft(kind: "visit", label: "问", type: "代码"), "没有这个代码表"),
            (CountyFieldDraft(kind: "visit", label: "问", name: "A b", type: "是否"), "代号"),
            (CountyFieldDraft(kind: "visit", label: "走访方式", type: "是否"), "走访方式"),
            (CountyFieldDraft(kind: "visit", label: "家里种茶吗", type: "是否"), "家里种茶吗"),
            (CountyFieldDraft(kind: "visit", label: "问", name: "tea", type: "是否"), "tea"),
            (CountyFieldDraft(kind: "visit", label: "问", type: "是否", sensitivity: "绝密"), "绝密"),
            (CountyFieldDraft(kind: "visit", label: "问", type: "是否", from: "2026-02-30"), "2026-02-30"),
            (
                CountyFieldDraft(kind: "visit", label: "问", type: "是否", from: "2026-07-01", until: "2026-07-01"),
                "2026-07-01"
            ),
            (CountyFieldDraft(kind: "visit", label: "问", type: "代码", codes: ["井水", "井水"]), "井水"),
            (CountyFieldDraft(kind: "visit", label: "问", type: "代码", table: "event_category", codes: ["茶"]), "国家统一"),
        ]
        for (draft, word) in refused {
            let text = message { try add(draft) }
            #expect(text.contains(word), "\(draft.label) \(text)")
        }
        #expect(try office.changeIDs() == before)
    }

    @Test func codesAreAddedAndTakenOutOfUse() throws {
        _ = try office.work { access, writing in
            try writing.add(CountyCodeDraft(table: "地点类型", code: "tea_house", label: "茶馆"), access)
        }
        _ = try office.work { access, writing in try writing.endCountyCode("田头", ofTable: "place_kind", access) }
        let table = try #require(try county().catalog.codeTable(.placeKind))
        #expect(table.code("tea_house")?.isRetired == false && table.code("field")?.isRetired == true)
        #expect(table.code("field")?.label == Catalog.current.codeTable(.placeKind)?.code("field")?.label)
        _ = try office.work { access, writing in try writing.endCountyCode("茶馆", ofTable: "place_kind", access) }
        #expect(try county().catalog.codeTable(.placeKind)?.code("tea_house")?.isRetired == true)
        for (draft, word) in [
            (CountyCodeDraft(table: "event_category", label: "某"), "国家统一"),
            (CountyCodeDraft(table: "place_kind", label: "村委会"), "村委会"),
            (CountyCodeDraft(table: "place_kind", code: "a b", label: "某"), "代码"),
        ] {
            #expect(
                message { _ = try office.work { access, writing in try writing.add(draft, access) } }.contains(word))
        }
        #expect(
            message { _ = try office.work { try $1.endCountyCode("99", ofTable: "place_kind", $0) } }.contains("99"))
        #expect(message { _ = try office.work { try $1.endCountyCode("99", ofTable: "鬼", $0) } }.contains("鬼"))
    }

    /// What another program wrote into the directory stops nobody (A8), and is listed with its reason.
    @Test func aHostileDefinitionHoldsNothingUp() throws {
        let codec = ProtobufChangeCodec()
        func write(_ register: RegisterNumber, _ value: Value) -> ChangeBody.Write {
            ChangeBody.Write(register: register, value: codec.encode(value))
        }
        func draft(_ id: UInt64, _ writes: [ChangeBody.Write], _ kind: RecordKind) -> ChangeDraft {
            ChangeDraft(
                kind: kind, record: RecordID(rawValue: UInt128(id)), author: Office.zhang, enteredBy: nil,
                supersedes: [], writes: writes)
        }
        try office.saveRaw(
            [
                draft(
                    7,
                    [
                        write(CountyFieldSchema.kind, .list([.text("visit")])),
                        write(CountyFieldSchema.number, .integer(.min)),
                        write(CountyFieldSchema.label, .text(String(repeating: "\u{202E}", count: 5_000))),
                    ], CountyFieldSchema.recordKind),
                draft(8, [write(CountyCodeSchema.table, .boolean(true))], CountyCodeSchema.recordKind),
            ], in: .directory)
        #expect(try county().catalog == .current)
        #expect(try county().questions.map(\.standing) == [.ignored(.unknownKind)])
        #expect(try county().codes.map(\.standing) == [.ignored(.badTable)])
        try add(CountyFieldDraft(kind: "visit", label: "家里种茶吗", type: "是否"))
        #expect(try visit(("家里种茶吗", "是")).disputed.isEmpty)
    }

    /// I10: whoever does not know the question keeps the answer whole, shows it by its number and passes it on.
    @Test func anAnswerOutlivesAMachineThatDoesNotKnowTheQuestion() throws {
        try add(CountyFieldDraft(kind: "visit", label: "家里种茶吗", type: "是否"))
        let saved = try visit(("家里种茶吗", "是"))
        let stranger = try Office.withVillage(key: key, seed: 2)
        try stranger.take(from: office)
        let number = RegisterNumber(rawValue: 10_000)
        try stranger.storage.read { transaction in
            let old = Reading(
                engine: stranger.engine, transaction: transaction, catalog: .current,
                directory: try DirectoryView(transaction, codec: stranger.engine.codec))
            let view = try old.record(saved.key)
            #expect(view.field(number)?.definition == nil && view.shown(number) == .boolean(true))
        }
        let newer = try Office.withVillage(key: key, seed: 3)
        try newer.take(from: stranger)
        let label = try newer.read { try $0.record(saved.key).field(number)?.definition?.label.zhHans }
        #expect(label == "家里种茶吗")
    }

    @Test func onlyTheCenterAdds() throws {
        let error = message {
            _ = try office.work { access, writing in
                let elsewhere = CaseAccess(
                    engine: access.engine, transaction: access.transaction, catalog: access.catalog,
                    directory: access.directory, isCenter: false, device: access.device, now: access.now)
                return try writing.add(CountyFieldDraft(kind: "visit", label: "问", type: "是否"), elsewhere)
            }
        }
        #expect(error.contains("县中心"))
    }
}
