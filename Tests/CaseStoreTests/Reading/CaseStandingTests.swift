import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication
import Testing

/// In which step a case is and for how long, who has it, which papers are missing, and what was written down late.
@Suite struct CaseStandingTests {
    private let office: Office
    private let key: RecordKey

    init() throws {
        office = try Office.withVillage(key: CenterKey())
        key = try office.makeCase().key
    }

    private func add(_ kind: String, _ fields: TypedFields) throws {
        _ = try office.write {
            try $0.create(
                RecordDraft(kind: kind, fields: [("case", .string(key.id.description))] + fields), in: Office.village)
        }
    }

    private func file() throws -> CaseFileView { try office.read { try $0.caseFile(key) } }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func aStageCountsFromTheDayOnWhichTheCaseWasReceivedOrItWasWritten() throws {
        // Received on 1 May and written down on 1 June; the next stage is written on 1 June as well.
        let first = try file().course
        #expect(first.steps.map(\.code) == ["handling"])
        #expect(first.steps.map { "\($0.from)" } == ["2026-05-01"])
        #expect(first.steps.first?.days(on: try day("2026-06-01")) == 31)
        let seen = try office.view(key).seen
        _ = try office.write {
            try $0.correct(RecordCorrection(record: key, fields: [("stage", .string("closed"))], seen: seen))
        }
        let course = try file().course
        #expect(course.steps.map(\.code) == ["handling", "closed"])
        #expect(course.steps.first?.until == (try day("2026-06-01")))
        #expect(course.steps.first?.days(on: try day("2026-12-31")) == 31)
        // Nothing is waited for behind the end.
        #expect(course.steps.last?.days(on: try day("2026-12-31")) == nil)
    }

    @Test func aStepThatWasRecordedLaterTellsTheTrueDay() throws {
        for (stage, day) in [("accepted", "2026-04-20"), ("assessed", "2026-05-10"), ("handling", "2026-05-12")] {
            try add("case_step", [("stage", .string(stage)), ("entered_on", .string(day))])
        }
        try add("case_step", [("backlog_stage", .string("tracing")), ("entered_on", .string("2026-05-20"))])
        let course = try file().course
        // The stage that the case was opened with, on 1 May, is one that a step tells of only later: it stands.
        #expect(course.steps.map(\.code) == ["accepted", "handling", "assessed", "handling"])
        #expect(course.steps.map { "\($0.from)" } == ["2026-04-20", "2026-05-01", "2026-05-10", "2026-05-12"])
        #expect(course.steps.map { $0.record == nil } == [false, true, false, false])
        #expect(course.backlogSteps.map(\.code) == ["tracing"])
    }

    @Test func theCatalogueSaysWhatIsHereAndWhatIsMissingAndWhy() throws {
        let empty = try file().documents
        #expect(empty.slots.map(\.code) == DocumentSlots.required)
        #expect(empty.slots.allSatisfy { $0.state == .unsaid && $0.isRequired })
        #expect(empty.lackingCount == 6)
        func paper(_ slot: String, _ state: String, _ more: TypedFields = []) throws {
            try add("document", [("slot", .string(slot)), ("state", .string(state))] + more)
        }
        try paper("application", "present", [("title", .string("申请书")), ("date", .string("2026-05-02"))])
        try paper("rights_notice", "not_needed", [("reason", .string("口头告知"))])
        try paper("history", "missing", [("reason", .string("2015年原件遗失"))])
        try paper("history", "present", [("title", .string("2016年批复"))])
        try paper("party_identity", "missing", [("reason", .string("本人未带"))])
        let catalogue = try file().documents
        let states = catalogue.slots.map { "\($0.code) \($0.state.rawValue)" }
        #expect(states.prefix(3) == ["application present", "rights_notice not_needed", "party_identity missing"])
        #expect(states.last == "history present")
        #expect(catalogue.slots.last?.reasons == ["2015年原件遗失"])
        #expect(catalogue.slots.last?.papers.first?.shown(DocumentSchema.title).plainText == "2016年批复")
        #expect(catalogue.lackingCount == 4)
    }

    @Test func aTeamIsThatOfTheDayAndAHandoverIsOpenUntilItIsAnswered() throws {
        func member(_ name: String, _ from: String, until: String?) throws {
            try add(
                "team_member",
                [
                    ("member", .object([("name", .string(name))])), ("role", .string("mediation")),
                    ("from", .string(from)), ("leads", .bool(name == "赵主任")),
                ] + (until.map { [("until", .string($0))] } ?? []))
        }
        try member("李调解", "2026-05-01", until: "2026-05-31")
        try member("赵主任", "2026-05-01", until: nil)
        try add(
            "handover",
            [
                ("kind", .string("person")), ("from", .object([("name", .string("张干部"))])),
                ("to", .object([("name", .string("李干部"))])), ("asked_on", .string("2026-05-20")),
            ])
        let team = try file().team
        #expect(team.members.count == 2)
        #expect(team.members.first?.shown(TeamMemberSchema.leads) == .boolean(true))
        #expect(team.members(on: try day("2026-05-31")).count == 2)
        #expect(team.members(on: try day("2026-06-01")).count == 1)
        let handover = try #require(team.openHandovers.first)
        _ = try office.write {
            try $0.correct(
                RecordCorrection(
                    record: handover.key,
                    fields: [("answer", .object([("verdict", .string("accepted")), ("on", .string("2026-05-22"))]))],
                    seen: handover.seen))
        }
        #expect(try file().team.openHandovers.isEmpty)
    }

    @Test func everyKindIsInTheTimelineWithWhoWroteItDownAndWhetherThatWasLate() throws {
        // The office writes on 1 June 2026.
        try add(
            "meeting",
            [("kind", .string("on_the_spot")), ("started", .string("2026-05-06 20:00")), ("minutes", .string("当晚商定"))])
        try add(
            "offer",
            [
                ("round", .number(1)), ("side", .string("applicant")), ("terms", .string("六十万元")),
                ("on", .string("2026-05-31")),
            ])
        try add(
            "document",
            [("slot", .string("history")), ("state", .string("present")), ("date", .string("2015-03-01"))])
        let (events, tellers) = try office.read { reading in
            let events = try reading.caseFile(key).timeline
            return (events, try events.map { try reading.teller(of: $0) })
        }
        func teller(_ kind: RecordKind) throws -> EventTeller {
            let index = try #require(events.firstIndex { $0.key.kind == kind })
            return try #require(tellers[index])
        }
        #expect(try teller(MeetingSchema.recordKind).isLate)
        #expect(try teller(MeetingSchema.recordKind).author == Office.zhang)
        // Of yesterday: who comes home late writes the next morning.
        #expect(try !teller(OfferSchema.recordKind).isLate)
        // A paper of 2015 is no late entry.
        #expect(try !teller(DocumentSchema.recordKind).isLate)
        #expect(events.map(\.at) == events.map(\.at).sorted())
        #expect(events.first?.key.kind == DocumentSchema.recordKind)
        let file = try file()
        let late = try office.read { reading in
            try file.others.filter { try reading.origin(of: $0).isLate }.map(\.key.kind)
        }
        #expect(late == [MeetingSchema.recordKind])
    }
}
