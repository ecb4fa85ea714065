public import Replication

/// One thing that is wrong, or doubtful, in a draft.
public struct DraftProblem: Hashable, Sendable {
    /// What kind of thing is wrong, for programs.
    public enum Reason: String, Hashable, Sendable {
        case unknownKind
        case unknownRegister
        case writtenTwice
        case wrongType
        case unknownCode
        case retiredCode
        /// A question that the county does not ask at present.
        case notAsked
        case outOfRange
        case tooLong
        case missing
        case malformed
        case identityNumber
        /// A number with its middle hidden, as replies show it.
        case masked
        case inconsistent
    }

    /// Whether the draft may be saved as it is.
    public enum Severity: String, Hashable, Sendable {
        /// It may not.
        case error
        /// It may, once somebody has looked: the world is odder than a rule.
        case warning
    }

    public let reason: Reason
    public let severity: Severity
    /// The register; the lifecycle where the kind itself is unknown.
    public let register: RegisterNumber
    /// The members of groups (by number) and items of lists (from 0) that lead to the value within the register.
    public let path: [UInt32]
    /// One sentence that names the place, the value and what to do.
    public let message: Label

    package init(
        _ reason: Reason, _ severity: Severity = .error, register: RegisterNumber, path: [UInt32] = [],
        message: Label
    ) {
        self.reason = reason
        self.severity = severity
        self.register = register
        self.path = path
        self.message = message
    }
}

extension DraftProblem: CustomStringConvertible {
    public var description: String { message.en }
}
