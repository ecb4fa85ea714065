import CaseFile
import CaseWork
import Replication

/// `tingsu attachment`: everything recorded about a case.
public struct ShowCaseFileCommand: NodeCommand {
    public typealias Reply = CaseFileReply

    public static let name = "show-case-file"

    /// What the case is called.
    public var record: String
    public var area: String?
    /// Asks for sensitive numbers whole; nil hides their middle.
    public var revealing: Revealing?

    public init(record: String, area: String? = nil, revealing: Revealing? = nil) {
        self.record = record
        self.area = area
        self.revealing = revealing
    }

    public func run(on node: LocalNode) async throws -> CaseFileReply {
        let command = self
        try await node.note(revealing, way: "tingsu file") { access in
            let key = try command.key(access)
            return (key.scope, key)
        }
        return try await node.inspect { access in
            try RecordReplies(access, reveals: command.revealing != nil)
                .reply(try access.reading.caseFile(command.key(access)))
        }
    }

    private func key(_ access: CaseAccess) throws -> RecordKey {
        try RecordNaming(access: access, scopes: try access.readScopes(area: area), takesParts: true)
            .key(meantBy: record, kinds: [CaseSchema.recordKind])
    }
}
