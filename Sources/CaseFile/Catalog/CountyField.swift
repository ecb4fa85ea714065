public import Replication

/// A question that a county added to a form: a register with a number from 10,000 up.
///
/// It is defined in the directory and reaches every node as data, so that no program has to be replaced for it.
public struct CountyField: Hashable, Sendable {
    public static let firstNumber = RegisterNumber(rawValue: 10_000)
    /// The last number that the directory's record of it takes.
    public static let lastNumber = RegisterNumber(rawValue: 99_999)

    public let kind: RecordKind
    public let register: RegisterDefinition

    /// Takes a register of the county's number range; throws `CountyFieldError` for a number that belongs to the
    /// program, or a name that is not snake_case.
    public init(kind: RecordKind, register: RegisterDefinition) throws(CountyFieldError) {
        guard register.number >= Self.firstNumber else {
            throw .numberBelowRange(register.number)
        }
        guard Self.isName(register.name) else { throw .invalidName(register.name) }
        self.kind = kind
        self.register = register
    }

    /// Whether `text` is snake_case as the names of fields and tables are.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}

/// Why a definition cannot be a county's field.
public enum CountyFieldError: Error, Hashable, Sendable {
    case numberBelowRange(RegisterNumber)
    case invalidName(String)
}

extension CountyFieldError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .numberBelowRange(let number):
            "a county's field cannot have the number \(number.rawValue): "
                + "take one from \(CountyField.firstNumber.rawValue) up"
        case .invalidName(let name):
            "a county's field cannot have the name \"\(name)\": use a–z, 0–9 and _, beginning with a letter"
        }
    }
}
