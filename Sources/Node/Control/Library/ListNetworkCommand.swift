import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu network list`: who outside the office is willing to help, by skill and area (多元参与网络).
public struct ListNetworkCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One of them.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            public let kind: Wording
            public let organisation: String?
            public let skills: [Wording]
            public let areaName: String?
            public let phone: String?
            public let availability: String?
        }

        public let items: [Item]
    }

    public static let name = "list-network"

    /// Code or label of `network_skill`.
    public var skill: String?
    /// Code or name of the area that they serve; those who serve an area above it are meant, too.
    public var serves: String?
    public var area: String?

    public init(skill: String? = nil, serves: String? = nil, area: String? = nil) {
        self.skill = skill
        self.serves = serves
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let skill = try command.skill.map { text in
                guard let code = access.catalog.codeTable(.networkSkill)?.code(meantBy: text)?.code else {
                    throw CaseWorkError.unknownName(text, of: Label("特长", "skill"))
                }
                return code
            }
            let serves = try command.serves.map { try access.directory.area(meantBy: $0) }
            let members = try access.reading.network(
                skill: skill, serving: serves?.id, in: try access.readScopes(area: command.area))
            let titles = RecordTitles(access)
            return Reply(
                items: try members.map { view in
                    var skills: [Wording] = []
                    if case .list(let codes) = view.shown(NetworkMemberSchema.skills) {
                        skills = codes.compactMap(\.plainText).map { access.catalog.wording($0, .networkSkill) }
                    }
                    return Reply.Item(
                        record: try titles.name(of: view.key),
                        kind: access.catalog.wording(
                            view.shown(NetworkMemberSchema.kind).plainText ?? "", .networkKind),
                        organisation: view.shown(NetworkMemberSchema.organisation).plainText, skills: skills,
                        areaName: view.shown(NetworkMemberSchema.area).reference.flatMap {
                            access.directory.area($0.id)?.name
                        },
                        phone: access.catalog.masked(
                            view.shown(NetworkMemberSchema.phone), of: NetworkMemberSchema.phone, in: view.key.kind
                        ).plainText,
                        availability: view.shown(NetworkMemberSchema.availability).plainText)
                })
        }
    }
}
