/// `tingsu revoke`: ends every grant of a device at what has arrived.
public struct RevokeCommand: NodeCommand {
    public typealias Reply = LocalNode.Revocation

    public static let name = "revoke"

    /// Name or id of the device.
    public var device: String
    public var reason: String

    public init(device: String, reason: String) {
        self.device = device
        self.reason = reason
    }

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.revoke(device: device, reason: reason)
    }
}
