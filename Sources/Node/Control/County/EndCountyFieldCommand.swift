import CaseWork

/// `tingsu county field end`: asks a question no more from a day on. The reply has the question.
public struct EndCountyFieldCommand: NodeCommand {
    public typealias Reply = CountyReply

    public static let name = "end-county-field"

    /// Number, name or label.
    public var field: String
    public var kind: String?
    /// Nil for today.
    public var until: String?
    public var author: String?

    public init(field: String, kind: String? = nil, until: String? = nil, author: String? = nil) {
        self.field = field
        self.kind = kind
        self.until = until
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> CountyReply {
        let command = self
        return try await node.setCounty(as: author) { access, writing in
            try writing.endCountyField(command.field, kind: command.kind, until: command.until, access)
        }
    }
}
