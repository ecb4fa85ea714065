import CaseWork

/// `tingsu kinds` and `tingsu fields` on a machine that is set up.
public struct DescribeCatalogCommand: NodeCommand {
    public typealias Reply = CatalogReply

    public static let name = "describe-catalog"

    public var kind: String?
    public var field: String?

    public init(kind: String? = nil, field: String? = nil) {
        self.kind = kind
        self.field = field
    }

    public func run(on node: LocalNode) async throws -> CatalogReply {
        let command = self
        return try await node.inspect { access in
            try CatalogReply(access.catalog, kind: command.kind, field: command.field)
        }
    }
}
