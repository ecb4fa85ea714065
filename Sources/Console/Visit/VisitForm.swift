import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// The form for a visit, in the order of the talk: how people feel, what was said, what comes of it, how they feel now.
///
/// What the catalog says about a field is read from it; this type knows only where each stands, and the parts that no
/// record has: people to tick, scales, several demands.
struct VisitForm {
    /// Nobody writes more by hand at one visit.
    static let newcomersMax = 10
    static let demandsMax = 10

    let access: PageAccess
    let words: Words
    let input: FormInput
    let subject: VisitSubject
    /// The form is for a planned visit that somebody has recorded since.
    let isMadeAlready: Bool
    /// Fields of the visit itself; of the case only its next step; of the follow-up to come.
    let visit: RecordForm<PageCodec>
    let next: RecordForm<PageCodec>?
    let plan: RecordForm<PageCodec>

    init(_ input: FormInput, _ access: PageAccess, _ words: Words) throws {
        func kind(_ number: RecordKind) throws(PageFailure) -> KindDefinition {
            guard let kind = access.catalog.kind(number) else { throw .notFound }
            return kind
        }
        func countys(_ number: RecordKind) -> [RegisterNumber] { VisitForm.countys(number, access) }
        self.access = access
        self.words = words
        let subject = try VisitSubject(input, access, words)
        var input = input
        // Recorded meanwhile: what stands in the form is all there is of the visit that is saved now.
        let isMadeAlready = subject.plan == nil && input[VisitSubject.Field.plan] != nil
        if isMadeAlready { VisitSubject.leavePlan(&input) }
        self.input = input
        self.subject = subject
        self.isMadeAlready = isMadeAlready
        visit = try RecordForm(
            kind(VisitSchema.recordKind), of: subject.plan,
            registers: [
                VisitSchema.mode, VisitSchema.narrative, VisitSchema.safety, VisitSchema.started, VisitSchema.ended,
                VisitSchema.place, VisitSchema.methods, VisitSchema.purpose, VisitSchema.nextContact,
            ] + (access.directory.campaigns.isEmpty ? [] : [VisitSchema.campaign]) + countys(VisitSchema.recordKind),
            at: FormPlace(prefix: "visit.", hasHeading: true), answered: input,
            in: access, words: words)
        next = try subject.caseFile.map { key in
            RecordForm(
                try kind(CaseSchema.recordKind), of: try access.reading.record(key), registers: [CaseSchema.next],
                at: FormPlace(prefix: "case.", isOptional: true, hasHeading: true), answered: input, in: access,
                words: words)
        }
        plan = try RecordForm(
            kind(FollowUpPlanSchema.recordKind), of: nil,
            registers: [FollowUpPlanSchema.due, FollowUpPlanSchema.level, FollowUpPlanSchema.purpose]
                + countys(FollowUpPlanSchema.recordKind),
            at: FormPlace(prefix: "plan.", isOptional: true, hasHeading: true), answered: input, in: access,
            words: words)
    }

    /// The value of a field without the space around it; nil where there is none.
    func typed(_ name: String) -> String? {
        let text = (input[name] ?? "").trimmed
        return text.isEmpty ? nil : text
    }

    /// Numbers of the blocks that are shown for something of which there may be several: those that are filled in, and a
    /// blank one.
    func blocks(_ prefix: String, _ member: String, most: Int) -> [Int] {
        let last =
            (1...most).last { typed("\(prefix).\($0).\(member)") != nil || isCountyAnswered("\(prefix).\($0)") } ?? 0
        return Array(1...min(most, last + 1))
    }

    var newcomers: [Int] { blocks("new", "name", most: VisitForm.newcomersMax) }
    var demands: [Int] { blocks("demand", "text", most: VisitForm.demandsMax) }

    /// People of the same name who are recorded already: who types a name may mean one of them.
    func namesakes(of name: String) throws -> [PersonItem] {
        try access.queries.people(called: name, in: subject.scope.map { [$0] })
    }

    /// Whether somebody is there: ticked, or asked how they feel.
    func isHere(_ mark: String) -> Bool {
        (["here", "before", "after", "feeling", "words", "consent"] + VisitPerson.questions).contains {
            typed(VisitPerson.field(mark, $0)) != nil
        } || isCountyAnswered(VisitPerson.block(mark))
    }
}
