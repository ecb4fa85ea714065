public import CaseFile
public import CaseWork
public import Replication

/// What the pages of a township and of the county ask of the node beyond the case files.
public protocol CountyDesk: Sendable {
    /// The board of this node's area today, with some of its machines. Throws `ConsoleRefusal` on a device.
    func board(_ part: Board.Part) async throws -> Board

    /// Admits a held change, or rules it out. Throws `ConsoleRefusal` on another node than the center, and where the
    /// person is not of its machine.
    func rule(_ ruling: ChangeRuling) async throws

    /// Ends every grant of a machine at what has arrived here. Throws as `rule` does.
    func revoke(_ revocation: MachineRevocation) async throws

    /// Makes the invite of a machine that takes another's place: same area, role and people. Throws as `rule` does.
    func reissue(_ replacement: MachineReplacement) async throws -> ReplacementInvite

    /// The digits that answer the challenge of somebody below this node who forgot their PIN. Throws `ConsoleRefusal`.
    func resetCode(device: String, person: String, challenge: String) async throws -> String

    /// Whether somebody above this machine answered a challenge of one of its people with these digits.
    func isResetCode(_ digits: String, for person: RecordID, challenge: String) async throws -> Bool
}

/// Why the node did not do what a page asked, for its reader.
public struct ConsoleRefusal: Error, Hashable, Sendable {
    public let text: Label

    public init(text: Label) {
        self.text = text
    }
}

/// What a person of the center decides about a held change.
public struct ChangeRuling: Sendable {
    /// Thirty-two hexadecimal digits.
    public let change: String
    public let admits: Bool
    public let reason: String
    /// In whose name it stands.
    public let person: RecordID

    public init(change: String, admits: Bool, reason: String, person: RecordID) {
        self.change = change
        self.admits = admits
        self.reason = reason
        self.person = person
    }
}

/// That a person of the center ends what a machine may do.
public struct MachineRevocation: Sendable {
    public let machine: RecordID
    public let reason: String
    /// In whose name it stands.
    public let person: RecordID

    public init(machine: RecordID, reason: String, person: RecordID) {
        self.machine = machine
        self.reason = reason
        self.person = person
    }
}

/// A machine that is to take another's place.
public struct MachineReplacement: Sendable {
    /// The machine that was in use until now.
    public let machine: RecordID
    public let name: String
    /// `https://…` of the node that it will sync with.
    public let address: String
    /// The node at the address; nil for this center.
    public let server: RecordID?
    /// In whose name it enters the directory.
    public let person: RecordID

    public init(machine: RecordID, name: String, address: String, server: RecordID?, person: RecordID) {
        self.machine = machine
        self.name = name
        self.address = address
        self.server = server
        self.person = person
    }
}

/// The file that lets the new machine join, and what is compared over the telephone.
public struct ReplacementInvite: Sendable {
    public let file: String
    public let fingerprint: String

    public init(file: String, fingerprint: String) {
        self.file = file
        self.fingerprint = fingerprint
    }
}
