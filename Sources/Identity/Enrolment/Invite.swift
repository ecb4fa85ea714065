public import Replication

/// What an administrator hands to a machine so that it can join: a small file, on a stick or by any messenger.
///
/// It pins the county's authority, so that the first connection is already to the right server, and carries a one-time
/// code. The center keeps the code's verifier only (`PendingInvite`).
///
/// Source: DESIGN.md section 8, enrolment.
public struct Invite: Hashable, Sendable {
    /// Which county: its root certificate, whose name and training mark are the invite's.
    public let root: CountyRoot
    /// Where to join, in the order to try: `https` URLs without a path of their own.
    public let addresses: [String]
    /// The nodes that may answer there, recognised by their certificates; the address is no proof.
    public let servers: [RecordID]
    public let code: InviteCode
    public let deviceName: String
    public let role: NodeRole
    public let areaName: String
    /// The area's official code (区划代码); empty where it has none.
    public let areaCode: String
    /// Milliseconds since 1970-01-01T00:00:00Z. Shown to people; the center decides by its own clock.
    public let expiresAt: Int64

    public init(
        root: CountyRoot, addresses: [String], servers: [RecordID], code: InviteCode, deviceName: String,
        role: NodeRole, areaName: String, areaCode: String, expiresAt: Int64
    ) throws(DocumentError) {
        if let error = Invite.problem(addresses: addresses) { throw error }
        if servers.isEmpty { throw Invite.error("servers", "is empty; name the nodes that may answer") }
        if servers.count > Invite.listCountMax { throw Invite.error("servers", "has \(servers.count) entries") }
        if let problem = NameBounds.problem(with: deviceName) { throw Invite.error("deviceName", problem) }
        if let problem = NameBounds.problem(with: areaName) { throw Invite.error("areaName", problem) }
        if !areaCode.isEmpty, let problem = NameBounds.problem(with: areaCode) {
            throw Invite.error("areaCode", problem)
        }
        if expiresAt <= 0 { throw Invite.error("expires", "is \(expiresAt), not a time after 1970") }
        self.root = root
        self.addresses = addresses
        self.servers = servers
        self.code = code
        self.deviceName = deviceName
        self.role = role
        self.areaName = areaName
        self.areaCode = areaCode
        self.expiresAt = expiresAt
    }

    public var county: String { root.county }
    public var isTraining: Bool { root.isTraining }
    /// What both sides read aloud where the file came over an untrusted way.
    public var fingerprint: Fingerprint { root.fingerprint }

    static func error(_ member: String, _ problem: String) -> DocumentError {
        DocumentError(document: Invite.format, member: member, problem: problem)
    }
}
