public import CaseFile
package import CaseStore
package import Causality
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
/// A field is decoded when it is asked for: a case file of a thousand changes is put together from a third of its fields,
/// and a page shows the newest of them. Immutable, and a class: a case file hands its records from list to list.
public final class RecordView: Sendable {
    public let key: RecordKey
    /// Nil for a kind that this program does not know.
    public let definition: KindDefinition?
    /// Every reading of the lifecycle says withdrawn.
    public let isWithdrawn: Bool
    /// Of all the record's changes, the one that has come least far.
    public let custody: Custody
    /// Whether any field, or the lifecycle, has more than one distinct reading.
    public let isDisputed: Bool

    private let state: RecordState
    private let codec: any ChangeCodec
    /// All that touch the record.
    private let changes: [ChangeID]

    /// `changes` are all that touch the record, in whatever order.
    package init(
        _ record: MergedRecord<some ChangeCodec>, codec: some ChangeCodec, custody: Custody, changes: [ChangeID]
    ) {
        key = record.key
        definition = record.definition
        isWithdrawn = record.isWithdrawn
        isDisputed = !record.disputed.isEmpty
        state = record.state
        self.codec = codec
        self.custody = custody
        self.changes = changes
    }

    /// To be given back with a write.
    public var seen: SeenToken { SeenToken(state.seenChanges, among: changes) }

    /// Required registers without a value.
    public var missing: [RegisterDefinition] { missing(by: codec) }

    private func missing(by codec: some ChangeCodec) -> [RegisterDefinition] {
        MergedRecord(key: key, state: state, definition: definition, codec: codec).missing
    }

    /// When its oldest standing value was recorded, milliseconds since 1970 by its machine's clock.
    public var recordedAt: Int64 {
        var oldest = Int64.max
        for register in state.registers {
            for sibling in register.siblings { oldest = min(oldest, sibling.recordedAt) }
        }
        return oldest == .max ? 0 : oldest
    }

    /// Registers that say nothing to who reads the record.
    private static let unlisted = [Lifecycle.register, ChangeNote.register, AnsweredSigns.register]

    /// Written registers in the order of the catalog, unknown ones behind them by number. Without the lifecycle.
    public var fields: [FieldView] {
        let fields = state.registers.compactMap {
            RecordView.unlisted.contains($0.number) ? nil : view(of: $0.number)
        }
        return fields.filter { $0.definition != nil } + fields.filter { $0.definition == nil }
    }

    /// The lifecycle, where anybody ever wrote it.
    public var lifecycle: FieldView? { field(Lifecycle.register) }

    /// The field with this number, or nil where nobody wrote it.
    public func field(_ register: RegisterNumber) -> FieldView? {
        register == ChangeNote.register || state[register].isEmpty ? nil : view(of: register)
    }

    /// The shown value; `Value.none` where nobody wrote the register.
    public func shown(_ register: RegisterNumber) -> Value {
        register == ChangeNote.register ? .none : state.shownValue(of: register, codec: codec) ?? .none
    }

    private func view(of register: RegisterNumber) -> FieldView {
        FieldView(
            register: register, definition: definition?.register(register),
            readings: state.readings(of: register, codec: codec))
    }

    /// The reason that was given for the withdrawal.
    public var withdrawalReason: String? {
        isWithdrawn ? lifecycle?.shown[member: Lifecycle.reason].plainText : nil
    }
}
