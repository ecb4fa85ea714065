import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu due`: next steps, milestones and follow-ups that are due.
public struct ListDueCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// Something to be done by a day.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            /// `2026-06-03`; the earlier one where it is disputed.
            public let due: String
            /// `overdue`, `today` or `soon`.
            public let state: String
            /// Negative where it is overdue.
            public let daysLeft: Int
            public let what: String
            public let caseTitle: String?
            public let isDisputed: Bool
        }

        /// The day from which it is seen, in Shanghai.
        public let today: String
        /// The earliest first.
        public let items: [Item]
    }

    public static let name = "list-due"

    /// Days after today that count too.
    public var within: Int
    public var area: String?

    public init(within: Int, area: String? = nil) {
        self.within = within
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            guard let today = access.today else {
                throw CommandFailure(
                    kind: .fault, code: "clock", zhHans: "本机时钟不在1至9999年之间，请校准",
                    en: "this machine's clock is outside the years 1 to 9999: set it")
            }
            let titles = RecordTitles(access)
            let scopes = try access.readScopes(area: command.area)
            return Reply(
                today: today.description,
                items: try access.reading.due(on: today, within: command.within, in: scopes).map { view in
                    Reply.Item(
                        record: try titles.name(of: view.item.key), due: view.item.due.description,
                        state: view.state.rawValue, daysLeft: view.daysLeft, what: view.item.what,
                        caseTitle: view.item.caseTitle, isDisputed: view.item.isDisputed)
                })
        }
    }
}
