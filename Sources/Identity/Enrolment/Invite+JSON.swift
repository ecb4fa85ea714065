import Causality
import Foundation
import Replication

extension Invite {
    static let format = "tingsu-invite"
    static let version = 1
    /// More than any invite; larger files are not parsed.
    public static let byteCountMax = 65_536
    /// Most addresses and most servers of one invite.
    static let listCountMax = 16

    private struct Members: Codable {
        var format: String
        var version: Int
        var county: String
        var training: Bool
        var authorityCertificate: String
        var authorityFingerprint: String
        var addresses: [String]
        var servers: [String]
        var code: String
        var deviceName: String
        var role: String
        var areaName: String
        var areaCode: String
        var expires: Int64
    }

    /// Writes the file: JSON with sorted keys, UTF-8.
    public func encoded() throws(DocumentError) -> [UInt8] {
        try JSONDocument.encode(
            Members(
                format: Invite.format, version: Invite.version, county: county, training: isTraining,
                authorityCertificate: root.pem, authorityFingerprint: fingerprint.description, addresses: addresses,
                servers: servers.map { Hexadecimal.encode($0.bytes) }, code: code.grouped, deviceName: deviceName,
                role: role.rawValue, areaName: areaName, areaCode: areaCode, expires: expiresAt),
            format: Invite.format)
    }

    /// Reads a file as it arrived and checks every part; the error names the member that is wrong.
    ///
    /// Members that this version does not know are passed over. County, training mark and fingerprint stand beside the
    /// certificate for people who open the file, and must agree with it.
    public init(decoding bytes: [UInt8]) throws(DocumentError) {
        guard bytes.count <= Invite.byteCountMax else {
            throw DocumentError(
                document: Invite.format, member: nil, problem: "has \(bytes.count) bytes; no invite is as large")
        }
        let members = try JSONDocument.decode(
            Members.self, format: Invite.format, version: Invite.version, from: bytes)
        let root = try Invite.root(of: members)
        var servers: [RecordID] = []
        for (index, text) in members.servers.enumerated() {
            guard let server = RecordID(text) else {
                throw Invite.error("servers[\(index)]", "is \"\(text)\", not a node id of 32 hexadecimal digits")
            }
            servers.append(server)
        }
        let code: InviteCode
        do {
            code = try InviteCode(typed: members.code)
        } catch {
            throw Invite.error("code", "is not an invite code: \(error)")
        }
        guard let role = NodeRole(rawValue: members.role) else {
            throw Invite.error("role", "is \"\(members.role)\", expected device, hub or center")
        }
        try self.init(
            root: root, addresses: members.addresses, servers: servers, code: code, deviceName: members.deviceName,
            role: role, areaName: members.areaName, areaCode: members.areaCode, expiresAt: members.expires)
    }

    private static func root(of members: Members) throws(DocumentError) -> CountyRoot {
        let root: CountyRoot
        do {
            root = try CountyRoot(pem: members.authorityCertificate)
        } catch {
            throw Invite.error("authorityCertificate", "is \(error)")
        }
        guard Fingerprint(members.authorityFingerprint) == root.fingerprint else {
            throw Invite.error(
                "authorityFingerprint",
                "is \(members.authorityFingerprint), but the certificate's is \(root.fingerprint); ask for a new invite"
            )
        }
        guard members.county == root.county else {
            throw Invite.error("county", "is \"\(members.county)\", but the certificate is that of \(root.county)")
        }
        guard members.training == root.isTraining else {
            throw Invite.error("training", "is \(members.training), but the certificate says \(root.isTraining)")
        }
        return root
    }

    /// The first address that is no plain `https://host[:port]`, as an error; nil where all are.
    static func problem(addresses: [String]) -> DocumentError? {
        if addresses.isEmpty { return error("addresses", "is empty; name where to join") }
        if addresses.count > listCountMax { return error("addresses", "has \(addresses.count) entries") }
        for (index, address) in addresses.enumerated() {
            guard let url = URLComponents(string: address), url.scheme == "https", let host = url.host, !host.isEmpty,
                url.user == nil, url.password == nil, url.query == nil, url.fragment == nil,
                url.path.isEmpty || url.path == "/", (url.port ?? 443) > 0, (url.port ?? 443) < 65_536
            else {
                return error("addresses[\(index)]", "is \"\(address)\", expected https://host or https://host:port")
            }
        }
        return nil
    }
}
