import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu due`: everything that is to be done by a day, with the rule that says so.
public struct ListDueCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// Something to be done by a day.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            /// `2026-06-03`; the earlier one where it is disputed; nil where it stands still or nobody can tell.
            public let due: String?
            /// `overdue`, `today`, `soon`, `later`, `suspended` or `unclear`.
            public let state: String
            /// Negative where it is overdue.
            public let daysLeft: Int?
            public let what: Wording
            public let who: String?
            public let caseID: String?
            public let caseCode: String?
            public let caseTitle: String?
            public let isDisputed: Bool
            /// Such as `XF-DONE`.
            public let rule: String
            public let ruleName: Wording
            /// The day from which it counts, or that was agreed on.
            public let start: String
            /// Which rule, from when, and why.
            public let why: [Wording]
        }

        /// The day from which it is seen, in Shanghai.
        public let today: String
        /// The earliest first.
        public let items: [Item]
        /// How many there are, also beyond those that are listed.
        public let count: Int
    }

    public static let name = "list-due"

    public var query: DueQuery
    public var limit: Int

    public init(_ query: DueQuery, limit: Int = ListLimit.standard) {
        self.query = query
        self.limit = limit
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let (query, limit) = (query, ListLimit(limit))
        return try await node.inspect { access in
            let today = try access.demandToday()
            let titles = RecordTitles(access)
            let list = try query.list(access, on: today, limit: limit.most)
            return Reply(
                today: today.description,
                items: try list.views.map { try ListDueCommand.item($0, titles) }, count: list.count)
        }
    }

    private static func item(_ view: DueView, _ titles: RecordTitles) throws -> Reply.Item {
        let (item, reading) = (view.item, titles.access.reading)
        let why = zip(try reading.why(view, in: .zhHans), try reading.why(view, in: .en))
        return Reply.Item(
            record: try titles.name(of: item.key), due: view.day?.description, state: view.state.rawValue,
            daysLeft: view.daysLeft, what: Wording(view.what(in: .zhHans), view.what(in: .en)),
            who: reading.worker(of: view), caseID: item.caseID?.description, caseCode: item.caseCode,
            caseTitle: item.caseTitle, isDisputed: item.isDisputed, rule: item.rule,
            ruleName: Wording(view.ruleName(in: .zhHans), view.ruleName(in: .en)), start: item.start.description,
            why: why.map { Wording($0, $1) })
    }
}

extension CaseAccess {
    /// The day in Shanghai. Throws `CommandFailure` where the clock shows none.
    func demandToday() throws -> CivilDate {
        guard let today else { throw CommandFailure.clockWithoutDay }
        return today
    }
}
