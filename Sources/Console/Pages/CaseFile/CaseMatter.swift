import CaseFile
import CaseStore
import CaseWork
import Replication

/// One thing of a case's timeline, before it is written out: only the entries of the page that is looked at are.
struct CaseMatter {
    /// What happened, with what belongs to it.
    enum Matter {
        case visit(CaseFileView.Visit)
        case agreement(CaseFileView.Agreement)
        case plan(CaseFileView.FollowUpPlan)
        case single(RecordView)
    }

    /// Milliseconds since 1970.
    let at: Int64
    /// Only the day is known.
    let isDayOnly: Bool
    let record: RecordView
    let matter: Matter

    /// Everything of a case that has a place in time, the oldest first. What was not dated stands where it was recorded.
    static func all(of file: CaseFileView) -> [CaseMatter] {
        let visits = file.visits.map { CaseMatter(at: $0.at, isDayOnly: false, record: $0.record, matter: .visit($0)) }
        let agreements = file.agreements.map { agreement in
            let isDated = agreement.record.shown(AgreementSchema.effectiveDate) != .none
            return CaseMatter(
                at: agreement.at, isDayOnly: isDated, record: agreement.record, matter: .agreement(agreement))
        }
        let plans = file.plans.map { plan in
            // A plan that was fulfilled stands where it was.
            let done = plan.followUps.compactMap { $0.happened?.at }.max()
            return CaseMatter(
                at: done ?? plan.record.recordedAt, isDayOnly: done != nil, record: plan.record, matter: .plan(plan))
        }
        let singles = (file.demands + file.otherMilestones + file.otherFollowUps + file.others).map { record in
            let happened = record.happened
            return CaseMatter(
                at: happened?.at ?? record.recordedAt, isDayOnly: happened?.isDayOnly ?? false, record: record,
                matter: .single(record))
        }
        return (visits + agreements + plans + singles).sorted { ($0.at, $0.record.key) < ($1.at, $1.record.key) }
    }
}
