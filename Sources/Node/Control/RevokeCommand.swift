import Replication

/// `tingsu revoke`: ends every grant of a device at what has arrived.
public struct RevokeCommand: NodeCommand {
    public typealias Reply = LocalNode.Revocation

    public static let name = "revoke"

    /// Name or id of the device.
    public var device: String
    public var reason: String
    /// Who revokes: a person of this center by id; nil for the first of them.
    public var author: String?

    public init(device: String, reason: String, author: String? = nil) {
        self.device = device
        self.reason = reason
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.revoke(device: device, reason: reason, as: author.flatMap { RecordID($0) })
    }
}
