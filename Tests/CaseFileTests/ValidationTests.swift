import CaseFile
import Replication
import Testing

@Suite struct ValidationTests {
    let catalog = Catalog.current
    private let caseID = RecordID(rawValue: 1)
    private let personID = RecordID(rawValue: 2)

    private func problems(
        _ kind: RecordKind, _ values: [(RegisterNumber, Value)], isCreation: Bool = false
    ) -> [DraftProblem] {
        catalog.problems(in: Draft(kind: kind, values: values), isCreation: isCreation)
    }

    private func person(_ values: [(RegisterNumber, Value)]) -> [DraftProblem] {
        problems(PersonSchema.recordKind, values)
    }

    @Test func aWholeCaseHasNoProblems() {
        let found = problems(
            CaseSchema.recordKind,
            [
                (CaseSchema.title, .text("伤害赔偿纠纷")),
                (CaseSchema.source, .code("home_visit")),
                (
                    CaseSchema.firstReceived,
                    .group([
                        GroupMember(UserOrName.name, .text("王某")),
                        GroupMember(CaseSchema.FirstReceived.at, .instant(1_780_466_700_000)),
                    ])
                ),
                (CaseSchema.stage, .code("accepted")),
                (CaseSchema.category, .code("0303")),
                (CaseSchema.peopleCount, .integer(2)),
                (
                    CaseSchema.claimAmounts,
                    .group([GroupMember(1, .integer(60_000_000)), GroupMember(2, .integer(20_000_000))])
                ),
                (
                    CaseSchema.backlog,
                    .group([
                        GroupMember(1, .boolean(true)), GroupMember(3, .integer(189)), GroupMember(4, .integer(300)),
                    ])
                ),
            ], isCreation: true)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func allProblemsAreReportedAtOnceWithTheirRegister() {
        let found = problems(
            CaseSchema.recordKind,
            [
                (CaseSchema.title, .text(String(repeating: "长", count: 101))),
                (CaseSchema.category, .code("0398")),
                (CaseSchema.peopleCount, .integer(0)),
                (CaseSchema.amountInvolved, .integer(-1)),
                (CaseSchema.summary, .integer(5)),
                (RegisterNumber(rawValue: 5000), .boolean(true)),
                (CaseSchema.peopleCount, .integer(3)),
            ], isCreation: true)
        #expect(
            found.map { "\($0.register.rawValue) \($0.reason.rawValue)" } == [
                "3 tooLong", "7 unknownCode", "10 outOfRange", "11 outOfRange", "21 wrongType", "5000 unknownRegister",
                "10 writtenTwice", "4 missing", "5 missing", "17 missing",
            ])
        for problem in found {
            #expect(problem.severity == .error)
            #expect(!problem.message.zhHans.isEmpty && !problem.message.en.isEmpty)
        }
    }

