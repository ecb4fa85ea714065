import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu find`: records by words that stand in them.
public struct FindCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// A record that has all the words.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            /// The field in which the first of the words stands.
            public let field: Wording
            public let excerpt: String
        }

        /// Those that arrived last first.
        public let items: [Item]
        /// Whether there may be more than were asked for.
        public let isCut: Bool
    }

    public static let name = "find"
    /// What is shown at most: whoever sees more types another word.
    public static let limitMax = 200

    public var text: String
    /// The name of a kind; nil for all.
    public var kind: String?
    public var area: String?
    public var limit: Int

    public init(text: String, kind: String? = nil, area: String? = nil, limit: Int = 20) {
        self.text = text
        self.kind = kind
        self.area = area
        self.limit = limit
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        guard let query = SearchQuery(text) else {
            throw CommandFailure(
                kind: .badInput, code: "empty_search", zhHans: "“\(text)”里没有可查的字，请输入字、词或号码",
                en: "there is nothing to search for in \"\(text)\": type a word or a number")
        }
        return try await node.inspect { access in
            let kinds = try command.kind.map { [try access.kind(named: $0).kind] }
            let titles = RecordTitles(access)
            let scopes = try access.readScopes(area: command.area)
            let list = try ListLimit(command.limit, max: FindCommand.limitMax).cut {
                try access.reading.find(query, kinds: kinds, in: scopes, limit: $0)
            }
            return Reply(
                items: try list.items.map { item in
                    let definition = access.catalog.kind(item.key.kind)?.register(item.register)
                    return Reply.Item(
                        record: try titles.name(of: item.key),
                        field: definition.map { Wording($0.label) } ?? Wording("", ""),
                        excerpt: item.excerpt)
                }, isCut: list.isCut)
        }
    }
}
