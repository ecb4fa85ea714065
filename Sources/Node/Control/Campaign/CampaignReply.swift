import CaseFile
import CaseStore
import CaseWork
import Replication

/// How much of the work began with cadres who went out, as replies carry it.
public struct InitiativeReply: Codable, Hashable, Sendable {
    /// How many of so many.
    public struct Share: Codable, Hashable, Sendable {
        public let begun: Int
        public let all: Int
        /// Nil of nothing.
        public let percent: Int?

        init(_ share: Initiative.Share) {
            begun = share.begun
            all = share.all
            percent = share.percent
        }
    }

    public let cases: Share
    public let visits: Share

    init(_ initiative: Initiative) {
        cases = Share(initiative.cases)
        visits = Share(initiative.visits)
    }
}

/// A campaign with its sums, as lists show it.
public struct CampaignReply: Codable, Hashable, Sendable {
    public let record: RecordName
    public let name: String
    public let from: String?
    public let until: String?
    public let purpose: String?
    public let visitCount: Int
    /// Those of them that were made.
    public let madeCount: Int
    public let householdCount: Int
    public let caseCount: Int

    init(_ view: CampaignView, _ titles: RecordTitles) throws {
        record = try titles.name(of: view.record.key)
        name = view.record.shown(CampaignSchema.name).plainText ?? ""
        from = view.record.shown(CampaignSchema.from).date?.description
        until = view.record.shown(CampaignSchema.until).date?.description
        purpose = view.record.shown(CampaignSchema.purpose).plainText
        visitCount = view.visits.count
        madeCount = view.madeCount
        householdCount = view.households.count
        caseCount = view.cases.count
    }
}
