import CaseFile
import CaseStore
import CaseWork
import Replication

/// The ways on from one record to what may be done with its kind: forms that say more than a correction does.
struct RecordOnward: Sendable {
    /// One of them.
    struct Link: Sendable {
        let onwardHref: String
        let onwardText: String
    }

    let links: [Link]
    let hasOnward: Bool

    init(_ view: RecordView, mayWrite: Bool, _ words: Words) {
        let key = view.key
        var all: [(href: String, word: String)] = []
        func form(_ name: String) { if mayWrite { all.append((PagePath.fields(key) + "/" + name, "onward." + name)) } }
        switch key.kind {
        case AgreementSchema.recordKind:
            form("amend")
            if AgreementRules.mayBeConfirmed(view.shown(AgreementSchema.kind)) { form("confirm") }
        case MilestoneSchema.recordKind: form("amend")
        case FamilyStepSchema.recordKind: form("note")
        case PolicyToolSchema.recordKind: form("supersede")
        case ObstacleSchema.recordKind:
            form("assign")
            if view.shown(ObstacleSchema.resolved) == .none { form("resolve") }
        case ConsultationSchema.recordKind: all.append((PagePath.consultation(key), "onward.consultation"))
        case MeetingSchema.recordKind: all.append((PagePath.meeting(key), "onward.meeting"))
        case HouseholdSchema.recordKind:
            if mayWrite { all.append((PagePath.visitPlan(about: key), "onward.plan_visit")) }
            form("move")
        case VisitSchema.recordKind where mayWrite && view.isVisitToBeMade:
            all.append((PagePath.visit(about: key), "onward.make_visit"))
            form("prepare")
        case TeamMemberSchema.recordKind:
            if let file = view.shown(TeamMemberSchema.case).reference {
                let file = RecordKey(scope: file.scope ?? key.scope, kind: file.kind, id: file.id)
                all.append((PagePath.team(of: file), "onward.team"))
            }
        default: break
        }
        links = all.map { Link(onwardHref: $0.href, onwardText: words.text($0.word)) }
        hasOnward = !links.isEmpty
    }
}
