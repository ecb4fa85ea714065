import CaseFile
import CaseStore
import Replication

extension RecordView {
    /// When a visit began, else when it was planned, else when it was recorded.
    var visitTime: Int64 {
        for register in [VisitSchema.started, VisitSchema.planned] {
            if case .instant(let instant) = shown(register) { return instant }
        }
        return recordedAt
    }

    /// The person's own number; nil where it was not asked or was declined.
    func score(_ register: RegisterNumber) -> Int64? {
        guard case .integer(let score) = shown(register)[member: EmotionSchema.SelfRating.score] else { return nil }
        return score
    }

    /// Milestones in the order of the agreement, else of their due dates.
    var milestoneOrder: MilestoneOrder {
        let sequence: Int64? = if case .integer(let number) = shown(MilestoneSchema.sequence) { number } else { nil }
        let due = shown(MilestoneSchema.due)[member: Due.date].date
        return MilestoneOrder(sequence: sequence ?? .max, due: due?.daysSince1970 ?? .max, key: key)
    }

    /// The dated events that the record tells of.
    var events: [CaseFileView.Event] {
        func event(_ instant: Int64, _ register: RegisterNumber, _ text: Value) -> CaseFileView.Event {
            CaseFileView.Event(at: instant, isDayOnly: false, key: key, register: register, text: text.plainText ?? "")
        }
        func event(_ date: CivilDate?, _ register: RegisterNumber, _ text: Value) -> [CaseFileView.Event] {
            guard let date, let midnight = ShanghaiTime(date: date, hour: 0, minute: 0) else { return [] }
            return [
                CaseFileView.Event(
                    at: midnight.instant, isDayOnly: true, key: key, register: register, text: text.plainText ?? "")
            ]
        }
        switch key.kind {
        case CaseSchema.recordKind:
            let received = shown(CaseSchema.firstReceived)[member: CaseSchema.FirstReceived.at]
            let first: [CaseFileView.Event] =
                if case .instant(let instant) = received {
                    [event(instant, CaseSchema.firstReceived, shown(CaseSchema.title))]
                } else { [] }
            let occurred = shown(CaseSchema.occurred)
            let procedural = shown(CaseSchema.proceduralEnd)
            let substantive = shown(CaseSchema.substantiveEnd)
            return first
                + event(
                    occurred[member: CaseSchema.Occurred.on].date, CaseSchema.occurred,
                    occurred[member: CaseSchema.Occurred.place])
                + event(
                    procedural[member: CaseSchema.ProceduralEnd.on].date, CaseSchema.proceduralEnd,
                    procedural[member: CaseSchema.ProceduralEnd.how])
                + event(
                    substantive[member: CaseSchema.SubstantiveEnd.on].date, CaseSchema.substantiveEnd,
                    substantive[member: CaseSchema.SubstantiveEnd.outcome])
        case VisitSchema.recordKind:
            return [event(visitTime, VisitSchema.started, shown(VisitSchema.purpose))]
        case DemandSchema.recordKind:
            return [event(recordedAt, DemandSchema.text, shown(DemandSchema.text))]
        case PersonSchema.recordKind:
            let date = shown(PersonSchema.lifeStatus)[member: PersonSchema.LifeStatus.date].date
            return event(date, PersonSchema.lifeStatus, shown(PersonSchema.name))
        case AgreementSchema.recordKind:
            return event(
                shown(AgreementSchema.effectiveDate).date, AgreementSchema.effectiveDate, shown(AgreementSchema.terms))
        case MilestoneSchema.recordKind:
            let date = shown(MilestoneSchema.performance)[member: MilestoneSchema.Performance.date].date
            return event(date, MilestoneSchema.performance, shown(MilestoneSchema.what))
        case FollowUpSchema.recordKind:
            return event(shown(FollowUpSchema.doneOn).date, FollowUpSchema.doneOn, shown(FollowUpSchema.words))
        default: return []
        }
    }
}

/// Sorts milestones.
struct MilestoneOrder: Comparable {
    let sequence: Int64
    let due: Int
    let key: RecordKey

    static func < (left: Self, right: Self) -> Bool {
        (left.sequence, left.due, left.key) < (right.sequence, right.due, right.key)
    }
}
