import CaseWork
import Causality
import Replication

/// `tingsu areas list`: the areas that the directory names here.
public struct ListAreasCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        /// One area of the directory.
        public struct Area: Codable, Sendable {
            public let code: String
            public let name: String
            /// The names from the county down.
            public let path: String
            /// Number of the scope that holds its records; nil where this area has none.
            public let scope: String?
        }

        public let areas: [Area]
    }

    public static let name = "list-areas"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.read { engine, transaction in
            let view = try node.directory.view(transaction, codec: engine.codec)
            let areas = view.areas.sorted { ($0.code ?? "", $0.name) < ($1.code ?? "", $1.name) }
            return Reply(
                areas: areas.map {
                    .init(
                        code: $0.code ?? "", name: $0.name, path: view.path(ofArea: $0.id),
                        scope: view.scope(ofArea: $0.id)?.number.description)
                })
        }
    }
}
