import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu campaign show`: the visits, households and cases of a campaign (入户听诉专项行动).
public struct ShowCampaignCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// A visit of it.
        public struct Visit: Codable, Hashable, Sendable {
            public let record: RecordName
            /// When it began, else when it is planned.
            public let at: Wording?
            public let households: [RecordName]
            public let caseFile: RecordName?
            public let visitors: Wording?
            public let isStillToBeMade: Bool
        }

        public let campaign: CampaignReply
        /// The earliest first.
        public let visits: [Visit]
        /// Households that somebody has been to.
        public let households: [RecordName]
        /// Who went, by name.
        public let visitors: [String]
        /// The cases that came of it.
        public let cases: [RecordName]
        /// Other cases that a visit of it was about.
        public let visitedCases: [RecordName]
        /// How much of it cadres began.
        public let initiative: InitiativeReply
    }

    public static let name = "show-campaign"

    /// Name or id.
    public var campaign: String

    public init(campaign: String) {
        self.campaign = campaign
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let name = campaign
        return try await node.inspect { access in
            let (titles, values) = (RecordTitles(access), ShownValues(access, reveals: false))
            let view = try access.reading.campaign(access.directory.campaign(meantBy: name).id)
            return Reply(
                campaign: try CampaignReply(view, titles),
                visits: try view.visits.map { visit in
                    func text(_ register: RegisterNumber) throws -> Wording? {
                        let value = visit.record.shown(register)
                        return value == .none ? nil : try values.shown(value, register, in: visit.record.key).text
                    }
                    return Reply.Visit(
                        record: try titles.name(of: visit.record.key),
                        at: try text(VisitSchema.started) ?? text(VisitSchema.planned),
                        households: try visit.households.map { try titles.name(of: $0) },
                        caseFile: try visit.caseFile.map { try titles.name(of: $0) },
                        visitors: try text(VisitSchema.visitors), isStillToBeMade: visit.isStillToBeMade)
                }, households: try view.households.map { try titles.name(of: $0) }, visitors: view.visitors,
                cases: try view.cases.map { try titles.name(of: $0.key) },
                visitedCases: try view.visitedCases.map { try titles.name(of: $0) },
                initiative: InitiativeReply(view.initiative))
        }
    }
}
