import CaseFile
import CaseStore
public import Replication

/// Who works on a case: its team (专班), and the handovers between hands.
///
/// Lead, responsible person and first receiver are fields of the case itself.
public struct CaseTeam: Sendable {
    /// By (leads, from, id).
    public let members: [RecordView]
    /// By (asked on, id).
    public let handovers: [RecordView]

    package init(members: [RecordView], handovers: [RecordView]) {
        self.members = members.sorted { CaseTeam.rank($0) < CaseTeam.rank($1) }
        self.handovers = handovers.sorted { left, right in
            (left.shown(HandoverSchema.askedOn).date?.daysSince1970 ?? .max, left.key)
                < (right.shown(HandoverSchema.askedOn).date?.daysSince1970 ?? .max, right.key)
        }
    }

    /// Those who are in the team on a day.
    public func members(on day: CivilDate) -> [RecordView] {
        members.filter { member in
            let until = member.shown(TeamMemberSchema.until).date
            let from = member.shown(TeamMemberSchema.from).date
            return (from.map { $0 <= day } ?? true) && (until.map { $0 >= day } ?? true)
        }
    }

    /// Handovers that were asked for and neither accepted nor objected to: until then nothing has changed hands.
    public var openHandovers: [RecordView] {
        handovers.filter { $0.shown(HandoverSchema.answer) == .none }
    }

    private static func rank(_ member: RecordView) -> (Int, Int, RecordKey) {
        let leads = member.shown(TeamMemberSchema.leads) == .boolean(true)
        return (leads ? 0 : 1, member.shown(TeamMemberSchema.from).date?.daysSince1970 ?? .max, member.key)
    }
}
