import Causality
public import Replication

/// The invites that a center has given out, in the order of their making.
///
/// A value: the center decides on it, stores the new state, and only then answers.
public struct InviteBook: Hashable, Sendable {
    static let format = "tingsu-invites"
    static let version = 1

    public private(set) var invites: [PendingInvite]

    public init(invites: [PendingInvite] = []) {
        self.invites = invites
    }

    /// Notes a new invite.
    public mutating func add(_ invite: PendingInvite) {
        invites.append(invite)
    }

    /// Takes back the unused invite with this verifier; false where there is none.
    public mutating func withdraw(verifier: Hash) -> Bool {
        guard let index = invites.firstIndex(where: { $0.verifier == verifier && $0.usedBy == nil }) else {
            return false
        }
        invites.remove(at: index)
        return true
    }

    /// Decides as `PendingInvite.redeem` for the invite that has this code, and marks it as used.
    public mutating func redeem(code: InviteCode, key: DeviceKey, now: Int64) -> Redemption {
        // Every invite is compared, so that the time tells nothing about which one matched.
        let matching = invites.indices.filter { invites[$0].matches(code) }
        guard let index = matching.first else { return .refused(.wrongCode) }
        let redemption = invites[index].redeem(code: code, key: key, now: now)
        if case .accepted(let used, _) = redemption { invites[index] = used }
        return redemption
    }
}

extension InviteBook {
    private struct Members: Codable {
        var format: String
        var version: Int
        var invites: [Entry]
    }

    private struct Entry: Codable {
        var verifier: String
        var deviceName: String
        var area: String
        var people: [String]
        var role: NodeRole
        var expires: Int64
        var invitedBy: String?
        var usedBy: String?
    }

    /// Writes the book as JSON, for a `CheckedFile` or a table of the center.
    public func encoded() throws(DocumentError) -> [UInt8] {
        let entries = invites.map {
            Entry(
                verifier: Hexadecimal.encode($0.verifier.bytes), deviceName: $0.deviceName, area: $0.area.description,
                people: $0.people.map(\.description), role: $0.role, expires: $0.expiresAt,
                invitedBy: $0.invitedBy?.description, usedBy: $0.usedBy?.description)
        }
        return try JSONDocument.encode(
            Members(format: InviteBook.format, version: InviteBook.version, invites: entries), format: InviteBook.format
        )
    }

    /// Reads what `encoded` wrote.
    public init(decoding bytes: [UInt8]) throws(DocumentError) {
        let members = try JSONDocument.decode(
            Members.self, format: InviteBook.format, version: InviteBook.version, from: bytes)
        var invites: [PendingInvite] = []
        for (index, entry) in members.invites.enumerated() {
            func id(_ text: String, _ member: String) throws(DocumentError) -> RecordID {
                guard let id = RecordID(text) else {
                    throw DocumentError(
                        document: InviteBook.format, member: "invites[\(index)].\(member)",
                        problem: "is \"\(text)\", not an id of 32 hexadecimal digits")
                }
                return id
            }
            guard let bytes = Hexadecimal.decode(entry.verifier), let verifier = Hash(bytes: bytes) else {
                throw DocumentError(
                    document: InviteBook.format, member: "invites[\(index)].verifier",
                    problem: "is not 64 hexadecimal digits")
            }
            var people: [RecordID] = []
            for person in entry.people { people.append(try id(person, "people")) }
            var invitedBy: RecordID?
            if let person = entry.invitedBy { invitedBy = try id(person, "invitedBy") }
            var usedBy: RecordID?
            if let device = entry.usedBy { usedBy = try id(device, "usedBy") }
            invites.append(
                PendingInvite(
                    verifier: verifier, deviceName: entry.deviceName, area: try id(entry.area, "area"), people: people,
                    role: entry.role, expiresAt: entry.expires, invitedBy: invitedBy, usedBy: usedBy))
        }
        self.invites = invites
    }
}
