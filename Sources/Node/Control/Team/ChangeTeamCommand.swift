import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu team join|leave|lead`: who comes into a case's team, who leaves it, and who leads it.
public struct ChangeTeamCommand: NodeCommand {
    public typealias Reply = SaveReply

    /// What is changed.
    public enum Step: String, Codable, Hashable, Sendable {
        case join
        case leave
        case lead
    }

    public static let name = "change-team"

    public var step: Step
    public var caseFile: String
    /// A user's name, `民政局/李科长`, or any name.
    public var member: String
    /// Code or label of the table `team_role`; not asked of who leaves.
    public var role: String?
    /// The day of it, as typed; nil for today.
    public var on: String?
    public var position: String?
    public var phone: String?
    /// Why somebody leaves.
    public var reason: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        _ step: Step, caseFile: String, member: String, role: String? = nil, on: String? = nil,
        position: String? = nil, phone: String? = nil, reason: String? = nil, area: String? = nil, speaker: Speaker
    ) {
        self.step = step
        self.caseFile = caseFile
        self.member = member
        self.role = role
        self.on = on
        self.position = position
        self.phone = phone
        self.reason = reason
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let file = try naming.key(meantBy: command.caseFile, kinds: [CaseSchema.recordKind])
            let day = try access.day(command.on)
            let joining = TeamJoining(
                caseFile: file, member: command.member, role: command.role ?? "lead", from: day,
                phone: command.phone, position: command.position)
            let saved: [SavedRecord]
            switch command.step {
            case .join: saved = [try writing.join(joining, access)]
            case .lead: saved = try writing.lead(joining, access)
            case .leave:
                let member = try command.member(of: file, on: day, access)
                saved = [try writing.leave(member, on: day, note: command.reason, access)]
            }
            return try SaveReply(saved, access.with(writing.engine))
        }
    }

    /// Who is in the team that day, by name, name and organisation, or id.
    private func member(of file: RecordKey, on day: CivilDate, _ access: CaseAccess) throws -> RecordKey {
        let (titles, wanted) = (RecordTitles(access), member.trimmed)
        let name = wanted.split { $0 == "/" || $0 == "／" }.last.map { String($0).trimmed } ?? wanted
        let found = try access.reading.team(of: file).members(on: day).filter { record in
            let value = record.shown(TeamMemberSchema.member)
            let shown = try titles.text(of: value, TeamMemberSchema.member, in: record.key).zhHans
            let names = [value[member: UserOrName.name].plainText, value[member: UserOrName.organisation].plainText]
            return shown == wanted || names.contains(name) || RecordTitles.short(record.key.id) == wanted
                || record.key.id.description == wanted
        }
        guard let first = found.first else { throw CaseWorkError.refused(.notInTeam(wanted)) }
        guard found.count == 1 else {
            throw try RecordNaming(access: access, scopes: nil).ambiguous(wanted, found.map(\.key))
        }
        return first.key
    }
}
