import CaseFile
import CaseWork
import Replication

/// `tingsu show`: one record, every field with its readings.
public struct ShowRecordCommand: NodeCommand {
    public typealias Reply = RecordReply

    public static let name = "show-record"

    /// What the record is called.
    public var record: String
    public var area: String?
    /// Name of the kind that is meant, where the command says so.
    public var kind: String?
    /// Whether sensitive numbers are given whole.
    public var reveals: Bool

    public init(record: String, area: String? = nil, kind: String? = nil, reveals: Bool = false) {
        self.record = record
        self.area = area
        self.kind = kind
        self.reveals = reveals
    }

    public func run(on node: LocalNode) async throws -> RecordReply {
        let command = self
        return try await node.inspect { access in
            let key = try RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
                .key(meantBy: command.record, kinds: command.kind.map { [try access.kind(named: $0).kind] })
            return try RecordReplies(access, reveals: command.reveals).reply(try access.reading.record(key))
        }
    }
}
