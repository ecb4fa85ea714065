import CaseFile
import Replication

/// The table from the workload's kinds and fields to the catalog's.
///
/// A field without a register of its own lies in a county's field, as it would in a county that wants it. The codes
/// are the workload's words: the store does not judge them.
enum CatalogMapping {
    static func kind(_ kind: WorkloadChange.Kind) -> RecordKind {
        switch kind {
        case .visit: VisitSchema.recordKind
        case .emotion: EmotionSchema.recordKind
        case .case: CaseSchema.recordKind
        case .followup: FollowUpPlanSchema.recordKind
        case .agreement: AgreementSchema.recordKind
        case .milestone: MilestoneSchema.recordKind
        }
    }

    static func places(_ kind: WorkloadChange.Kind) -> [String: FieldPlace] {
        switch kind {
        case .visit: visit
        case .emotion: emotion
        case .case: caseFields
        case .followup: followUp
        case .agreement: agreement
        case .milestone: milestone
        }
    }

    private static let visit: [String: FieldPlace] = [
        "case": .whole(VisitSchema.case, .reference(.case)),
        "visited_on": .whole(VisitSchema.started, .instantOfDay),
        "place": .member(VisitSchema.place, VisitSchema.Place.text, .text),
        "mode": .whole(VisitSchema.mode, .code),
        "visitor": .item(VisitSchema.visitors, UserOrName.name, .text),
        "companion": .item(VisitSchema.present, PersonOrName.name, .text),
        "minutes": .county(1, .integer),
        "weather": .county(2, .code),
        "risk": .county(3, .integer),
        "photos": .county(4, .integer),
        "narrative": .whole(VisitSchema.narrative, .text),
        "outcome": .county(5, .code),
    ]

    private static let emotion: [String: FieldPlace] = [
        "visit": .whole(EmotionSchema.visit, .reference(.visit)),
        "case": .county(1, .reference(.case)),
        "party": .county(2, .text),
        "role": .county(3, .code),
        "feeling": .member(EmotionSchema.observed, EmotionSchema.Observed.label, .code),
        "intensity": .member(EmotionSchema.selfBefore, EmotionSchema.SelfRating.score, .integer),
        "trend": .county(4, .integer),
        "willing": .county(5, .integer),
        "trigger": .member(EmotionSchema.observed, EmotionSchema.Observed.words, .text),
        "note": .whole(EmotionSchema.note, .text),
    ]

    private static let caseFields: [String: FieldPlace] = [
        "case_no": .whole(CaseSchema.code, .text),
        "party_a": .county(1, .text),
        "party_b": .county(2, .text),
        "cause": .whole(CaseSchema.title, .text),
        "opened": .member(CaseSchema.firstReceived, CaseSchema.FirstReceived.at, .instantOfDay),
        "risk": .member(CaseSchema.risk, CaseSchema.Risk.level, .code),
        "status": .whole(CaseSchema.stage, .code),
        "next_step": .member(CaseSchema.next, NextStep.step, .text),
        "next_date": .member(CaseSchema.next, NextStep.date, .date),
        "updated_by": .member(CaseSchema.next, NextStep.responsible, .text),
    ]

    private static let followUp: [String: FieldPlace] = [
        "case": .whole(FollowUpPlanSchema.case, .reference(.case)),
        "visit": .county(1, .reference(.visit)),
        "due": .member(FollowUpPlanSchema.due, Due.date, .date),
        "owner": .member(FollowUpPlanSchema.owner, UserOrName.name, .text),
        "mode": .county(2, .code),
        "goal": .whole(FollowUpPlanSchema.purpose, .text),
        "target": .county(3, .text),
        "priority": .county(4, .integer),
        "done": .county(5, .integer),
        "remark": .member(FollowUpPlanSchema.due, Due.reason, .text),
    ]

    private static let agreement: [String: FieldPlace] = [
        "case": .whole(AgreementSchema.case, .reference(.case)),
        "visit": .county(1, .reference(.visit)),
        "signed_on": .whole(AgreementSchema.effectiveDate, .date),
        "party_a": .item(AgreementSchema.signers, PersonOrName.name, .text),
        "party_b": .item(AgreementSchema.signers, PersonOrName.name, .text),
        "mediator": .member(AgreementSchema.mediator, UserOrName.name, .text),
        "amount_fen": .whole(AgreementSchema.totalAmount, .integer),
        "clause": .whole(AgreementSchema.terms, .text),
        "copies": .county(2, .integer),
        "valid": .county(3, .integer),
    ]

    private static let milestone: [String: FieldPlace] = [
        "agreement": .whole(MilestoneSchema.agreement, .reference(.agreement)),
        "case": .whole(MilestoneSchema.case, .reference(.case)),
        "ordinal": .whole(MilestoneSchema.sequence, .integer),
        "due": .member(MilestoneSchema.due, Due.date, .date),
        "duty_of": .member(MilestoneSchema.payment, MilestoneSchema.Payment.payer, .text),
        "what": .whole(MilestoneSchema.what, .text),
        "amount_fen": .member(MilestoneSchema.payment, MilestoneSchema.Payment.amount, .integer),
        "done": .member(MilestoneSchema.performance, MilestoneSchema.Performance.status, .code),
        "checked_by": .county(1, .text),
    ]
}
