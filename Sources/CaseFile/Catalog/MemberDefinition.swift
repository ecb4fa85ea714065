/// One named part of a group.
///
/// Its number is what the bytes carry and never changes its meaning; its name is what JSON and the command line use.
public struct MemberDefinition: Hashable, Sendable {
    public let number: UInt32
    /// English, snake_case.
    public let name: String
    public let label: Label
    public let type: ValueType
    /// Whether a group that is filled in at all must have this member.
    public let isRequired: Bool
    public let format: TextFormat?

    public init(
        _ number: UInt32, _ name: String, _ label: Label, _ type: ValueType, required: Bool = false,
        format: TextFormat? = nil
    ) {
        self.number = number
        self.name = name
        self.label = label
        self.type = type
        self.isRequired = required
        self.format = format
    }
}
