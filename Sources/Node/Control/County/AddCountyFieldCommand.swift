public import CaseWork

/// `tingsu county field add`: adds a question to a kind of record. The reply has what was added.
public struct AddCountyFieldCommand: NodeCommand {
    public typealias Reply = CountyReply

    public static let name = "add-county-field"

    public var draft: CountyFieldDraft
    /// Who adds it: a person of this center by name or id; nil for the first of them.
    public var author: String?

    public init(_ draft: CountyFieldDraft, author: String? = nil) {
        self.draft = draft
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> CountyReply {
        let draft = draft
        return try await node.setCounty(as: author) { access, writing in try writing.add(draft, access) }
    }
}
