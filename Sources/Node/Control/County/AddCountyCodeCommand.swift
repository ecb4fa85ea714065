public import CaseWork

/// `tingsu county code add`: adds a code to an open table. The reply has the code.
public struct AddCountyCodeCommand: NodeCommand {
    public typealias Reply = CountyReply

    public static let name = "add-county-code"

    public var draft: CountyCodeDraft
    public var author: String?

    public init(_ draft: CountyCodeDraft, author: String? = nil) {
        self.draft = draft
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> CountyReply {
        let draft = draft
        return try await node.setCounty(as: author) { access, writing in try writing.add(draft, access) }
    }
}
