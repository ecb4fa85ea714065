import CaseFile
import CaseWork

/// `tingsu attachment`: everything recorded about a case.
public struct ShowCaseFileCommand: NodeCommand {
    public typealias Reply = CaseFileReply

    public static let name = "show-case-file"

    /// What the case is called.
    public var record: String
    public var area: String?
    /// Whether sensitive numbers are given whole.
    public var reveals: Bool

    public init(record: String, area: String? = nil, reveals: Bool = false) {
        self.record = record
        self.area = area
        self.reveals = reveals
    }

    public func run(on node: LocalNode) async throws -> CaseFileReply {
        let command = self
        return try await node.inspect { access in
            let naming = RecordNaming(
                access: access, scopes: try access.readScopes(area: command.area), takesParts: true)
            let key = try naming.key(meantBy: command.record, kinds: [CaseSchema.recordKind])
            return try RecordReplies(access, reveals: command.reveals).reply(try access.reading.caseFile(key))
        }
    }
}