    @Test func messagesNameThePlaceTheValueAndTheNextStep() {
        let found = problems(CaseSchema.recordKind, [(CaseSchema.peopleCount, .integer(0))])
        #expect(
            found.map(\.message) == [
                Label(
                    "“涉及人数”不能是“0”，请填写1至999999的整数",
                    "People involved: cannot be \"0\": give a whole number from 1 to 999999")
            ])
    }

    @Test func requiredRegistersAreAskedForOnlyAtCreation() {
        let values: [(RegisterNumber, Value)] = [(CaseSchema.summary, .text("简况"))]
        #expect(problems(CaseSchema.recordKind, values).isEmpty)
        #expect(
            problems(CaseSchema.recordKind, values, isCreation: true).map(\.register) == [
                CaseSchema.title, CaseSchema.source, CaseSchema.firstReceived, CaseSchema.stage,
            ])
        // A correction may not take the title away.
        #expect(
            problems(CaseSchema.recordKind, [(CaseSchema.title, .none)]).map(\.reason) == [.missing])
        #expect(problems(CaseSchema.recordKind, [(CaseSchema.summary, .none)]).isEmpty)
    }

    @Test func membersOfGroupsAndListsAreCheckedWithTheirPath() {
        let found = problems(
            AgreementSchema.recordKind,
            [
                (
                    AgreementSchema.witnesses,
                    .list([
                        .group([GroupMember(3, .text("王某"))]),
                        .group([GroupMember(1, .code("province"))]),
                    ])
                )
            ])
        #expect(found.map(\.reason) == [.unknownCode, .missing])
        #expect(found.map(\.path) == [[1, 1], [1, 3]])
        #expect(found.first?.message.zhHans.hasPrefix("“见证人·第2项·层级”") == true)
    }

    @Test func groupsMustBeSortedAndMayHoldUnknownMembers() {
        let newer = Value.group([GroupMember(1, .code("red")), GroupMember(50, .text("新版本"))])
        #expect(problems(CaseSchema.recordKind, [(CaseSchema.risk, newer)]).isEmpty)
        for broken in [[3, 1], [1, 1]] as [[UInt32]] {
            let value = Value.group(broken.map { GroupMember($0, $0 == 1 ? .code("red") : .text("理由")) })
            #expect(problems(CaseSchema.recordKind, [(CaseSchema.risk, value)]).map(\.reason) == [.wrongType])
        }
    }

    @Test func referencesPointToTheRightKind() {
        let toPerson = Value.reference(Reference(kind: PersonSchema.recordKind, id: personID))
        let toCase = Value.reference(Reference(kind: CaseSchema.recordKind, id: caseID))
        #expect(problems(VisitSchema.recordKind, [(VisitSchema.case, toPerson)]).map(\.reason) == [.wrongType])
        #expect(problems(VisitSchema.recordKind, [(VisitSchema.case, toCase)]).isEmpty)
    }

    @Test func whatCannotBeReadCannotBeWritten() {
        #expect(
            problems(CaseSchema.recordKind, [(CaseSchema.title, .unrecognized([1]))]).map(\.reason) == [.wrongType])
        #expect(problems(RecordKind(rawValue: 999), []).map(\.reason) == [.unknownKind])
        #expect(
            problems(VisitSchema.recordKind, [(VisitSchema.planned, .instant(.max))]).map(\.reason) == [.outOfRange])
    }

    @Test func aRetiredCodeIsAWarning() {
        let catalog = catalog.adding([
            CodeTable(.placeKind, Label("", ""), codes: [Code("field", Label("田头", "Fields"), isRetired: true)])
        ])
        let draft = Draft(
            kind: VisitSchema.recordKind, values: [(VisitSchema.place, .group([GroupMember(1, .code("field"))]))])
        let found = catalog.problems(in: draft, isCreation: false)
        #expect(found.map(\.reason) == [.retiredCode])
        #expect(found.map(\.severity) == [.warning])
    }

    @Test func identityNumbersAreCheckedForIdentityCards() {
        func identity(_ type: String?, _ number: String) -> [(RegisterNumber, Value)] {
            let type = type.map { [GroupMember(1, .code($0))] } ?? []
            return [(PersonSchema.identity, .group(type + [GroupMember(2, .text(number))]))]
        }
        #expect(person(identity("111", "360899196403120010")).isEmpty)
        #expect(person(identity(nil, "360899196403120011")).map(\.reason) == [.identityNumber])
        #expect(person(identity("111", "360899196403120011")).map(\.path) == [[2]])
        #expect(person(identity("passport", "E12345678")).isEmpty)
        #expect(person([(PersonSchema.identity, .group([GroupMember(1, .code("111"))]))]).map(\.reason) == [.missing])
    }

    @Test func birthAndSexAreComparedWithTheIdentityNumber() throws {
        let found = person([
            (PersonSchema.sex, .code("2")),
            (PersonSchema.birth, .date(try #require(CivilDate("1964-03-13")))),
            (PersonSchema.identity, .group([GroupMember(2, .text("360899196403120010"))])),
        ])
        #expect(found.map(\.register) == [PersonSchema.birth, PersonSchema.sex])
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test func telephoneNumbersAreChecked() {
        #expect(person([(PersonSchema.phone, .text("13800138000"))]).isEmpty)
        #expect(person([(PersonSchema.phone, .text("1380013800"))]).map(\.reason) == [.malformed])
        let lead = Value.group([GroupMember(2, .text("王某")), GroupMember(5, .text("12"))])
        #expect(problems(CaseSchema.recordKind, [(CaseSchema.lead, lead)]).map(\.path) == [[5]])
    }

    @Test func aDateOfDeathNeedsADeath() throws {
        let date = Value.date(try #require(CivilDate("2019-05-01")))
        let birth = Value.date(try #require(CivilDate("2020-05-01")))
        let alive = Value.group([GroupMember(1, .boolean(false)), GroupMember(2, date)])
        let dead = Value.group([GroupMember(1, .boolean(true)), GroupMember(2, date)])
        #expect(person([(PersonSchema.lifeStatus, alive)]).map(\.reason) == [.inconsistent])
        #expect(person([(PersonSchema.lifeStatus, dead)]).isEmpty)
        #expect(
            person([(PersonSchema.lifeStatus, dead), (PersonSchema.birth, birth)]).map(\.reason) == [.inconsistent])
    }

    @Test func aVisitStartsBeforeItEndsAndIsPlannedOrStarted() {
        func visit(_ values: [(RegisterNumber, Value)], isCreation: Bool = true) -> [DraftProblem] {
            let subject = Value.reference(Reference(kind: CaseSchema.recordKind, id: caseID))
            return problems(VisitSchema.recordKind, values + [(VisitSchema.case, subject)], isCreation: isCreation)
        }
        #expect(visit([(VisitSchema.started, .instant(5)), (VisitSchema.ended, .instant(5))]).isEmpty)
        #expect(
            visit([(VisitSchema.started, .instant(5)), (VisitSchema.ended, .instant(4))]).map(\.register)
                == [VisitSchema.ended])
        #expect(visit([(VisitSchema.planned, .instant(5))]).isEmpty)
        #expect(visit([]).map(\.reason) == [.missing])
        #expect(visit([], isCreation: false).isEmpty)
        let alone = problems(VisitSchema.recordKind, [(VisitSchema.started, .instant(5))], isCreation: true)
        #expect(alone.map(\.severity) == [.warning])
    }

    @Test func aRatingIsAScoreOrDeclined() {
        func rating(_ members: [GroupMember]) -> [DraftProblem] {
            problems(EmotionSchema.recordKind, [(EmotionSchema.selfBefore, .group(members))])
        }
        #expect(rating([GroupMember(1, .integer(0))]).isEmpty)
        #expect(rating([GroupMember(2, .boolean(true))]).isEmpty)
        #expect(rating([GroupMember(1, .integer(8)), GroupMember(2, .boolean(false))]).isEmpty)
        #expect(rating([GroupMember(1, .integer(8)), GroupMember(2, .boolean(true))]).map(\.reason) == [.inconsistent])
        #expect(rating([GroupMember(2, .boolean(false))]).map(\.reason) == [.inconsistent])
        #expect(rating([GroupMember(1, .integer(11))]).map(\.reason) == [.outOfRange])
    }

    @Test func directoryIDsAreHexadecimal() {
        let terms = { (scope: String) in
            Value.group([
                GroupMember(1, .reference(Reference(kind: DirectorySchema.deviceKind, id: RecordID(rawValue: 1)))),
                GroupMember(2, .text(scope)), GroupMember(3, .code(DirectorySchema.Grant.write)),
            ])
        }
        let grant = DirectorySchema.grantKind
        #expect(problems(grant, [(DirectorySchema.Grant.terms, terms("0123456789abcdef"))]).isEmpty)
        for scope in ["0123456789ABCDEF", "0123456789abcde", "0123456789abcdeg"] {
            #expect(problems(grant, [(DirectorySchema.Grant.terms, terms(scope))]).map(\.reason) == [.malformed])
        }
    }
}
