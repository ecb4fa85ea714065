import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

/// What a meeting speaks of, and what its decisions come to.
@Suite struct HeldMeetingTests {
    private static let monday = CivilDate("2026-06-01")

    private func today() throws -> CivilDate { try #require(Self.monday) }

    private func series(_ office: Office) throws {
        try office.add(
            "meeting_series",
            [
                ("kind", .string("weekly")), ("title", .string("周会商")), ("rhythm", .string("weekly")),
                ("day", .number(1)), ("from", .string("2026-06-01")),
            ])
    }

    private func meeting(_ reading: Reading) throws -> MeetingView {
        let today = try today()
        return try #require(try reading.meetings(in: today...today, on: today).first)
    }

    private func meeting(_ office: Office) throws -> MeetingView { try office.read { try self.meeting($0) } }

    private func quiet(_ office: Office, _ title: String, _ more: [(String, FieldValue)] = []) throws -> RecordKey {
        try office.quietCase([("title", .string(title))] + more)
    }

    @Test func theAgendaSaysWhyEachCaseStandsWhereItDoes() throws {
        let office = try Office.withVillage()
        try series(office)
        _ = try quiet(office, "平常的")
        let task = try quiet(office, "有任务的")
        _ = try quiet(office, "积案", [("backlog", .object([("flag", .bool(true))]))])
        _ = try quiet(office, "红色的", [("risk", .object([("level", .string("red"))]))])
        _ = try quiet(
            office, "逾期的", [("next", .object([("step", .string("走访")), ("date", .string("2026-05-20"))]))])
        _ = try quiet(office, "结了的", [("stage", .string("closed"))])
        try office.add(
            "task",
            [
                ("kind", .string("assignment")), ("text", .string("查档案")), ("responsible", .string("民政办")),
                ("due", .object([("date", .string("2026-06-20"))])),
            ], of: task)
        let (meeting, today) = (try meeting(office), try today())
        let items = try office.read { reading in
            try reading.agenda(of: meeting, on: today).map { item in
                let title = try item.caseFile.map { try reading.record($0).shown(CaseSchema.title).plainText ?? "" }
                return "\(title ?? "-"): \(item.why)"
            }
        }
        #expect(items == ["逾期的: 已逾期 1 项", "红色的: 高风险", "积案: 信访积案", "有任务的: 未办结的任务 1 项", "平常的: 在办"])
    }

    @Test func whatPeopleWroteDownIsTheAgendaFromThenOn() throws {
        let office = try Office.withVillage()
        try series(office)
        let file = try quiet(office, "一件")
        let today = try today()
        _ = try office.work { access, writing in
            try writing.setAgenda(
                [AgendaItem(caseFile: file, why: "群众要求"), AgendaItem(text: "学习文件")],
                of: try self.meeting(access.reading),
                access)
        }
        _ = try quiet(office, "后来的")
        var items = try office.read { try $0.agenda(of: try self.meeting($0), on: today) }
        #expect(items.map(\.why) == ["群众要求", ""] && items.map(\.text) == ["", "学习文件"])
        _ = try office.work { access, writing in try writing.setAgenda([], of: try self.meeting(access.reading), access)
        }
        items = try office.read { try $0.agenda(of: try self.meeting($0), on: today) }
        #expect(items.isEmpty)
    }

    private func held(_ file: RecordKey, responsible: String = "民政局/李科长") -> HeldMeeting {
        HeldMeeting(
            started: "2026-06-01 19:30", ended: "2026-06-01 21:00", attendees: "张干部、司法所王所长", absent: "赵医生：下乡",
            minutes: "逐案研究。",
            decisions: [
                MeetingDecision(caseFile: file, text: "三天内答复报销办法", responsible: responsible, path: "先查政策再书面答复"),
                MeetingDecision(text: "下次改到村里开"),
            ])
    }

    @Test func aDecisionBecomesATaskOfItsCaseInTheSameStep() throws {
        let office = try Office.withVillage()
        try series(office)
        let file = try quiet(office, "一件")
        let meeting = try meeting(office)
        let saved = try office.work { access, writing in try writing.hold(meeting, held(file), access) }
        #expect(saved.map(\.key.kind) == [MeetingSchema.recordKind, TaskSchema.recordKind])
        let task = try office.view(saved[1].key)
        #expect(task.shown(TaskSchema.path) == .text("先查政策再书面答复"))
        #expect(task.shown(TaskSchema.responsible)[member: UserOrName.organisation] == .text("民政局"))
        #expect(task.shown(TaskSchema.rule) == .text("MEETING-3"))
        // From the day after the meeting, three days: the deadline engine says which.
        #expect(task.shown(TaskSchema.due)[member: Due.date].date?.description == "2026-06-04")
        #expect(try office.open(on: "2026-06-01") == ["MEETING-3 2026-06-04"])
        let today = try today()
        let view = try office.read { try $0.meeting(meeting.key, on: today) }
        #expect(view.state == .held && view.record?.shown(MeetingSchema.absent) != nil)
        #expect(try office.read { try $0.tasks(of: meeting.key) }.map(\.key) == [task.key])
        let items = try office.read { try $0.agenda(of: view, on: today) }
        #expect(items.map(\.decision) == ["三天内答复报销办法", "下次改到村里开"])
        #expect(items[0].caseFile == file && items[0].why == "在办")
    }

    @Test func oneDecisionRecordedOnTwoMachinesIsOneTask() throws {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: 1)
        try series(here)
        let file = try quiet(here, "一件")
        let there = try Office(key: center, seed: 2)
        try there.take(from: here)
        for (office, responsible) in [(here, "民政局/李科长"), (there, "医保局/周科长")] {
            let meeting = try meeting(office)
            _ = try office.work { access, writing in
                try writing.hold(meeting, held(file, responsible: responsible), access)
            }
        }
        try there.take(from: here)
        try here.take(from: there)
        for office in [here, there] {
            let tasks = try office.read { try $0.tasks(of: try self.meeting($0).key) }
            #expect(tasks.count == 1)
            // Who is to do it was said twice and differently: people settle that, and nothing else.
            let disputed = try office.read { try $0.queries.conflicts() }
            #expect(disputed.map(\.register) == [TaskSchema.responsible])
        }
    }

