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
    /// Asks for sensitive numbers whole; nil hides their middle.
    public var revealing: Revealing?

    public init(record: String, area: String? = nil, kind: String? = nil, revealing: Revealing? = nil) {
        self.record = record
        self.area = area
        self.kind = kind
        self.revealing = revealing
    }

    public func run(on node: LocalNode) async throws -> RecordReply {
        let command = self
        try await node.note(revealing, way: "tingsu show") { access in
            let key = try command.key(access)
            return (key.scope, key)
        }
        return try await node.inspect { access in
            let key = try command.key(access)
            return try RecordReplies(access, reveals: command.revealing != nil).reply(try access.reading.record(key))
        }
    }

    private func key(_ access: CaseAccess) throws -> RecordKey {
        try RecordNaming(access: access, scopes: try access.readScopes(area: area))
            .key(meantBy: record, kinds: kind.map { [try access.kind(named: $0).kind] })
    }
}
