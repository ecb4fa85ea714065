import CaseWork
import Replication

/// `tingsu campaign list`: the campaigns with how much belongs to each.
public struct ListCampaignsCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// Those that began last first.
        public let campaigns: [CampaignReply]
    }

    public static let name = "list-campaigns"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.inspect { access in
            let titles = RecordTitles(access)
            return Reply(
                campaigns: try access.reading.campaigns.map { campaign in
                    try CampaignReply(access.reading.campaign(campaign.id), titles)
                })
        }
    }
}
