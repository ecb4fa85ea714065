public import CaseFile
import CaseStore
public import Replication

/// One register of a record as its reader sees it.
public struct FieldView: Sendable {
    public let register: RegisterNumber
    /// Nil for a register that this program does not know: it is shown by its number and kept.
    public let definition: RegisterDefinition?
    /// The distinct values, the shown one first, each with the changes that say it; never empty.
    public let readings: Readings

    public var isDisputed: Bool { readings.areDisputed }
    /// The display default; see `readings` for the others.
    public var shown: Value { readings.first?.value ?? .none }
}

/// A record as its reader sees it: what every field says, where people disagree, how far it has come.
///
/// Immutable, and a class: a case file of a thousand changes hands its records from list to list.
public final class RecordView: Sendable {
    public let key: RecordKey
    /// Nil for a kind that this program does not know.
    public let definition: KindDefinition?
    /// Written registers in the order of the catalog, unknown ones behind them by number. Without the lifecycle.
    public let fields: [FieldView]
    /// The lifecycle, where anybody ever wrote it.
    public let lifecycle: FieldView?
    /// Every reading of the lifecycle says withdrawn.
    public let isWithdrawn: Bool
    /// Required registers without a value.
    public let missing: [RegisterDefinition]
    /// Of all the record's changes, the one that has come least far.
    public let custody: Custody
    /// To be given back with a write.
    public let seen: SeenToken
    /// When its oldest standing value was recorded, milliseconds since 1970 by its machine's clock.
    public let recordedAt: Int64
    /// Whether any field, or the lifecycle, has more than one distinct reading.
    public let isDisputed: Bool

    init(
        key: RecordKey, definition: KindDefinition?, fields: [FieldView], lifecycle: FieldView?, isWithdrawn: Bool,
        missing: [RegisterDefinition], custody: Custody, seen: SeenToken, recordedAt: Int64
    ) {
        self.key = key
        self.definition = definition
        self.fields = fields
        self.lifecycle = lifecycle
        self.isWithdrawn = isWithdrawn
        self.missing = missing
        self.custody = custody
        self.seen = seen
        self.recordedAt = recordedAt
        isDisputed = fields.contains { $0.isDisputed } || lifecycle?.isDisputed ?? false
    }

    /// The field with this number, or nil where nobody wrote it.
    public func field(_ register: RegisterNumber) -> FieldView? {
        register == Lifecycle.register ? lifecycle : fields.first { $0.register == register }
    }

    /// The shown value; `Value.none` where nobody wrote the register.
    public func shown(_ register: RegisterNumber) -> Value { field(register)?.shown ?? .none }

    /// The reason that was given for the withdrawal.
    public var withdrawalReason: String? {
        isWithdrawn ? lifecycle?.shown[member: Lifecycle.reason].plainText : nil
    }
}
