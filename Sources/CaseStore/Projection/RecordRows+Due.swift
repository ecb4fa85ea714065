import CaseFile
import Replication

extension RecordRows {
    private typealias Agreed = DeadlineRuleBook.Agreed

    /// What is to be done by a day, as far as the record alone can tell.
    static func dues(of record: MergedRecord<some ChangeCodec>) -> [DueRow] {
        switch record.key.kind {
        case CaseSchema.recordKind:
            if record.allSay(CaseSchema.stage, { $0 == .code("closed") }) { return [] }
            return day(
                of: record, CaseSchema.next, NextStep.date, Agreed.nextStep,
                what: record.shown(CaseSchema.next, member: NextStep.step), caseID: record.key.id,
                who: Worker(name: record.shown(CaseSchema.next, member: NextStep.responsible).plainText))
        case MilestoneSchema.recordKind:
            let isPerformed = record.allSay(MilestoneSchema.performance) {
                $0[member: MilestoneSchema.Performance.status] == .code("performed")
            }
            return isPerformed
                ? []
                : day(
                    of: record, MilestoneSchema.due, Due.date, Agreed.milestone,
                    what: record.shown(MilestoneSchema.what), caseID: record.parent(MilestoneSchema.case))
        case FollowUpPlanSchema.recordKind:
            return day(
                of: record, FollowUpPlanSchema.due, Due.date, Agreed.followUp,
                what: record.shown(FollowUpPlanSchema.purpose), caseID: record.parent(FollowUpPlanSchema.case),
                who: Worker(record.shown(FollowUpPlanSchema.owner)), waits: true)
        case VisitSchema.recordKind: return visit(record)
        case FollowUpSchema.recordKind:
            let next = record.shown(FollowUpSchema.next)
            return day(
                of: record, FollowUpSchema.next, NextStep.date, Agreed.nextStep, what: next[member: NextStep.step],
                caseID: record.parent(FollowUpSchema.case),
                who: next[member: NextStep.responsible].plainText.map { Worker(name: $0) }
                    ?? worker(firstOf: record.shown(FollowUpSchema.visitors)), waits: true)
        case TaskSchema.recordKind: return task(record)
        case PeriodSchema.recordKind: return period(record)
        case CaseStepSchema.recordKind, HandoverSchema.recordKind: return started(record)
        default: return promised(record)
        }
    }

    /// A visit that is still to be made, or what one that was made says of the next.
    private static func visit(_ record: MergedRecord<some ChangeCodec>) -> [DueRow] {
        let register = record.isStillToBeMade ? VisitSchema.planned : VisitSchema.nextContact
        let days = record.values(of: register).compactMap(\.civilDate)
        guard let start = days.min() else { return [] }
        let purpose = record.isStillToBeMade ? record.shown(VisitSchema.purpose).plainText : nil
        return [
            DueRow(
                start: start, rule: record.isStillToBeMade ? Agreed.visit : Agreed.contact, what: purpose ?? "",
                caseID: record.parent(VisitSchema.case), who: worker(firstOf: record.shown(VisitSchema.visitors)),
                isDisputed: days.count > 1, isDay: true, waits: !record.isStillToBeMade)
        ]
    }

    /// A task runs to its day, or under the rule that it names.
    private static func task(_ record: MergedRecord<some ChangeCodec>) -> [DueRow] {
        if record.allSay(TaskSchema.closed, { $0 != .none }) { return [] }
        let (text, caseID) = (record.shown(TaskSchema.text), record.parent(TaskSchema.case))
        let who = Worker(record.shown(TaskSchema.responsible))
        let isPlain = record.isEmpty(TaskSchema.extensions) && record.isEmpty(TaskSchema.suspensions)
        let rules = record.values(of: TaskSchema.rule).compactMap(\.plainText)
        let starts = record.values(of: TaskSchema.start).compactMap(\.date)
        guard !rules.isEmpty, let start = starts.min() else {
            return day(
                of: record, TaskSchema.due, Due.date, Agreed.task, what: text, caseID: caseID, who: who,
                isPlain: isPlain)
        }
        return rules.map { rule in
            DueRow(
                start: start, rule: rule, what: text.plainText ?? "", caseID: caseID, who: who,
                isDisputed: rules.count > 1 || starts.count > 1, isPlain: isPlain)
        }
    }

