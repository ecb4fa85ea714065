public import Causality

/// A change in the log of this node: its place, its hash, its bytes and what is thought of it here.
public struct StoredChange: Hashable, Sendable {
    public let position: LogPosition
    public let body: [UInt8]
    public let origin: Origin?
    /// The record it touches and its id, read from the body once: at arrival, or by the first program that can.
    public var record: RecordKey
    public let change: ChangeID
    public var standing: Standing

    public init(
        position: LogPosition, body: [UInt8], origin: Origin?, record: RecordKey, change: ChangeID, standing: Standing
    ) {
        self.position = position
        self.body = body
        self.origin = origin
        self.record = record
        self.change = change
        self.standing = standing
    }

    public var entry: LogEntry { LogEntry(body: body, origin: origin) }
}

/// Whether a stored change takes part in the merge here. Every stored change is counted and relayed, whatever its
/// standing.
public enum Standing: UInt8, Hashable, Sendable, CaseIterable {
    /// Admitted and understood: part of the merged state.
    case applied = 1
    /// Its signer has no authority for it, or its grant ended before it; waits for a ruling.
    case held = 2
    /// Admitted, but of a kind that this program does not understand yet; set aside until an upgrade.
    case unapplied = 3
    /// Held and not understood.
    case heldUnapplied = 4

    public init(admitted: Bool, understood: Bool) {
        self =
            switch (admitted, understood) {
            case (true, true): .applied
            case (false, true): .held
            case (true, false): .unapplied
            case (false, false): .heldUnapplied
            }
    }

    public var isAdmitted: Bool { self == .applied || self == .unapplied }
}
