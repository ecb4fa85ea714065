public import Replication

/// Where the records of a kind live.
public enum ScopeClass: String, Hashable, Sendable, CaseIterable {
    /// In the one scope that the center writes and everybody reads.
    case directory
    /// In the scope of a village or township, or in a restricted one.
    case village
}

/// One kind of record with its registers. Immutable, and shared by every record that is shown.
public final class KindDefinition: Sendable {
    public let kind: RecordKind
    /// English, snake_case, such as `case_party`.
    public let name: String
    public let label: Label
    public let scopeClass: ScopeClass
    /// Whether its records are facts: created once, later only corrected. A visit is one; a case, which people edit
    /// together, is not.
    public let isFact: Bool
    /// Sorted by number; the first is always the lifecycle.
    public let registers: [RegisterDefinition]
    /// Of the registers, in their order: searched for each field of each record that is shown.
    private let numbers: [RegisterNumber]

    /// Takes the registers other than the two that every kind has: the lifecycle and the note on a change.
    public convenience init(
        _ kind: RecordKind, _ name: String, _ label: Label, in scopeClass: ScopeClass, isFact: Bool,
        registers: [RegisterDefinition]
    ) {
        self.init(
            kind: kind, name: name, label: label, scopeClass: scopeClass, isFact: isFact,
            allRegisters: [Lifecycle.definition] + registers + [ChangeNote.definition])
    }

    private init(
        kind: RecordKind, name: String, label: Label, scopeClass: ScopeClass, isFact: Bool,
        allRegisters: [RegisterDefinition]
    ) {
        self.kind = kind
        self.name = name
        self.label = label
        self.scopeClass = scopeClass
        self.isFact = isFact
        registers = allRegisters.sorted { $0.number < $1.number }
        numbers = registers.map(\.number)
    }

    /// The register with this number, or nil for one that this program does not know.
    public func register(_ number: RegisterNumber) -> RegisterDefinition? {
        numbers.firstIndex(of: number).map { registers[$0] }
    }

    /// The register with this name.
    public func register(named name: String) -> RegisterDefinition? {
        registers.first { $0.name == name }
    }

    /// The same kind with a county's register added, in place of one with the same number. A name that another
    /// register already bears gets the number appended: names are the keys of JSON objects.
    func adding(_ register: RegisterDefinition) -> KindDefinition {
        let others = registers.filter { $0.number != register.number }
        let isTaken = others.contains { $0.name == register.name }
        let added = isTaken ? register.renamed("\(register.name)_\(register.number.rawValue)") : register
        return KindDefinition(
            kind: kind, name: name, label: label, scopeClass: scopeClass, isFact: isFact,
            allRegisters: others + [added])
    }
}

extension KindDefinition: Hashable {
    /// Whether everything that they say is the same.
    public static func == (left: KindDefinition, right: KindDefinition) -> Bool {
        left === right
            || (left.kind == right.kind && left.name == right.name && left.label == right.label
                && left.scopeClass == right.scopeClass && left.isFact == right.isFact
                && left.registers == right.registers)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(name)
    }
}
