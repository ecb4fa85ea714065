public import CaseFile
import CaseWork

/// `tingsu catalog`: the whole catalog as a document, with what the county added.
public struct WriteCatalogCommand: NodeCommand {
    /// In which form.
    public enum Form: String, Codable, Sendable {
        /// What clients in other languages read: `SyncProtocol/catalog.json`.
        case json
        /// For people, in both languages.
        case markdown

        /// The document.
        public func text(for catalog: Catalog) -> String {
            switch self {
            case .json: CatalogJSON.text(for: catalog)
            case .markdown: CatalogMarkdown.text(for: catalog)
            }
        }
    }

    public struct Reply: Codable, Sendable {
        public let text: String

        public init(text: String) {
            self.text = text
        }
    }

    public static let name = "write-catalog"

    public var form: Form

    public init(_ form: Form) {
        self.form = form
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let form = form
        return Reply(text: try await node.inspect { access in form.text(for: access.catalog) })
    }
}
