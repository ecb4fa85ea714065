public import Replication

/// What the center keeps of an invite until a machine has used it, and afterwards as the note of who did.
///
/// Source: DESIGN.md section 8, enrolment.
public struct PendingInvite: Hashable, Sendable {
    /// `InviteCode.verifier`; the code itself is never stored.
    public let verifier: Hash
    public let deviceName: String
    /// The area record of the directory.
    public let area: RecordID
    /// User records of the directory: who will write on the machine.
    public let people: [RecordID]
    public let role: NodeRole
    /// Milliseconds since 1970-01-01T00:00:00Z, by the center's clock.
    public let expiresAt: Int64
    /// Who invites, and in whose name the machine enters the directory; nil in a book of before.
    public let invitedBy: RecordID?
    /// The device that used the code.
    public private(set) var usedBy: RecordID?

    public init(
        verifier: Hash, deviceName: String, area: RecordID, people: [RecordID], role: NodeRole, expiresAt: Int64,
        invitedBy: RecordID? = nil, usedBy: RecordID? = nil
    ) {
        self.verifier = verifier
        self.deviceName = deviceName
        self.area = area
        self.people = people
        self.role = role
        self.expiresAt = expiresAt
        self.invitedBy = invitedBy
        self.usedBy = usedBy
    }

    /// Whether `code` is this invite's, in a time that does not depend on how much of it is right.
    public func matches(_ code: InviteCode) -> Bool {
        let (left, right) = (verifier.words, code.verifier.words)
        return (left.0 ^ right.0) | (left.1 ^ right.1) | (left.2 ^ right.2) | (left.3 ^ right.3) == 0
    }

    /// Decides whether the machine that holds `key` may enrol with `code` now.
    ///
    /// A repeat by the same key succeeds again, also after the expiry: the first answer may have been lost on the line,
    /// and the machine is enrolled already. `now` is the center's clock in milliseconds since 1970.
    public func redeem(code: InviteCode, key: DeviceKey, now: Int64) -> Redemption {
        guard matches(code) else { return .refused(.wrongCode) }
        if let usedBy {
            return usedBy == key.device ? .accepted(self, isRepeat: true) : .refused(.alreadyUsed(by: usedBy))
        }
        guard now < expiresAt else { return .refused(.expired(at: expiresAt)) }
        var used = self
        used.usedBy = key.device
        return .accepted(used, isRepeat: false)
    }
}

/// What comes of a machine's wish to enrol.
public enum Redemption: Hashable, Sendable {
    /// The invite, marked as used by this machine; store it before the certificate leaves.
    case accepted(PendingInvite, isRepeat: Bool)
    case refused(RedemptionRefusal)
}

/// Why a code does not enrol a machine.
public enum RedemptionRefusal: Error, Hashable, Sendable {
    case wrongCode
    /// Milliseconds since 1970.
    case expired(at: Int64)
    /// Another machine was enrolled with it; if nobody knows that machine, its grants should be ended.
    case alreadyUsed(by: RecordID)
}

extension RedemptionRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongCode: "no invite has this code; check it for typing errors or ask for a new invite"
        case .expired(let milliseconds):
            "the invite expired at \(milliseconds) (milliseconds since 1970); ask for a new one"
        case .alreadyUsed(let device): "the invite was already used by device \(device); ask for a new one"
        }
    }
}
