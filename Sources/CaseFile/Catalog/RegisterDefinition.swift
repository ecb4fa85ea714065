public import Replication

/// One register of a kind: what it is called, what it holds, who may see it.
///
/// A register is written and merged as a whole; fields that make sense only together are one register of a group type.
/// Immutable, and shared: a case file shows ten thousand fields, and each of them knows its definition.
public final class RegisterDefinition: Sendable {
    public let number: RegisterNumber
    /// English, snake_case, unique within the kind.
    public let name: String
    public let label: Label
    public let type: ValueType
    /// Whether a new record must have it. Enforced where a person creates the record, never on receipt: a correction
    /// may arrive before its creation.
    public let isRequired: Bool
    public let sensitivity: Sensitivity
    public let format: TextFormat?
    /// Whether forms ask it. A county's question is not asked before its first day and after its last one, and is read
    /// and shown all the same.
    public let isAsked: Bool

    public init(
        _ number: RegisterNumber, _ name: String, _ label: Label, _ type: ValueType, required: Bool = false,
        sensitivity: Sensitivity = .ordinary, format: TextFormat? = nil, isAsked: Bool = true
    ) {
        self.number = number
        self.name = name
        self.label = label
        self.type = type
        self.isRequired = required
        self.sensitivity = sensitivity
        self.format = format
        self.isAsked = isAsked
    }

    /// Whether forms and commands take it from a person; others the program writes by itself.
    public var isTyped: Bool {
        ![Lifecycle.register, ChangeNote.register, Home.register, AnsweredSigns.register].contains(number)
    }

    /// Whether a county defined it, and no program.
    public var isCountys: Bool { number >= CountyField.firstNumber }

    /// The same register under another name.
    func renamed(_ name: String) -> RegisterDefinition {
        RegisterDefinition(
            number, name, label, type, required: isRequired, sensitivity: sensitivity, format: format,
            isAsked: isAsked)
    }
}

extension RegisterDefinition: Hashable {
    /// Whether everything that they say is the same.
    public static func == (left: RegisterDefinition, right: RegisterDefinition) -> Bool {
        left === right
            || (left.number == right.number && left.name == right.name && left.label == right.label
                && left.type == right.type && left.isRequired == right.isRequired
                && left.sensitivity == right.sensitivity && left.format == right.format
                && left.isAsked == right.isAsked)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(number)
        hasher.combine(name)
    }
}
