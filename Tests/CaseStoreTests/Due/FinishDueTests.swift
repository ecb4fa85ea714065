import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

@Suite struct FinishDueTests {
    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func isAskedWhyLate(_ error: any Error) -> Bool {
        guard case .invalid(let problems)? = error as? CaseWorkError else { return false }
        return problems.contains { $0.message.zhHans.contains("逾期原因") }
    }

    private func plan(_ office: Office, of file: RecordKey) throws -> RecordKey {
        try office.add(
            "follow_up_plan", [("level", .string("village")), ("due", group(("date", "2026-06-05")))], of: file)
    }

    @Test func whatIsDoneLateAsksWhyAndKeepsBothDays() throws {
        let office = try Office.withVillage()
        let plan = try plan(office, of: office.quietCase())
        let view = try office.view(plan, on: "2026-06-10")
        #expect {
            _ = try office.write { try $0.finish(view, DueCompletion(on: day("2026-06-08"))) }
        } throws: {
            isAskedWhyLate($0)
        }
        #expect(try office.open(on: "2026-06-10").count == 1)
        let saved = try office.write {
            try $0.finish(view, DueCompletion(on: day("2026-06-08"), lateReason: "当事人在外打工"))
        }
        let record = try office.view(saved.key)
        #expect(record.shown(FollowUpSchema.doneOn) == .date(try day("2026-06-08")))
        #expect(record.shown(FollowUpSchema.lateReason) == .text("当事人在外打工"))
        // The office's clock stands at 1 June: the machine says when it was written down.
        #expect(ShanghaiTime(instant: record.recordedAt)?.date == CivilDate("2026-06-01"))
        #expect(try office.open(on: "2026-06-10").isEmpty)
    }

    @Test func whatWasDoneInTimeAndWrittenDownLateAsksNothing() throws {
        let office = try Office.withVillage()
        let plan = try plan(office, of: office.quietCase())
        let view = try office.view(plan, on: "2026-06-30")
        _ = try office.write { try $0.finish(view, DueCompletion(on: day("2026-06-05"))) }
        #expect(try office.open(on: "2026-06-30").isEmpty)
    }

    @Test func everyWayOfSayingItAsksWhy() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let plan = try plan(office, of: file)
        let agreement = try office.add("agreement", [("kind", .string("written"))], of: file)
        let milestone = try office.add(
            "milestone",
            [
                ("agreement", .string(agreement.id.description)), ("what", .string("付款")),
                ("due", group(("date", "2026-06-05"))),
            ], of: file)
        let task = try office.add(
            "task",
            [
                ("kind", .string("promise")), ("text", .string("办低保")), ("responsible", group(("name", "李干部"))),
                ("due", group(("date", "2026-06-05"))),
            ], of: file)
        let period = try office.add(
            "period", [("rule", .string("LOCAL-1")), ("start", .string("2026-06-01"))], of: file)
        let late: [(RecordKey, String, [(String, String)])] = [
            (milestone, "performance", [("status", "performed"), ("date", "2026-06-06")]),
            (task, "closed", [("on", "2026-06-06"), ("how", "已批")]), (period, "met", [("on", "2026-06-03")]),
        ]
        for (key, field, members) in late {
            let value = FieldValue.object(members.map { ($0.0, .string($0.1)) })
            #expect {
                try office.set(key, field, value)
            } throws: {
                isAskedWhyLate($0)
            }
            let reason = FieldValue.object((members + [("late_reason", "下雨")]).map { ($0.0, .string($0.1)) })
            try office.set(key, field, reason)
        }
        let done: [(String, FieldValue)] = [
            ("plan", .string(plan.id.description)), ("level", .string("village")), ("done_on", .string("2026-06-06")),
        ]
        #expect {
            try office.add("follow_up", done, of: file)
        } throws: {
            isAskedWhyLate($0)
        }
        try office.add("follow_up", done + [("late_reason", .string("下雨"))], of: file)
        #expect(try office.open(on: "2026-06-10").isEmpty)
    }

    @Test func aReplyToATaskThatComesLateSaysWhy() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let task = try office.add(
            "task",
            [
                ("kind", .string("assignment")), ("text", .string("核实房产")), ("responsible", group(("name", "住建局"))),
                ("due", group(("date", "2026-07-24"))), ("rule", .string("MEETING-3")),
                ("start", .string("2026-07-21")),
            ], of: file)
        let reply: [(String, FieldValue)] = [
            ("task", .string(task.id.description)), ("by", group(("name", "住建局"))), ("on", .string("2026-07-25")),
            ("text", .string("已核实")),
        ]
        #expect {
            try office.add("task_reply", reply, of: file)
        } throws: {
            isAskedWhyLate($0)
        }
        try office.add("task_reply", reply + [("late_reason", .string("档案在市里"))], of: file)
        // A reply is not the end of the matter: whoever gave the task closes it.
        #expect(try office.open(on: "2026-07-26") == ["MEETING-3 2026-07-24"])
    }

    @Test func anImportOfOldRecordsIsNotAsked() throws {
        let office = try Office.withVillage()
        let outcome = try office.importLines(
            """
            {"kind":"case","key":"c","fields":{"title":"旧案","source":"home_visit","stage":"handling","first_received":{"name":"张干部","at":"2026-01-01 09:00"}}}
            {"kind":"task","key":"t","fields":{"case":"@c","kind":"promise","text":"修路","responsible":{"name":"李干部"},"due":{"date":"2026-01-05"},"closed":{"on":"2026-01-09","how":"已修"}}}
            """)
        #expect(outcome.created.count == 2)
    }

    @Test func aStepThatStartedAPeriodIsDoneAsARecordedOne() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase([("source", .string("petition"))])
        let step = try office.add(
            "case_step", [("stage", .string("accepted")), ("entered_on", .string("2026-06-01"))], of: file)
        let view = try office.view(step, on: "2026-07-01")
        let saved = try office.write { try $0.finish(view, DueCompletion(on: day("2026-07-01"), how: "已出具意见书")) }
        #expect(saved.key.kind == PeriodSchema.recordKind)
        #expect(try office.open(on: "2026-07-02").isEmpty)
    }

    @Test func aNextStepIsReplacedAndTheHistorySaysThatItWasDone() throws {
        let office = try Office.withVillage()
        let file = try office.makeCase().key
        let view = try office.view(file, on: "2026-06-11")
        _ = try office.write {
            try $0.finish(
                view,
                DueCompletion(
                    on: day("2026-06-11"), lateReason: "发大水", next: group(("step", "签协议"), ("date", "2026-06-20"))))
        }
        #expect(try office.open(on: "2026-06-12") == ["DAY-NEXT 2026-06-20"])
        let note = try office.view(file).field(CaseSchema.next)
        #expect(note?.readings.count == 1)
        let history = try office.read { try $0.history(of: file) }
        #expect("\(history)".contains("发大水"))
    }

    @Test func aPromiseToCallIsKeptByACall() throws {
        let office = try Office.withVillage()
        let visit = try office.add(
            "visit", [("started", .string("2026-05-20 09:00")), ("next_contact", .string("2026-06-27"))],
            of: office.quietCase())
        let view = try office.view(visit, on: "2026-06-01")
        #expect(throws: CaseWorkError.doneByContact) {
            _ = try office.write { try $0.finish(view, DueCompletion(on: day("2026-06-01"))) }
        }
    }
}

