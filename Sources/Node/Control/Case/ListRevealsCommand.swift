import CaseFile
import CaseWork
import ReplicaStore
import Replication

/// `tingsu access reveals`: who had numbers shown whole, of whom and what for.
public struct ListRevealsCommand: NodeCommand {
    /// One look.
    public struct Reveal: Codable, Sendable {
        public let by: String
        /// Milliseconds since 1970.
        public let at: Int64
        public let area: String
        /// Nil where it was a list of many, or the record is not held here.
        public let record: RecordName?
        public let way: String
        public let reason: String?
    }

    public struct Reply: Codable, Sendable {
        /// The latest first.
        public let reveals: [Reveal]
        /// Whether there are more than were asked for.
        public let isCut: Bool
    }

    public static let name = "list-reveals"

    /// A record; nil for all that is held here.
    public var record: String?
    public var area: String?
    public var limit: Int

    public init(record: String? = nil, area: String? = nil, limit: Int = ListLimit.standard) {
        self.record = record
        self.area = area
        self.limit = limit
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try command.record.map { try naming.key(meantBy: $0) }
            let titles = RecordTitles(access)
            let list = try ListLimit(command.limit).cut { try access.reading.reveals(of: key, limit: $0) }
            return Reply(
                reveals: try list.items.map { note in
                    let parts = note.record?.split(separator: ":").map(String.init) ?? []
                    let kind = parts.first.flatMap { access.catalog.kind(named: $0) }?.kind
                    let id = parts.last.flatMap { RecordID($0) }
                    let key = kind.flatMap { kind in id.map { RecordKey(scope: note.scope, kind: kind, id: $0) } }
                    return Reveal(
                        by: access.directory.name(ofUser: note.by), at: note.at, area: access.areaName(of: note.scope),
                        record: try key.flatMap {
                            try access.transaction.state(of: $0) == nil ? nil : try titles.name(of: $0)
                        }, way: note.way, reason: note.reason)
                }, isCut: list.isCut)
        }
    }
}
