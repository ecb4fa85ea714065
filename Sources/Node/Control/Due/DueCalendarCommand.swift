import CaseFile
import CaseStore
import CaseWork

/// `tingsu due --ics`: what is due as a calendar.
public struct DueCalendarCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// The file, with its line ends.
        public let text: String
        public let count: Int
    }

    public static let name = "due-calendar"

    public var query: DueQuery
    /// Also titles, people and reasons, and not only codes and rules.
    public var hasNames: Bool
    public var isChinese: Bool

    public init(_ query: DueQuery, hasNames: Bool, isChinese: Bool) {
        self.query = query
        self.hasNames = hasNames
        self.isChinese = isChinese
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            // Whole: the earliest are those that are late, and would hide what is to come.
            let views = try command.query.list(access, on: try access.demandToday(), limit: .max).views
            let feed = try access.reading.calendar(
                views, command.hasNames ? .names : .codes, in: command.isChinese ? .zhHans : .en, now: access.now)
            return Reply(text: feed.text, count: views.count { $0.day != nil })
        }
    }
}
