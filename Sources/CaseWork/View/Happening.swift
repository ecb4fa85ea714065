import CaseFile
import CaseStore
import Replication

/// Where a kind of record says that something happened on a day, and what it was.
///
/// One table for the timeline, for the place of a record in it, and for the mark of what was written down later.
struct Happening {
    let kind: RecordKind
    /// The register that has the day, alone or as a member of a group.
    let register: RegisterNumber
    let dayMember: UInt32?
    /// What is told about it: a register, or a member of `register` where `textMember` is given.
    let text: RegisterNumber?
    let textMember: UInt32?
    /// Whether it is a fact of before, which nobody could have recorded on its day: the date of an old paper.
    let isBackground: Bool

    private init(
        _ kind: RecordKind, _ register: RegisterNumber, day: UInt32? = nil, text: RegisterNumber? = nil,
        textMember: UInt32? = nil, isBackground: Bool = false
    ) {
        self.kind = kind
        self.register = register
        dayMember = day
        self.text = text
        self.textMember = textMember
        self.isBackground = isBackground
    }

    /// Of one kind the one that it is about first.
    static let all =
        meetings + handling + [
            Happening(
                AgreementSchema.recordKind, AgreementSchema.effectiveDate, text: AgreementSchema.terms),
            Happening(
                FollowUpSchema.recordKind, FollowUpSchema.doneOn, text: FollowUpSchema.words),
            Happening(
                MilestoneSchema.recordKind, MilestoneSchema.performance, day: MilestoneSchema.Performance.date,
                text: MilestoneSchema.what),
            Happening(
                PersonSchema.recordKind, PersonSchema.lifeStatus, day: PersonSchema.LifeStatus.date,
                text: PersonSchema.name, isBackground: true),
            Happening(OfferSchema.recordKind, OfferSchema.on, text: OfferSchema.terms),
            Happening(
                OfferSchema.recordKind, OfferSchema.response, day: OfferSchema.Response.on,
                textMember: OfferSchema.Response.words),
            Happening(
                ContributionSchema.recordKind, ContributionSchema.delivered, day: ContributionSchema.Delivered.on,
                text: ContributionSchema.what),
        ]

    private static let meetings = [
        Happening(
            ConsultationSchema.recordKind, ConsultationSchema.on, text: ConsultationSchema.question),
        Happening(
            ConsultationSchema.recordKind, ConsultationSchema.conclusion, day: ConsultationSchema.Conclusion.on,
            textMember: ConsultationSchema.Conclusion.text),
        Happening(OpinionSchema.recordKind, OpinionSchema.on, text: OpinionSchema.text),
        Happening(TaskReplySchema.recordKind, TaskReplySchema.on, text: TaskReplySchema.text),
        Happening(
            TaskSchema.recordKind, TaskSchema.closed, day: TaskSchema.Closed.on, textMember: TaskSchema.Closed.how),
        Happening(
            ObstacleSchema.recordKind, ObstacleSchema.resolved, day: ObstacleSchema.Resolved.on,
            textMember: ObstacleSchema.Resolved.how),
    ]

    private static let handling = [
        Happening(CaseStepSchema.recordKind, CaseStepSchema.enteredOn, text: CaseStepSchema.evidence),
        Happening(HandoverSchema.recordKind, HandoverSchema.askedOn, text: HandoverSchema.reason),
        Happening(
            HandoverSchema.recordKind, HandoverSchema.answer, day: HandoverSchema.Answer.on,
            textMember: HandoverSchema.Answer.reason),
        Happening(TeamMemberSchema.recordKind, TeamMemberSchema.from),
        Happening(TeamMemberSchema.recordKind, TeamMemberSchema.until),
        Happening(PeriodSchema.recordKind, PeriodSchema.start, text: PeriodSchema.rule, isBackground: true),
        Happening(
            PeriodSchema.recordKind, PeriodSchema.met, day: PeriodSchema.Met.on, textMember: PeriodSchema.Met.how),
        Happening(
            SupervisionSchema.recordKind, SupervisionSchema.on, text: SupervisionSchema.items),
        Happening(
            SupervisionSchema.recordKind, SupervisionSchema.cleared, day: SupervisionSchema.Cleared.on,
            textMember: SupervisionSchema.Cleared.text),
        // What was blown the whistle on stands in the record and not in a list.
        Happening(WhistleReportSchema.recordKind, WhistleReportSchema.receivedOn),
        Happening(DocumentSchema.recordKind, DocumentSchema.date, text: DocumentSchema.title, isBackground: true),
        Happening(ClosureCheckSchema.recordKind, ClosureCheckSchema.on, text: ClosureCheckSchema.note),
        Happening(ReviewSchema.recordKind, ReviewSchema.on, text: ReviewSchema.happened),
    ]

    /// The day, where the record says one.
    func day(of record: RecordView) -> CivilDate? {
        let value = record.shown(register)
        return (dayMember.map { value[member: $0] } ?? value).date
    }

    /// What is told about it.
    func words(of record: RecordView) -> String {
        if let textMember { return record.shown(register)[member: textMember].plainText ?? "" }
        return text.flatMap { record.shown($0).plainText } ?? ""
    }
}

extension RecordView {
    /// When what the record tells of happened, and whether only the day is known; nil for what happens only by being
    /// recorded. Milliseconds since 1970, midnight of Shanghai for a day.
    public var happened: (at: Int64, isDayOnly: Bool)? {
        switch key.kind {
        case VisitSchema.recordKind, MeetingSchema.recordKind:
            return startingTime.map { ($0, false) }
        default:
            let days = Happening.all.lazy.filter { $0.kind == self.key.kind }
            guard let main = days.first, let date = main.day(of: self),
                let midnight = ShanghaiTime(date: date, hour: 0, minute: 0)
            else { return nil }
            return (midnight.instant, true)
        }
    }

    /// When what the record tells of was over, milliseconds since 1970; nil for what happens only by being recorded.
    var happenedBy: Int64? {
        switch key.kind {
        case VisitSchema.recordKind: return firstInstant([VisitSchema.ended, VisitSchema.started])
        case MeetingSchema.recordKind: return firstInstant([MeetingSchema.ended, MeetingSchema.started])
        default:
            guard let main = Happening.all.first(where: { $0.kind == key.kind }), !main.isBackground else { return nil }
            return main.day(of: self).flatMap { ShanghaiTime(date: $0, hour: 0, minute: 0) }
                .map { $0.instant + 24 * 3_600_000 }
        }
    }

    /// When a visit or a meeting began, else when it was planned.
    var startingTime: Int64? {
        key.kind == MeetingSchema.recordKind
            ? firstInstant([MeetingSchema.started, MeetingSchema.planned])
            : firstInstant([VisitSchema.started, VisitSchema.planned])
    }

    private func firstInstant(_ registers: [RegisterNumber]) -> Int64? {
        for register in registers {
            if case .instant(let instant) = shown(register) { return instant }
        }
        return nil
    }
}
