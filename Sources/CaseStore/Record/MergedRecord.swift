public import CaseFile
import Causality
public import Replication

/// The merged state of a record beside what the catalog says of its kind: what lists and pages read.
///
/// Decodes a register only when it is asked for, and once: a list shows five of thirty, a due date is asked three times.
public struct MergedRecord<Codec: ChangeCodec> {
    public let key: RecordKey
    public let state: RecordState
    /// Nil for a kind that this program does not know.
    public let definition: KindDefinition?
    let codec: Codec
    private let decoded = DecodedRegisters()
    /// The state before and what was decoded of it.
    private let before: (state: RecordState, decoded: DecodedRegisters)?

    /// `before` is the same record as it was: registers that have not changed since are not decoded again.
    public init(
        key: RecordKey, state: RecordState, definition: KindDefinition?, codec: Codec,
        before: MergedRecord<Codec>? = nil
    ) {
        self.key = key
        self.state = state
        self.definition = definition
        self.codec = codec
        self.before = before.map { ($0.state, $0.decoded) }
    }

    /// The distinct values of a register, the shown one first; empty where it was never written.
    public func values(of register: RegisterNumber) -> [Value] {
        let siblings = state[register]
        if siblings.isEmpty { return [] }
        if let before, let known = before.decoded[register], before.state[register] == siblings { return known }
        return decoded.values(of: register) {
            siblings.count == 1
                ? [codec.decode(siblings[0].value)] : state.readings(of: register, codec: codec).map(\.value)
        }
    }

    /// A value of it in the clear, also one that does not show.
    public func decode(_ value: EncodedValue) -> Value { codec.decode(value) }

    /// The shown value; `Value.none` where the register was never written or was emptied.
    public func shown(_ register: RegisterNumber) -> Value { values(of: register).first ?? .none }

    /// Whether the register was never written or its shown value is none: asked without decoding where one value
    /// stands.
    public func isEmpty(_ register: RegisterNumber) -> Bool {
        let siblings = state[register]
        return siblings.count == 1 ? siblings[0].value.isNone : shown(register) == .none
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
        definition?.registers.filter { $0.isRequired && isEmpty($0.number) } ?? []
    }
}

/// The registers of one record that have been decoded. Not for use from two threads.
private final class DecodedRegisters {
    /// In the order in which they were asked for; a handful.
    private var entries: [(register: RegisterNumber, values: [Value])] = []

    subscript(register: RegisterNumber) -> [Value]? {
        entries.first { $0.register == register }?.values
    }

    func values(of register: RegisterNumber, decode: () -> [Value]) -> [Value] {
        if let known = self[register] { return known }
        let values = decode()
        entries.append((register, values))
        return values
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

    /// Every attachment in the value, at whatever depth, in the order of the value.
    public var attachments: [Attachment] {
        switch self {
        case .attachment(let attachment): [attachment]
        case .list(let items): items.flatMap(\.attachments)
        case .group(let members): members.flatMap(\.value.attachments)
        default: []
        }
    }
}
