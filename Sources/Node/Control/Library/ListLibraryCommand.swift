import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu library list` and `show`: the library, each case with whether it may be shown to people.
public struct ListLibraryCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// What arrived last first.
        public let cases: [LibraryCaseReply]
    }

    public static let name = "list-library"

    /// One of them; nil for all.
    public var record: String?
    public var isUsableOnly: Bool
    public var area: String?

    public init(record: String? = nil, isUsableOnly: Bool = false, area: String? = nil) {
        self.record = record
        self.isUsableOnly = isUsableOnly
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let scopes = try access.readScopes(area: command.area)
            if let record = command.record {
                let naming = RecordNaming(access: access, scopes: scopes, takesParts: true)
                let key = try naming.key(meantBy: record, kinds: [LibraryCaseSchema.recordKind])
                return Reply(cases: [try LibraryCaseReply(try access.reading.libraryItem(key), access)])
            }
            let items = try access.reading.library(in: scopes, isUsable: command.isUsableOnly)
            return Reply(cases: try items.map { try LibraryCaseReply($0, access) })
        }
    }
}
