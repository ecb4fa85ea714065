import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

/// A sign of danger stands until somebody answers it by name, whatever else is closed, withdrawn or merged.
@Suite struct SafetyConcernTests {
    private static let raised = group(("raised", "yes"), ("concern", "自伤"), ("text", "说不想活了"))

    private func story() throws -> (office: Office, file: RecordKey, visit: RecordKey) {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let visit = try office.add(
            "visit", [("started", .string("2026-05-06 09:00")), ("safety", Self.raised)], of: file)
        return (office, file, visit)
    }

    private func refusal(_ body: () throws -> Void) -> String {
        (#expect(throws: CaseWorkError.self) { try body() })?.message(in: .zhHans) ?? ""
    }

    private func open(_ office: Office) throws -> [RecordKey] {
        try office.read { try $0.openSafetyConcerns().map(\.key) }
    }

    private func answer(_ office: Office, _ key: RecordKey, by name: String? = nil) throws -> SavedRecord {
        try office.work { access, writing in
            let concern = try #require(try access.reading.safetyConcern(of: key))
            return try writing.answer(
                concern, SafetyAnswer(by: name, what: "已上门，女儿陪着", told: "派出所"), access, author: Office.zhang)
        }
    }

    @Test func itIsDueOnTheDayOnWhichItWasRecorded() throws {
        let (office, _, visit) = try story()
        #expect(try office.open(on: "2026-06-01") == ["DAY-SAFETY 2026-06-01"])
        #expect(try open(office) == [visit])
        _ = try answer(office, visit)
        #expect(try office.open(on: "2026-06-01").isEmpty)
        #expect(try open(office).isEmpty)
    }

    @Test func neitherCaseNorTaskNorVisitIsClosedBeforeItIsAnswered() throws {
        let (office, file, visit) = try story()
        let task = try office.add(
            "task",
            [
                ("kind", .string("promise")), ("text", .string("送药")), ("responsible", group(("name", "李干部"))),
                ("due", group(("date", "2026-06-08"))),
            ], of: file)
        func close() throws {
            try office.set(file, "stage", .string("closed"))
        }
        func finish() throws { try office.set(task, "closed", group(("on", "2026-06-01"), ("how", "送到"))) }
        func withdraw(_ key: RecordKey) throws {
            _ = try office.write { try $0.withdraw(LifecycleEdit(record: key, reason: "登记错了")) }
        }
        for attempt in [close, finish] { #expect(refusal(attempt).contains("安全风险没有人答复")) }
        for key in [visit, file] { #expect(refusal { try withdraw(key) }.contains("安全风险没有人答复")) }
        #expect(
            refusal { try office.set(visit, "safety", group(("raised", "no"))) }.contains("安全风险没有人答复"))
        for field in ["procedural_end", "substantive_end"] {
            let value =
                field == "procedural_end"
                ? group(("on", "2026-06-01"), ("how", "复核终结")) : group(("on", "2026-06-01"), ("outcome", "化解"))
            #expect(refusal { try office.set(file, field, value) }.contains("安全风险没有人答复"))
        }
        _ = try answer(office, visit, by: "李干部")
        try close()
        try finish()
        try office.set(visit, "safety", group(("raised", "no")))
    }

    @Test func anAnswerHasANameAndWhatWasDone() throws {
        let (office, file, visit) = try story()
        let saved = try answer(office, visit, by: "县医院王医生")
        let concern = try #require(try office.read { try $0.safetyConcern(of: visit) })
        #expect(concern.answers.map(\.by) == ["县医院王医生"])
        #expect(concern.answers.map(\.what) == ["已上门，女儿陪着"])
        #expect(concern.caseFile == file)
        #expect(try office.read { try $0.caseFile(file) }.others.map(\.key).contains(saved.key))
        #expect(
            refusal {
                _ = try office.work { access, writing in
                    let concern = try #require(try access.reading.safetyConcern(of: visit))
                    _ = try writing.answer(concern, SafetyAnswer(what: ""), access, author: Office.zhang)
                }
            }.contains("怎样处置的"))
    }

    /// What an offline machine wrote without knowing of the sign: its program has none of these rules.
    @Test func aMergeClosesNothingSilently() throws {
        let (office, file, visit) = try story()
        let codec = ProtobufChangeCodec()
        func foreign(_ key: RecordKey, _ register: RegisterNumber, _ value: Value) -> ChangeDraft {
            ChangeDraft(
                kind: key.kind, record: key.id, author: Office.li, supersedes: [],
                writes: [.init(register: register, value: codec.encode(value))])
        }
        try office.saveRaw([foreign(file, CaseSchema.stage, .code("closed"))])
        #expect(try open(office) == [visit])
        try office.saveRaw([
            foreign(
                visit, Lifecycle.register,
                .group([
                    GroupMember(Lifecycle.state, .code(Lifecycle.withdrawn)),
                    GroupMember(Lifecycle.reason, .text("重复")),
                ]))
        ])
        #expect(try open(office) == [visit])
        #expect(try office.open(on: "2026-06-02").contains("DAY-SAFETY 2026-06-01"))
        // Another reading of the flag itself, written beside it, takes it back as little.
        try office.saveRaw([
            foreign(visit, VisitSchema.safety, .group([GroupMember(Safety.raised, .boolean(false))]))
        ])
        #expect(try open(office) == [visit])
        let concern = try #require(try office.read { try $0.safetyConcern(of: visit) })
        #expect(concern.isWithdrawn && !concern.isAnswered)
        _ = try answer(office, visit)
        #expect(try open(office).isEmpty)
    }

    @Test func anAnswerThatIsWithdrawnIsNone() throws {
        let (office, _, visit) = try story()
        let saved = try answer(office, visit)
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: saved.key, reason: "写错了人")) }
        #expect(try open(office) == [visit])
        #expect(try office.open(on: "2026-06-01") == ["DAY-SAFETY 2026-06-01"])
    }

    @Test func aFeelingRaisesItAsAVisitDoes() throws {
        let (office, file, visit) = try story()
        _ = try answer(office, visit)
        let person = try office.write { try $0.create(.person("邹某"), in: Office.village) }.key
        let feeling = try office.add(
            "emotion",
            [
                ("visit", .string(visit.id.description)), ("person", .string(person.id.description)),
                ("safety", Self.raised),
            ])
        #expect(try open(office) == [feeling])
        #expect(try office.read { try $0.safetyConcern(of: feeling) }?.caseFile == file)
        #expect(refusal { try office.set(file, "stage", .string("closed")) }.contains("安全风险没有人答复"))
        // A rebuild from the records gives the same list.
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try open(office) == [feeling])
    }
}
