import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu team show`: who works on a case, who did, and who leads it.
public struct ShowTeamCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// Somebody in the team, now or formerly.
        public struct Member: Codable, Hashable, Sendable {
            public let record: RecordName
            public let member: Wording
            public let role: Wording
            public let leads: Bool
            public let from: String?
            public let until: String?
            /// Whether they are in it on the day.
            public let isIn: Bool
        }

        public let caseFile: RecordName
        public let day: String
        /// The lead that the case itself names.
        public let lead: Wording?
        /// Those who are in it first.
        public let members: [Member]
    }

    public static let name = "show-team"

    public var caseFile: String
    /// As typed; nil for today.
    public var on: String?
    public var area: String?

    public init(caseFile: String, on: String? = nil, area: String? = nil) {
        self.caseFile = caseFile
        self.on = on
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try naming.key(meantBy: command.caseFile, kinds: [CaseSchema.recordKind])
            let (titles, day) = (RecordTitles(access), try access.day(command.on))
            let team = try access.reading.team(of: key)
            let current = Set(team.members(on: day).map(\.key))
            let members = try team.members.map { member in
                func text(_ register: RegisterNumber) throws -> Wording {
                    Wording(try titles.text(of: member.shown(register), register, in: member.key))
                }
                return Reply.Member(
                    record: try titles.name(of: member.key), member: try text(TeamMemberSchema.member),
                    role: try text(TeamMemberSchema.role),
                    leads: member.shown(TeamMemberSchema.leads) == .boolean(true),
                    from: member.shown(TeamMemberSchema.from).date?.description,
                    until: member.shown(TeamMemberSchema.until).date?.description,
                    isIn: current.contains(member.key))
            }
            let lead = try access.reading.record(key).shown(CaseSchema.lead)
            return Reply(
                caseFile: try titles.name(of: key), day: "\(day)",
                lead: try lead == .none ? nil : Wording(titles.text(of: lead, CaseSchema.lead, in: key)),
                members: members.filter(\.isIn) + members.filter { !$0.isIn })
        }
    }
}
