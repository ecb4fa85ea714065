public import Causality

/// What a change says: one edit of one record, with its author and what the author was looking at.
///
/// The bytes of a body are kept as received and never encoded again: its hash names the change, and a decoder that
/// does not know a field must not lose it.
///
/// Source: DESIGN.md section 5.
public struct ChangeBody: Hashable, Sendable {
    /// One register and its new value.
    public struct Write: Hashable, Sendable {
        public let register: RegisterNumber
        public let value: EncodedValue

        public init(register: RegisterNumber, value: EncodedValue) {
            self.register = register
            self.value = value
        }
    }

    /// Eight random bytes, so that the hash of a short body cannot be guessed once the body is erased.
    public var salt: UInt64
    public var kind: RecordKind
    public var record: RecordID
    /// The person who speaks.
    public var author: RecordID
    /// The person who typed, where that is another (代录).
    public var enteredBy: RecordID?
    /// Wall clock of the machine, milliseconds since 1970 UTC. A recorded fact; it decides nothing but the display
    /// default among siblings.
    public var recordedAt: Int64
    /// The changes that the author was looking at and replaces, sorted, each once. Counts for every register written.
    public var supersedes: [ChangeID]
    /// Sorted by register, each register once.
    public var writes: [Write]
    /// How many changes of the same unit follow in this log; 0 in the last one, where a head may be signed.
    public var remainingInUnit: UInt32

    public init(
        salt: UInt64, kind: RecordKind, record: RecordID, author: RecordID, enteredBy: RecordID? = nil,
        recordedAt: Int64, supersedes: [ChangeID], writes: [Write], remainingInUnit: UInt32
    ) {
        self.salt = salt
        self.kind = kind
        self.record = record
        self.author = author
        self.enteredBy = enteredBy
        self.recordedAt = recordedAt
        self.supersedes = supersedes
        self.writes = writes
        self.remainingInUnit = remainingInUnit
    }
}
