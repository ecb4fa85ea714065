public import CaseFile
public import Replication

/// What somebody says of a thing that was to be done and is done.
public struct DueCompletion: Sendable {
    /// The day on which it was done; when it was written down, the change itself says.
    public var on: CivilDate
    public var how: String?
    /// Asked for where it was done late.
    public var lateReason: String?
    /// In the form of the catalog, for what is paid.
    public var amount: String?
    /// Of a case's next step: what is to be done now.
    public var next: FieldValue?

    public init(
        on: CivilDate, how: String? = nil, lateReason: String? = nil, amount: String? = nil, next: FieldValue? = nil
    ) {
        self.on = on
        self.how = how
        self.lateReason = lateReason
        self.amount = amount
        self.next = next
    }
}

/// More time for something that is to be done.
public struct DueExtension: Sendable {
    /// By how much: in the rule's unit, or in days.
    public enum Length: Hashable, Sendable {
        case by(Int)
        case until(CivilDate)
    }

    public var length: Length
    /// Nil while nobody has approved it: it is recorded, and does not count.
    public var approvedBy: String?
    public var reason: String
    /// When it was approved or agreed.
    public var on: CivilDate

    public init(_ length: Length, approvedBy: String? = nil, reason: String, on: CivilDate) {
        self.length = length
        self.approvedBy = approvedBy
        self.reason = reason
        self.on = on
    }
}
