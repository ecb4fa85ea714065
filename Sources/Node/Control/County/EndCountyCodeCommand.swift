import CaseWork

/// `tingsu county code end`: offers a code no more from a day on. The reply has what says so.
public struct EndCountyCodeCommand: NodeCommand {
    public typealias Reply = CountyReply

    public static let name = "end-county-code"

    public var table: String
    /// The code or its label.
    public var code: String
    /// Nil for today.
    public var until: String?
    public var author: String?

    public init(table: String, code: String, until: String? = nil, author: String? = nil) {
        self.table = table
        self.code = code
        self.until = until
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> CountyReply {
        let command = self
        return try await node.setCounty(as: author) { access, writing in
            try writing.endCountyCode(command.code, ofTable: command.table, until: command.until, access)
        }
    }
}
