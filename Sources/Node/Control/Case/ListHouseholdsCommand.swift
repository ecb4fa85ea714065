import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu household list`: the households recorded here, with their people.
public struct ListHouseholdsCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// A household in the list.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            public let address: String
            public let headName: String?
            /// Names of its people.
            public let people: [String]
            public let isDisputed: Bool
        }

        public let households: [Item]
        /// Whether there are more than were asked for.
        public let isCut: Bool
    }

    public static let name = "list-households"

    /// Part of an address or of the head's name.
    public var text: String
    public var area: String?
    public var limit: Int

    public init(text: String = "", area: String? = nil, limit: Int = ListLimit.standard) {
        self.text = text
        self.area = area
        self.limit = limit
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let titles = RecordTitles(access)
            let scopes = try access.readScopes(area: command.area)
            let list = try ListLimit(command.limit).cut {
                try access.queries.households(in: scopes, matching: command.text, limit: $0)
            }
            return Reply(
                households: try list.items.map { item in
                    let head = try item.headPerson.flatMap {
                        try titles.title(of: RecordKey(scope: item.key.scope, kind: PersonSchema.recordKind, id: $0))
                    }
                    return Reply.Item(
                        record: try titles.name(of: item.key), address: item.address,
                        headName: head?.zhHans ?? item.headName,
                        people: try access.queries.members(of: item.key).map(\.name),
                        isDisputed: item.marks.isDisputed)
                }, isCut: list.isCut)
        }
    }
}
