import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu library similar`: the library cases that are like a case in hand, and why each is.
public struct FindSimilarCasesCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One of them.
        public struct Item: Codable, Hashable, Sendable {
            public let libraryCase: LibraryCaseReply
            /// From 1 to 100.
            public let score: Int
            /// What both have, in words.
            public let reasons: [Wording]
        }

        public let record: RecordName
        /// The likest first.
        public let items: [Item]
        /// How many library cases there are that may be shown.
        public let libraryCount: Int
    }

    public static let name = "find-similar-cases"

    public var record: String
    public var limit: Int
    public var area: String?

    public init(record: String, limit: Int = 10, area: String? = nil) {
        self.record = record
        self.limit = limit
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let key = try access.caseKey(command.record, area: command.area)
            let items = try access.reading.similarCases(to: key, limit: min(max(command.limit, 1), 100))
            return Reply(
                record: try RecordTitles(access).name(of: key),
                items: try items.map { item in
                    let library = try access.reading.libraryItem(item.record.key)
                    return Reply.Item(
                        libraryCase: try LibraryCaseReply(library, access), score: item.score,
                        reasons: item.reasons.map { Wording($0.label(in: access.catalog)) })
                }, libraryCount: try access.reading.library(isUsable: true).count)
        }
    }
}
