public import CaseFile
import Causality
public import Replication

/// The merged state of a record beside what the catalog says of its kind: what lists and pages read.
///
/// Decodes a register only when it is asked for: a list shows five of thirty.
public struct MergedRecord<Codec: ChangeCodec> {
    public let key: RecordKey
    public let state: RecordState
    /// Nil for a kind that this program does not know.
    public let definition: KindDefinition?
    let codec: Codec

    public init(key: RecordKey, state: RecordState, definition: KindDefinition?, codec: Codec) {
        self.key = key
        self.state = state
        self.definition = definition
        self.codec = codec
    }

    /// The distinct values of a register, the shown one first; empty where it was never written.
    public func values(of register: RegisterNumber) -> [Value] {
        let siblings = state[register]
        if siblings.count == 1 { return [codec.decode(siblings[0].value)] }
        return siblings.isEmpty ? [] : state.readings(of: register, codec: codec).map(\.value)
    }

    /// The shown value; `Value.none` where the register was never written or was emptied.
    public func shown(_ register: RegisterNumber) -> Value {
        state.shownValue(of: register, codec: codec) ?? .none
    }

    /// A member of a register's shown group; `Value.none` where it is absent.
    public func shown(_ register: RegisterNumber, member: UInt32) -> Value { shown(register)[member: member] }

    /// Registers with more than one distinct value, by number. Notes on changes are no dispute.
    public var disputed: [RegisterNumber] {
        state.registers.filter {
            $0.siblings.count > 1 && $0.number != ChangeNote.register && values(of: $0.number).count > 1
        }.map(\.number)
    }

    /// Whether every reading of the lifecycle says withdrawn. A disputed withdrawal hides nothing: it is a conflict,
    /// and people must still find the record.
    public var isWithdrawn: Bool {
        let readings = values(of: Lifecycle.register)
        return !readings.isEmpty
            && readings.allSatisfy { $0[member: Lifecycle.state] == .code(Lifecycle.withdrawn) }
    }

    /// Registers that the kind requires and that have no value: a correction came before its creation, or a newer
    /// program asks for more.
    public var missing: [RegisterDefinition] {
        definition?.registers.filter { $0.isRequired && shown($0.number) == .none } ?? []
    }
}

extension Value {
    /// The member of a group; `Value.none` where it is absent or this is no group.
    public subscript(member number: UInt32) -> Value {
        guard case .group(let members) = self else { return .none }
        return members.first { $0.number == number }?.value ?? .none
    }

    /// The text, code or number as plain text; nil for anything else.
    public var plainText: String? {
        switch self {
        case .text(let text), .code(let text): text
        case .integer(let number): String(number)
        case .date(let date): date.description
        default: nil
        }
    }

    /// The date; nil for anything else.
    public var date: CivilDate? {
        if case .date(let date) = self { date } else { nil }
    }

    /// The reference; nil for anything else.
    public var reference: Reference? {
        if case .reference(let reference) = self { reference } else { nil }
    }

    /// Every reference in the value, at whatever depth, in the order of the value.
    public var references: [Reference] {
        switch self {
        case .reference(let reference): [reference]
        case .list(let items): items.flatMap(\.references)
        case .group(let members): members.flatMap(\.value.references)
        default: []
        }
    }
}
