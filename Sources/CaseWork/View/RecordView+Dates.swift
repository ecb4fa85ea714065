import CaseFile
import CaseStore
import Replication

extension RecordView {
    /// When a visit began, else when it was planned, else when it was recorded.
    package var visitTime: Int64 {
        startingTime ?? recordedAt
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
    package var events: [CaseFileView.Event] {
        func event(_ instant: Int64, _ register: RegisterNumber, _ text: Value) -> CaseFileView.Event {
            CaseFileView.Event(at: instant, isDayOnly: false, key: key, register: register, text: text.plainText ?? "")
        }
        func event(_ date: CivilDate?, _ register: RegisterNumber, _ text: Value) -> [CaseFileView.Event] {
            self.event(date, register, text.plainText ?? "")
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
        case MeetingSchema.recordKind:
            let text = shown(MeetingSchema.minutes) == .none ? MeetingSchema.place : MeetingSchema.minutes
            return [event(startingTime ?? recordedAt, MeetingSchema.started, shown(text))]
        case TaskSchema.recordKind, ObstacleSchema.recordKind:
            let text = key.kind == TaskSchema.recordKind ? TaskSchema.text : ObstacleSchema.text
            return [event(recordedAt, text, shown(text))] + happenings
        case FamilyStepSchema.recordKind: return happenings + progress
        case DocumentSchema.recordKind: return happenings + hands
        default: return happenings
        }
    }

    /// What the table of happenings finds in it.
    private var happenings: [CaseFileView.Event] {
        Happening.all.filter { $0.kind == key.kind }.flatMap { happening in
            event(happening.day(of: self), happening.register, happening.words(of: self))
        }
    }

    /// Each note on a step of a family plan.
    private var progress: [CaseFileView.Event] {
        items(FamilyStepSchema.progress).flatMap { item in
            event(
                item[member: FamilyStepSchema.Progress.on].date, FamilyStepSchema.progress,
                item[member: FamilyStepSchema.Progress.text].plainText ?? "")
        }
    }

    /// Each hand that a paper went through.
    private var hands: [CaseFileView.Event] {
        items(DocumentSchema.handed).flatMap { item in
            let names = [DocumentSchema.Handed.from, DocumentSchema.Handed.to].compactMap {
                item[member: $0].plainText
            }
            return event(
                item[member: DocumentSchema.Handed.on].date, DocumentSchema.handed, names.joined(separator: " → "))
        }
    }

    private func items(_ register: RegisterNumber) -> [Value] {
        if case .list(let items) = shown(register) { items } else { [] }
    }

    private func event(_ date: CivilDate?, _ register: RegisterNumber, _ text: String) -> [CaseFileView.Event] {
        guard let date, let midnight = ShanghaiTime(date: date, hour: 0, minute: 0) else { return [] }
        return [
            CaseFileView.Event(at: midnight.instant, isDayOnly: true, key: key, register: register, text: text)
        ]
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