    private static func period(_ record: MergedRecord<some ChangeCodec>) -> [DueRow] {
        if record.allSay(PeriodSchema.met, { $0 != .none }) { return [] }
        let starts = record.values(of: PeriodSchema.start).compactMap(\.date)
        guard let start = starts.min() else { return [] }
        let rules = record.values(of: PeriodSchema.rule).compactMap(\.plainText)
        return rules.map { rule in
            DueRow(
                start: start, rule: rule, what: record.shown(PeriodSchema.note).plainText ?? "",
                caseID: record.parent(PeriodSchema.case), who: Worker(),
                isDisputed: rules.count > 1 || starts.count > 1,
                isPlain: record.isEmpty(PeriodSchema.extensions) && record.isEmpty(PeriodSchema.suspensions))
        }
    }

    /// Every period that the step or the handover may start: which of them it does, the case decides.
    private static func started(_ record: MergedRecord<some ChangeCodec>) -> [DueRow] {
        let isStep = record.key.kind == CaseStepSchema.recordKind
        let starts = record.values(of: isStep ? CaseStepSchema.enteredOn : HandoverSchema.askedOn).compactMap(\.date)
        guard let start = starts.min() else { return [] }
        if !isStep, record.allSay(HandoverSchema.answer, { $0 != .none }) { return [] }
        let rules =
            isStep
            ? StartedRules.candidates(ofStage: record.shown(CaseStepSchema.stage).plainText ?? "")
            : ["department", "area"].contains(record.shown(HandoverSchema.kind).plainText)
                ? [StartedRules.objection] : []
        return rules.map { rule in
            DueRow(
                start: start, rule: rule, what: "",
                caseID: record.parent(isStep ? CaseStepSchema.case : HandoverSchema.case),
                who: isStep ? Worker() : Worker(record.shown(HandoverSchema.to)), isDisputed: starts.count > 1,
                waits: true)
        }
    }

    /// What others promised: a step of a family plan, a resource, what a level above asked for.
    private static func promised(_ record: MergedRecord<some ChangeCodec>) -> [DueRow] {
        switch record.key.kind {
        case FamilyStepSchema.recordKind where !record.allSay(FamilyStepSchema.progress, { $0 != .none }):
            day(
                of: record, FamilyStepSchema.due, Due.date, Agreed.family, what: record.shown(FamilyStepSchema.what),
                caseID: record.parent(FamilyStepSchema.case))
        case ContributionSchema.recordKind where !record.allSay(ContributionSchema.delivered, { $0 != .none }):
            day(
                of: record, ContributionSchema.due, Due.date, Agreed.contribution,
                what: record.shown(ContributionSchema.what), caseID: record.parent(ContributionSchema.case),
                who: Worker(record.shown(ContributionSchema.provider)))
        case SupervisionSchema.recordKind where !record.allSay(SupervisionSchema.cleared, { $0 != .none }):
            day(
                of: record, SupervisionSchema.due, Due.date, Agreed.supervision,
                what: record.shown(SupervisionSchema.items), caseID: record.parent(SupervisionSchema.case))
        default: []
        }
    }

    private static func day(
        of record: MergedRecord<some ChangeCodec>, _ register: RegisterNumber, _ member: UInt32, _ rule: String,
        what: Value, caseID: RecordID?, who: Worker = Worker(), isPlain: Bool = true, waits: Bool = false
    ) -> [DueRow] {
        guard let date = record.earliestDate(register, member: member) else { return [] }
        return [
            DueRow(
                start: date, rule: rule, what: what.plainText ?? "", caseID: caseID, who: who,
                isDisputed: record.values(of: register).count > 1, isPlain: isPlain, isDay: isPlain, waits: waits)
        ]
    }

