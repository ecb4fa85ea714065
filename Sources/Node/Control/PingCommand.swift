import Identity

/// Asks whether a daemon answers.
struct PingCommand: NodeCommand {
    struct Reply: Codable, Sendable {
        let role: String
    }

    static let name = "ping"

    func run(on node: LocalNode) async throws -> Reply { Reply(role: node.settings.role.rawValue) }
}
