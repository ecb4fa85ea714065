import CaseFile
import CaseWork
import Replication

/// `tingsu campaign share`: how much of the work began with cadres who went out (主动寻访), in a period.
public struct ShowInitiativeCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        public let from: String
        public let until: String
        public let initiative: InitiativeReply
    }

    public static let name = "show-initiative"

    /// Such as `2026-06`; nil, with no days either, for this year until today.
    public var month: String?
    public var from: String?
    public var to: String?
    /// Code or name of an area, with all below it; nil for all that is held here.
    public var area: String?

    public init(month: String? = nil, from: String? = nil, to: String? = nil, area: String? = nil) {
        self.month = month
        self.from = from
        self.to = to
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            guard let today = access.today else { throw ReportError.noToday }
            let isPlain = command.month == nil && command.from == nil && command.to == nil
            let period = try ReportPeriod(
                month: command.month, from: isPlain ? "\(today.year)-01-01" : command.from, to: command.to,
                today: today)
            let initiative = try access.initiative(in: period, area: command.area)
            return Reply(
                from: period.first.description, until: period.last.description,
                initiative: InitiativeReply(initiative))
        }
    }
}
