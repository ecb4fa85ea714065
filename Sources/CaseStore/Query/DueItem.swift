public import Replication

/// Something that is to be done and not done, as its record says it.
public struct DueItem: Hashable, Sendable {
    /// The case, the milestone, the task, the step that started a period, or whatever else it is about.
    public let key: RecordKey
    /// The rule that it follows, such as `XF-DONE`.
    public let rule: String
    /// The day agreed on, or the day from which the rule counts; the earliest among the readings.
    public let start: CivilDate
    /// It ends on `start`, by whatever edition of the rule.
    public let isDay: Bool
    /// Nothing but rule and first day decides; otherwise extensions and standstills are in the record.
    public let isPlain: Bool
    public let what: String
    public let caseID: RecordID?
    public let caseTitle: String?
    public let caseCode: String?
    /// Who sees to it: as the record says, else who is responsible for the case, else who leads it.
    public let who: String?
    public let whoUser: RecordID?
    /// There is more than one reading of the date.
    public let isDisputed: Bool
}