    /// One decision for two offices is two tasks, in the same words; said once more, it is the same two.
    @Test func aDecisionForTwoOfficesIsATaskOfEach() throws {
        let office = try Office.withVillage()
        try series(office)
        let file = try quiet(office, "一件")
        func decided(_ responsible: String) -> MeetingDecision {
            MeetingDecision(caseFile: file, text: "三天内书面答复", responsible: responsible)
        }
        func responsible() throws -> [String] {
            try office.read { try $0.tasks(of: try self.meeting($0).key) }.compactMap {
                $0.shown(TaskSchema.responsible)[member: UserOrName.organisation].plainText
            }.sorted()
        }
        let both = [decided("民政局/李科长"), decided("医保局/周科长"), decided("民政局/李科长")]
        for _ in 1...2 {
            let view = try meeting(office)
            _ = try office.work { access, writing in
                try writing.hold(view, HeldMeeting(minutes: "略", decisions: both), access)
            }
            #expect(try responsible() == ["医保局", "民政局"])
        }
        let view = try meeting(office)
        _ = try office.work { access, writing in
            try writing.hold(view, HeldMeeting(decisions: [decided("住建局/王科长")]), access)
        }
        #expect(try responsible() == ["住建局", "医保局", "民政局"])
    }

    @Test func aTaskOfNoCaseAndAMeetingWithoutAWordAreRefused() throws {
        let office = try Office.withVillage()
        try series(office)
        let meeting = try meeting(office)
        let decision = MeetingDecision(text: "协调经费", responsible: "财政局")
        #expect(throws: CaseWorkError.refused(.decisionWithoutCase("协调经费"))) {
            try office.work { access, writing in
                try writing.hold(meeting, HeldMeeting(minutes: "略", decisions: [decision]), access)
            }
        }
        #expect(throws: CaseWorkError.refused(.nothingHeld)) {
            try office.work { access, writing in try writing.hold(meeting, HeldMeeting(), access) }
        }
        #expect(try self.meeting(office).record == nil)
    }

    @Test func sessionsOnOneCaseAreCountedByTheirDay() throws {
        let office = try Office.withVillage()
        let file = try quiet(office, "一件")
        func session(_ time: String) throws -> RecordKey {
            try office.add(
                "meeting", [("kind", .string("joint_session")), ("planned", .string(time))], of: file)
        }
        let second = try session("2026-06-09 20:00")
        let first = try session("2026-06-02 20:00")
        let today = try today()
        let rounds = try office.read { reading in
            try [first, second].map { try reading.round(of: reading.meeting($0, on: today), on: today) }
        }
        #expect(rounds == [1, 2])
    }
}
