import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct RunningPeriodTests {
    private func petition(_ office: Office) throws -> RecordKey {
        try office.quietCase([("source", .string("petition"))])
    }

    private func step(_ office: Office, _ file: RecordKey, _ stage: String, _ day: String) throws -> RecordKey {
        try office.add("case_step", [("stage", .string(stage)), ("entered_on", .string(day))], of: file)
    }

    @Test func anAcceptedPetitionRunsSixtyDaysByItself() throws {
        let office = try Office.withVillage()
        let file = try petition(office)
        let step = try step(office, file, "accepted", "2026-06-01")
        #expect(try office.open(on: "2026-06-02") == ["XF-DONE 2026-07-31"])
        let view = try office.view(step, on: "2026-07-25")
        #expect(view.state == .soon)
        let why = try office.why(view)
        #expect(why.first == "信访事项办结：受理之日 2026-06-01 的次日起算，60 日。依据：信访工作条例第34条。")
        #expect(why.contains { $0.contains("办理进程“受理”") })
        // What is settled runs no longer, and runs on where that was a mistake.
        try office.set(file, "substantive_end", group(("on", "2026-06-20")))
        #expect(try office.open(on: "2026-06-21").isEmpty)
        try office.set(file, "substantive_end", .null)
        #expect(try office.open(on: "2026-06-21") == ["XF-DONE 2026-07-31"])
    }

    @Test func whatTheCaseIsDecidesWhichRuleRuns() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        _ = try step(office, file, "accepted", "2026-06-01")
        #expect(try office.open(on: "2026-06-02").isEmpty)
        try office.set(file, "complexity", .string("simple"))
        #expect(try office.open(on: "2026-06-02") == ["LOCAL-1 2026-06-02"])
        try office.set(file, "complexity", .string("complex"))
        try office.set(file, "committee", .string("village"))
        #expect(try office.open(on: "2026-06-02") == ["LOCAL-20 2026-06-21", "TJ-TYPICAL 2026-07-01"])
        try office.set(file, "petition_number", .string("XF-2026-1"))
        #expect(try office.open(on: "2026-06-02") == ["XF-DONE 2026-07-31"])
    }

    @Test func theEarlierOfTwoRecordedAcceptancesCountsAndAReopeningBeginsAnew() throws {
        let office = try Office.withVillage()
        let file = try petition(office)
        let later = try step(office, file, "accepted", "2026-06-03")
        _ = try step(office, file, "accepted", "2026-06-01")
        #expect(try office.open(on: "2026-06-04") == ["XF-DONE 2026-07-31"])
        _ = try step(office, file, "closed", "2026-06-02")
        #expect(try office.open(on: "2026-06-04") == ["XF-DONE 2026-08-02"])
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: later, reason: "重复")) }
        #expect(try office.open(on: "2026-06-04").isEmpty)
    }

    @Test func aRecordedPeriodTakesThePlaceOfTheOneThatBeganByItself() throws {
        let office = try Office.withVillage()
        let file = try petition(office)
        _ = try step(office, file, "accepted", "2026-06-01")
        let period = try office.add(
            "period", [("rule", .string("XF-DONE")), ("start", .string("2026-06-05"))], of: file)
        #expect(try office.open(on: "2026-06-06") == ["XF-DONE 2026-08-04"])
        try office.set(period, "met", group(("on", "2026-07-01"), ("how", "已答复")))
        #expect(try office.open(on: "2026-07-02").isEmpty)
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: period, reason: "记错")) }
        #expect(try office.open(on: "2026-07-02") == ["XF-DONE 2026-07-31"])
    }

    @Test func extensionsCountWhenApprovedAndStandstillsHaveNoDate() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let period = try office.add(
            "period", [("rule", .string("XF-DONE")), ("start", .string("2026-06-01"))], of: file)
        func entry(_ length: String, _ approver: String?) -> FieldValue {
            .object(
                [("length", .string(length)), ("reason", .string("案情复杂"))]
                    + (approver.map { [("approved_by", .string($0))] } ?? []))
        }
        try office.set(period, "extensions", .array([entry("20", nil)]))
        #expect(try office.open(on: "2026-06-02") == ["XF-DONE 2026-07-31"])
        #expect(try office.why(office.view(period, on: "2026-06-02")).contains { $0.contains("还没有批准") })
        try office.set(period, "extensions", .array([entry("20", "王局长"), entry("20", "王局长")]))
        #expect(try office.open(on: "2026-06-02") == ["XF-DONE 2026-08-30"])
        try office.set(period, "suspensions", .array([group(("first", "2026-06-10"), ("reason", "听证"))]))
        let view = try office.view(period, on: "2026-06-11")
        #expect(view.state == .suspended)
        #expect(try office.list(.within(days: 365), on: "2026-06-11").views.isEmpty)
        try office.set(
            period, "suspensions",
            .array([group(("first", "2026-06-10"), ("last", "2026-06-19"), ("reason", "听证"))]))
        #expect(try office.open(on: "2026-06-20") == ["XF-DONE 2026-09-09"])
    }

    @Test func anUnknownRuleIsShownAndNotLost() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let period = try office.add(
            "period", [("rule", .string("XX-9")), ("start", .string("2026-06-01"))], of: file)
        let view = try office.view(period, on: "2026-06-02")
        #expect(view.state == .unclear)
        #expect(view.day == nil)
        #expect(try office.list(.overdue, on: "2026-06-02").views.map(\.item.key) == [period])
        #expect(try office.list(.today, on: "2026-06-02").views.isEmpty)
        #expect(try office.why(view).first?.contains("XX-9") == true)
    }

    @Test func aYearWithoutItsCalendarSaysSo() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let period = try office.add(
            "period", [("rule", .string("XF-OBJECT")), ("start", .string("2026-12-30"))], of: file)
        let view = try office.view(period, on: "2026-12-31")
        #expect(try office.why(view).contains { $0.contains("2027 年的放假安排还没有公布") })
        #expect(view.day == CivilDate("2027-01-04"))
    }

    @Test func anUnansweredHandoverOfAPetitionRunsFiveWorkingDays() throws {
        let office = try Office.withVillage()
        let file = try petition(office)
        let handover = try office.add(
            "handover",
            [
                ("kind", .string("department")), ("from", group(("name", "张干部"))),
                ("to", group(("organisation", "县住建局"))), ("asked_on", .string("2026-06-01")),
            ], of: file)
        #expect(try office.open(on: "2026-06-02") == ["XF-OBJECT 2026-06-08"])
        try office.set(handover, "answer", group(("verdict", "accepted"), ("on", "2026-06-03")))
        #expect(try office.open(on: "2026-06-04").isEmpty)
    }

    /// Steps, periods and cases come in any order from several machines.
    @Test func everyOrderOfArrivalGivesTheSameRows() throws {
        let codec = ProtobufChangeCodec()
        let file = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0201)
        func draft(_ kind: RecordKind, _ offset: UInt128, _ writes: [(RegisterNumber, Value)]) -> ChangeDraft {
            ChangeDraft(
                kind: kind, record: RecordID(rawValue: file.rawValue + offset), author: Office.zhang, supersedes: [],
                writes: writes.map { ChangeBody.Write(register: $0, value: codec.encode($1)) })
        }
        let ofCase: Value = .reference(Reference(kind: CaseSchema.recordKind, id: file))
        func day(_ text: String) throws -> Value { .date(try #require(CivilDate(text))) }
        let drafts = [
            draft(CaseSchema.recordKind, 0, [(CaseSchema.source, .code("petition"))]),
            draft(
                CaseStepSchema.recordKind, 1,
                [
                    (CaseStepSchema.case, ofCase), (CaseStepSchema.stage, .code("accepted")),
                    (CaseStepSchema.enteredOn, try day("2026-06-01")),
                ]),
            draft(
                VisitSchema.recordKind, 2,
                [
                    (VisitSchema.case, ofCase), (VisitSchema.started, .instant(1_780_000_000_000)),
                    (VisitSchema.nextContact, try day("2026-06-09")),
                ]),
            draft(
                VisitSchema.recordKind, 3,
                [(VisitSchema.case, ofCase), (VisitSchema.started, .instant(1_780_100_000_000))]),
        ]
        var rows: Set<[String]> = []
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
            let office = try Office.withVillage()
            for index in order { try office.saveRaw([drafts[index]]) }
            let due = try office.projectionRows().filter { $0.hasPrefix("course_item") || $0.hasPrefix("due_item") }
            #expect(due.count == 1)
            rows.insert(due)
            try StoreDoctor(office.storage).rebuildProjections()
            rows.insert(
                try office.projectionRows().filter { $0.hasPrefix("course_item") || $0.hasPrefix("due_item") })
        }
        #expect(rows.count == 1)
    }
}
