import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu meeting list`: what was met and what is to be met, the earliest first; and the series.
public struct ListMeetingsCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// A series that meetings come from.
        public struct Series: Codable, Hashable, Sendable {
            public let record: RecordName
            public let title: String
            public let kindLabel: Wording
            public let from: String
            public let until: String?
        }

        public let today: String
        public let series: [Series]
        public let meetings: [MeetingReply]
    }

    public static let name = "list-meetings"

    /// As typed; nil for two weeks ago.
    public var from: String?
    /// As typed; nil for five weeks from now.
    public var until: String?
    public var area: String?

    public init(from: String? = nil, until: String? = nil, area: String? = nil) {
        self.from = from
        self.until = until
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let today = try access.demandToday()
            let scopes = try access.readScopes(area: command.area)
            let from = try command.from.map { try access.day($0) } ?? today.adding(days: -14) ?? today
            let until = try command.until.map { try access.day($0) } ?? today.adding(days: 35) ?? today
            guard from <= until else {
                throw CaseWorkError.datesReversed(from: "\(from)", until: "\(until)")
            }
            let titles = RecordTitles(access)
            let kinds = access.catalog.codeTable(.meetingKind)
            return Reply(
                today: "\(today)",
                series: try access.reading.meetingSeries(in: scopes).map { series in
                    Reply.Series(
                        record: try titles.name(of: series.key), title: series.title,
                        kindLabel: Wording(kinds?.code(series.kind)?.label ?? Label(series.kind, series.kind)),
                        from: "\(series.rhythm.from)", until: series.rhythm.until.map { "\($0)" })
                },
                meetings: try access.reading.meetings(in: from...until, on: today, scopes: scopes).map {
                    try MeetingReply($0, access)
                })
        }
    }
}