@Suite struct MoveDueTests {
    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func aPeriodIsExtendedSuspendedAndRunsOn() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase([("source", .string("petition"))])
        let step = try office.add(
            "case_step", [("stage", .string("accepted")), ("entered_on", .string("2026-06-01"))], of: file)
        let view = try office.view(step, on: "2026-06-10")
        let saved = try office.write {
            try $0.extend(
                view, DueExtension(.by(10), approvedBy: "王局长", reason: "案情复杂", on: try day("2026-06-10")))
        }
        #expect(try office.open(on: "2026-06-10") == ["XF-DONE 2026-08-10"])
        let period = try office.view(saved.key, on: "2026-06-10")
        _ = try office.write {
            try $0.extend(
                period,
                DueExtension(.until(try day("2026-08-12")), approvedBy: "王局长", reason: "补材料", on: try day("2026-06-10"))
            )
        }
        #expect(try office.open(on: "2026-06-10") == ["XF-DONE 2026-08-12"])
        let longer = try office.view(saved.key, on: "2026-06-10")
        #expect(try office.why(longer).contains("经 王局长 批准延长 10 日：案情复杂。"))
        _ = try office.write { try $0.suspend(longer, from: try day("2026-06-11"), reason: "听证") }
        let still = try office.view(saved.key, on: "2026-06-12")
        #expect(still.state == .suspended)
        #expect(throws: CaseWorkError.suspendedAlready) {
            _ = try office.write { try $0.suspend(still, from: try day("2026-06-12"), reason: "听证") }
        }
        _ = try office.write { try $0.resume(still, last: try day("2026-06-20")) }
        #expect(try office.open(on: "2026-06-21") == ["XF-DONE 2026-08-22"])
    }

    @Test func anAgreedDayMovesWithItsReasonAndTheEarlierOneStays() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let agreement = try office.add("agreement", [("kind", .string("written"))], of: file)
        let milestone = try office.add(
            "milestone",
            [
                ("agreement", .string(agreement.id.description)), ("what", .string("付款")),
                ("due", group(("date", "2026-06-05"))),
            ], of: file)
        let view = try office.view(milestone, on: "2026-06-04")
        #expect(throws: CaseWorkError.reasonMissing) {
            _ = try office.write {
                try $0.extend(view, DueExtension(.by(5), reason: " ", on: try day("2026-06-04")))
            }
        }
        #expect(throws: CaseWorkError.cannotSuspend) {
            _ = try office.write { try $0.suspend(view, from: try day("2026-06-04"), reason: "听证") }
        }
        #expect(throws: CaseWorkError.notLater(try day("2026-06-05"))) {
            _ = try office.write {
                try $0.extend(
                    view, DueExtension(.until(try day("2026-06-05")), reason: "缓一缓", on: try day("2026-06-04")))
            }
        }
        _ = try office.write {
            try $0.extend(view, DueExtension(.by(5), reason: "双方同意缓五天", on: try day("2026-06-04")))
        }
        #expect(try office.open(on: "2026-06-04") == ["FU-NODE 2026-06-10"])
        let record = try office.view(milestone)
        #expect("\(record.shown(MilestoneSchema.amendments))".contains("2026-06-05"))
        #expect(try office.why(office.view(milestone, on: "2026-06-04")).contains { $0.contains("双方同意缓五天") })
    }
}
