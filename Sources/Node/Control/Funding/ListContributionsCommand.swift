import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu contribution list`: who provides what for a case, and the sums against what it needs.
public struct ListContributionsCommand: NodeCommand {
    /// Amounts are in 分.
    public struct Reply: Codable, Hashable, Sendable {
        /// What one side provides.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            public let provider: Wording
            public let what: String
            /// Nil for help that is no money.
            public let promised: Int64?
            /// Nil while nothing has come.
            public let received: Int64?
            public let due: String?
            public let isDelivered: Bool
        }

        public let record: RecordName
        /// Those that are due first stand first.
        public let items: [Item]
        /// Nil where neither an agreement nor a demand names an amount.
        public let need: Int64?
        /// `agreements` or `demands`.
        public let basis: String?
        public let promised: Int64
        public let received: Int64
        /// What nobody has promised yet.
        public let unpromised: Int64?
        /// What has not come yet.
        public let outstanding: Int64?
    }

    public static let name = "list-contributions"

    public var record: String
    public var area: String?

    public init(record: String, area: String? = nil) {
        self.record = record
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let key = try access.caseKey(command.record, area: command.area)
            let (titles, values) = (RecordTitles(access), ShownValues(access, reveals: false))
            let funding = try access.reading.funding(ofCase: key)
            return Reply(
                record: try titles.name(of: key),
                items: try funding.items.map { item in
                    let provider = item.record.shown(ContributionSchema.provider)
                    return Reply.Item(
                        record: try titles.name(of: item.record.key),
                        provider: try values.shown(provider, ContributionSchema.provider, in: item.record.key).text,
                        what: Masking.masked(item.record.shown(ContributionSchema.what).plainText ?? ""),
                        promised: item.promised, received: item.received, due: item.due?.description,
                        isDelivered: item.isDelivered)
                }, need: funding.need, basis: funding.basis?.rawValue, promised: funding.promised,
                received: funding.received, unpromised: funding.unpromised, outstanding: funding.outstanding)
        }
    }
}
