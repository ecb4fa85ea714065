import CaseWork
import Foundation
public import Identity
import Replication

/// `tingsu invite`: makes the file that lets one machine join.
public struct InviteCommand: NodeCommand {
    /// The invite and what the administrator reads aloud on the telephone.
    public struct Reply: Codable, Sendable {
        /// The invite file's text.
        public let file: String
        public let code: String
        /// The county's fingerprint in groups of four digits.
        public let fingerprint: String
        /// Milliseconds since 1970.
        public let expiresAt: Int64
    }

    public static let name = "invite"

    public var device: String
    public var role: NodeRole
    /// Code, name or id of an area.
    public var area: String
    public var people: [LocalNode.InvitedPerson]
    /// Where the machine joins and later syncs: the hub's addresses or the center's.
    public var addresses: [String]
    /// The machine behind the addresses, by name or id; nil where it is this center.
    public var server: String?
    public var validDays: Int
    /// Who invites: a person of this center by id; nil for the first of them.
    public var author: String?

    public init(
        device: String, role: NodeRole, area: String, people: [LocalNode.InvitedPerson], addresses: [String],
        server: String?, validDays: Int, author: String? = nil
    ) {
        self.device = device
        self.role = role
        self.area = area
        self.people = people
        self.addresses = addresses
        self.server = server
        self.validDays = validDays
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let center = node.credentials.keyPair.key.device
        var servers = [center]
        if let server {
            let view = try await node.read { try node.directory.view($1, codec: $0.codec) }
            servers.append(try view.device(meantBy: server).id)
        }
        let invite = try await node.invite(
            device: device, role: role, area: area, people: people, addresses: addresses,
            servers: Array(Set(servers)).sorted(), validDays: validDays,
            as: author.flatMap { RecordID($0) })
        return Reply(
            file: String(decoding: try invite.encoded(), as: UTF8.self), code: invite.code.grouped,
            fingerprint: invite.fingerprint.readAloud, expiresAt: invite.expiresAt)
    }
}
