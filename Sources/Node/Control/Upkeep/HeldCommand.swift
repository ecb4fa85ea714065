public import CaseWork

/// `tingsu held`: changes that are kept, counted and relayed but not admitted, and why.
public struct HeldCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        /// One held change.
        public typealias Change = HeldChange

        public let changes: [Change]
    }

    public static let name = "held"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        Reply(changes: try await node.inspect { try $0.heldChanges() })
    }
}
