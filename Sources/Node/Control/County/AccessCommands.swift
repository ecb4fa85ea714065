/// `tingsu access list`: the restricted scopes, and who may read them.
public struct ListAccessCommand: NodeCommand {
    public typealias Reply = AccessReply

    public static let name = "list-access"

    public init() {}

    public func run(on node: LocalNode) async throws -> AccessReply { try await node.accessReply() }
}

/// `tingsu access grant`: lets machines read a restricted scope; makes the scope where there is none.
public struct GrantAccessCommand: NodeCommand {
    public typealias Reply = AccessReply

    public static let name = "grant-access"

    public var place: LocalNode.AccessPlace
    /// Names or ids.
    public var devices: [String]
    public var readOnly: Bool
    /// Who grants: a person of this center by name or id; nil for the first of them.
    public var author: String?

    public init(_ place: LocalNode.AccessPlace, devices: [String], readOnly: Bool, author: String? = nil) {
        self.place = place
        self.devices = devices
        self.readOnly = readOnly
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> AccessReply {
        try await node.grantAccess(to: place, devices: devices, readOnly: readOnly, as: author)
    }
}

/// `tingsu access end`: ends the right of a machine to read and write a restricted scope.
public struct EndAccessCommand: NodeCommand {
    public typealias Reply = AccessReply

    public static let name = "end-access"

    public var place: LocalNode.AccessPlace
    /// Name or id.
    public var device: String
    public var reason: String
    /// Who ends it: a person of this center by name or id; nil for the first of them.
    public var author: String?

    public init(_ place: LocalNode.AccessPlace, device: String, reason: String, author: String? = nil) {
        self.place = place
        self.device = device
        self.reason = reason
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> AccessReply {
        try await node.endAccess(to: place, device: device, reason: reason, as: author)
    }
}
