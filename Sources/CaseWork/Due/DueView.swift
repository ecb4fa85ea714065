public import CaseFile
public import CaseStore
public import Replication

/// Something to be done, seen from a day.
public struct DueView: Sendable {
    /// How its date lies to the day; shown as a word, never by colour alone.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case overdue
        case today
        /// Near enough that its rule wants to be called to mind.
        case soon
        case later
        /// It stands still and has no date.
        case suspended
        /// Its rule is unknown here or did not hold then: nobody can say when it is due.
        case unclear
    }

    public let item: DueItem
    /// Nil where the rule is unknown here, or did not hold when it began.
    public let deadline: Deadline?
    public let state: State
    /// Negative where it is overdue; nil without a date.
    public let daysLeft: Int?

    init(_ item: DueItem, _ deadline: Deadline?, on today: CivilDate) {
        self.item = item
        self.deadline = deadline
        daysLeft = deadline?.day.map { $0.daysSince1970 - today.daysSince1970 }
        state =
            switch deadline?.state(on: today) {
            case .running: .later
            case .soon: .soon
            case .today: .today
            case .overdue: .overdue
            case .suspended: .suspended
            case nil: .unclear
            }
    }

    /// The day to go by; nil where there is none.
    public var day: CivilDate? { deadline?.day }

    /// Where it stands in a list: what nobody can date stands at the day on which it began.
    var order: DueOrder { DueOrder(day: day ?? item.start, key: item.key, rule: item.rule) }

    /// The rule's name, such as 信访事项办结; the rule's id where it is not known here.
    public func ruleName(in language: Language) -> String {
        deadline?.rule.label.text(in: language) ?? item.rule
    }

    /// What is to be done, in the record's words, else in the rule's.
    public func what(in language: Language) -> String {
        item.what.isEmpty ? ruleName(in: language) : item.what
    }
}

/// Sorts what is due.
struct DueOrder: Comparable {
    let day: CivilDate
    let key: RecordKey
    let rule: String

    static func < (left: Self, right: Self) -> Bool {
        (left.day, left.key.kind.rawValue, left.key, left.rule)
            < (right.day, right.key.kind.rawValue, right.key, right.rule)
    }
}
