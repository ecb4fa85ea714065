import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu duplicates list`: registrations that are likely one.
public struct ListDuplicatesCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// A pair that nobody has judged.
        public struct Item: Codable, Hashable, Sendable {
            public let first: RecordName
            public let second: RecordName
            /// 55 and above; 100 for one number of an identity document.
            public let score: Int
            /// Codes, such as `identity`, `name`, `birth`.
            public let reasons: [String]
        }

        /// The likeliest first.
        public let items: [Item]
        /// Whether there are more than were asked for.
        public let isCut: Bool
    }

    public static let name = "list-duplicates"
    /// More than anybody looks at in a day.
    public static let limitMax = 500

    /// The name of a kind: `person` or `household`.
    public var kind: String
    public var area: String?
    public var limit: Int

    public init(kind: String = "person", area: String? = nil, limit: Int = 50) {
        self.kind = kind
        self.area = area
        self.limit = limit
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let kind = try access.kind(named: command.kind)
            guard SamenessSchema.kinds.contains(kind.kind) else {
                throw CommandFailure(
                    kind: .badInput, code: "no-duplicates", zhHans: "“\(command.kind)”不查重复登记，可用：person 人员、household 农户",
                    en: "\"\(command.kind)\" is not looked through for duplicates: use person or household")
            }
            let titles = RecordTitles(access)
            let scopes = try access.readScopes(area: command.area)
            let list = try ListLimit(command.limit, max: ListDuplicatesCommand.limitMax).cut {
                try access.reading.likelySame(of: kind.kind, in: scopes, limit: $0)
            }
            return Reply(
                items: try list.items.map { item in
                    Reply.Item(
                        first: try titles.name(of: item.first), second: try titles.name(of: item.second),
                        score: item.likeness.score, reasons: item.likeness.reasons.map(\.rawValue))
                }, isCut: list.isCut)
        }
    }
}