    private static func worker(firstOf list: Value) -> Worker {
        guard case .list(let people) = list, let first = people.first else { return Worker() }
        return Worker(first)
    }

    /// A visit that was made, or a follow-up: at its case, else at its household.
    static func contacts(of record: MergedRecord<some ChangeCodec>) -> [Contact] {
        var parents: [Reference]
        switch record.key.kind {
        case VisitSchema.recordKind where !record.isStillToBeMade:
            parents = record.values(of: VisitSchema.case).compactMap(\.reference)
            if parents.isEmpty { parents = record.values(of: VisitSchema.household).compactMap(\.reference) }
        case FollowUpSchema.recordKind: parents = record.values(of: FollowUpSchema.case).compactMap(\.reference)
        default: return []
        }
        let (at, next) = (record.contactTime, dues(of: record).first?.start)
        return parents.map {
            Contact(
                parent: RecordKey(scope: $0.scope ?? record.key.scope, kind: $0.kind, id: $0.id), at: at, next: next)
        }
    }
}

extension RecordRows.Worker {
    /// From a group of `UserOrName`; of an organisation its name.
    init(_ group: Value) {
        user = group[member: UserOrName.user].reference?.id
        name =
            group[member: UserOrName.name].plainText
            ?? (user == nil ? group[member: UserOrName.organisation].plainText : nil)
    }
}

extension MergedRecord {
    func parent(_ register: RegisterNumber) -> RecordID? { shown(register).reference?.id }

    /// A visit with a planned time, and no word of its having begun.
    ///
    /// It is due until it is made, and what is written into it then may still go elsewhere.
    public var isStillToBeMade: Bool {
        isEmpty(VisitSchema.started) && isEmpty(VisitSchema.ended) && !isEmpty(VisitSchema.planned)
    }

    /// When somebody was there, milliseconds since 1970: by the record, else when it was recorded. A follow-up counts from
    /// the beginning of its day, so that it does not answer a visit of that day.
    var contactTime: Int64 {
        for register in [VisitSchema.started, VisitSchema.ended] where key.kind == VisitSchema.recordKind {
            if case .instant(let instant) = shown(register) { return instant }
        }
        if key.kind == FollowUpSchema.recordKind, let day = shown(FollowUpSchema.doneOn).date,
            let midnight = ShanghaiTime(date: day, hour: 0, minute: 0)
        {
            return midnight.instant
        }
        return state.registers.flatMap(\.siblings).map(\.recordedAt).min() ?? 0
    }

    /// What the periods of this case depend on.
    var courseFacts: CourseFacts {
        let isClosed = allSay(CaseSchema.stage) { $0 == .code("closed") }
        let isBehind = allSay(CaseSchema.stage) { $0 == .code("closed") || $0 == .code("follow_up") }
        let ends = [CaseSchema.proceduralEnd, CaseSchema.substantiveEnd]
        return CourseFacts(
            isHandled: isBehind || ends.contains { allSay($0) { $0 != .none } }, isClosed: isClosed || isWithdrawn,
            isPetition: shown(CaseSchema.source) == .code("petition") || !isEmpty(CaseSchema.petitionNumber),
            isMediation: [CaseSchema.mediationCategory, CaseSchema.mediationSource, CaseSchema.committee].contains {
                !isEmpty($0)
            }, complexity: shown(CaseSchema.complexity).plainText)
    }
}

extension Value {
    /// The day of a date, or in Shanghai of an instant.
    fileprivate var civilDate: CivilDate? {
        if case .instant(let instant) = self { ShanghaiTime(instant: instant)?.date } else { date }
    }
}
