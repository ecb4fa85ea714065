/// A value in the shape of JSON, between a register's `Value` and whatever reads or writes JSON, CSV or TOML.
///
/// It keeps the order of an object's members and the digits of a number, which a dictionary and a Double would lose.
public enum FieldValue: Sendable {
    case null
    case string(String)
    case number(Int64)
    /// A number that is not whole, by its digits, such as `1234.50`.
    case decimal(String)
    case bool(Bool)
    case array([FieldValue])
    case object([(String, FieldValue)])

    /// The member of an object, or nil where this is no object or has none of that name.
    public subscript(name: String) -> FieldValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == name }?.1
    }
}

extension FieldValue: Equatable {
    /// Objects are equal only in the same order.
    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.string(let left), .string(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.decimal(let left), .decimal(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.0 == $1.0 && $0.1 == $1.1 }
        default: false
        }
    }
}
