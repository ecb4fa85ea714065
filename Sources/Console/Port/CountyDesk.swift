public import CaseFile
public import CaseWork
public import Replication

/// What the pages of a township and of the county ask of the node beyond the case files.
public protocol CountyDesk: Sendable {
    /// The board of this node's area today, with some of its machines. Throws `ConsoleRefusal` on a device.
    func board(_ part: Board.Part) async throws -> Board

    /// Admits a held change, or rules it out. Throws `ConsoleRefusal` on another node than the center.
    func rule(on change: String, admits: Bool, reason: String) async throws

    /// Ends every grant of a machine at what has arrived here. Throws `ConsoleRefusal` on another node than the center.
    func revoke(machine: RecordID, reason: String) async throws

    /// Makes the invite of a machine that takes another's place: same area, role and people. Throws `ConsoleRefusal`.
    func reissue(_ replacement: MachineReplacement) async throws -> ReplacementInvite

    /// The digits that answer the challenge of somebody below this node who forgot their PIN. Throws `ConsoleRefusal`.
    func resetCode(device: RecordID, person: RecordID, challenge: String) async throws -> String

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

/// A machine that is to take another's place.
public struct MachineReplacement: Sendable {
    /// The machine that was in use until now.
    public let machine: RecordID
    public let name: String
    /// `https://…` of the node that it will sync with.
    public let address: String
    /// The node at the address; nil for this center.
    public let server: RecordID?

    public init(machine: RecordID, name: String, address: String, server: RecordID?) {
        self.machine = machine
        self.name = name
        self.address = address
        self.server = server
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
