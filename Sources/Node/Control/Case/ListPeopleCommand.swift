import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu person list`: the people recorded here.
public struct ListPeopleCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// A person in the list.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            /// Further readings of a disputed name.
            public let otherNames: [String]
            public let birth: String?
            public let isDeceased: Bool
            /// The household's address.
            public let household: String?
            public let relation: Wording?
            public let isDisputed: Bool
        }

        public let people: [Item]
        /// Whether there are more than were asked for.
        public let isCut: Bool
    }

    public static let name = "list-people"

    /// Part of a name; everybody where it is empty.
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
            let relations = access.catalog.codeTable(.householdRelation)
            let scopes = try access.readScopes(area: command.area)
            let list = try ListLimit(command.limit).cut {
                try access.queries.people(named: command.text, in: scopes, limit: $0)
            }
            return Reply(
                people: try list.items.map { item in
                    let household = try item.household.flatMap {
                        try titles.title(
                            of: RecordKey(scope: item.key.scope, kind: HouseholdSchema.recordKind, id: $0))
                    }
                    return Reply.Item(
                        record: try titles.name(of: item.key), otherNames: item.otherNames,
                        birth: item.birth?.description, isDeceased: item.isDeceased, household: household?.zhHans,
                        relation: item.relation.flatMap { relations?.code($0) }.map { Wording($0.label) },
                        isDisputed: item.marks.isDisputed)
                }, isCut: list.isCut)
        }
    }
}
