import CaseFile
import CaseWork
import Replication

/// `tingsu holiday list`: the years whose holidays are known here.
public struct ListHolidaysCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One year's notice.
        public struct Year: Codable, Hashable, Sendable {
            public let year: Int
            /// The record of the directory; nil where the program came with it.
            public let record: String?
            public let source: String?
            public let holidays: [Holiday]
        }

        /// One holiday, with the weekend days that are worked for it.
        public struct Holiday: Codable, Hashable, Sendable {
            public let name: String
            public let first: String
            public let last: String
            public let worked: [String]
        }

        public let years: [Year]
    }

    public static let name = "list-holidays"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.inspect { access in
            let deadlines = access.directory.deadlines
            return Reply(
                years: deadlines.calendar.years.compactMap { year in
                    let own = deadlines.notices.last { $0.notice.year == year }
                    let notice = own?.notice ?? HolidayNotice.published.last { $0.year == year }
                    return notice.map { notice in
                        Reply.Year(
                            year: year, record: own?.id.description, source: own?.source,
                            holidays: notice.holidays.map { holiday in
                                Reply.Holiday(
                                    name: holiday.name, first: "\(holiday.free.lowerBound)",
                                    last: "\(holiday.free.upperBound)", worked: holiday.worked.map(\.description))
                            })
                    }
                })
        }
    }
}
