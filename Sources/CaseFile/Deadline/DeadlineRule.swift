public import Replication

/// How long something may take, from what day, and by whose word: data of the county, with dates of effect.
///
/// Source: DOMAIN.md section 3.
public struct DeadlineRule: Hashable, Sendable {
    /// What is counted.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Every day of the calendar, 日.
        case day
        /// Days that are worked, 工作日.
        case workingDay = "working_day"
        /// 月, to the corresponding day.
        case month
    }

    /// What the end of the period does when nobody works that day.
    public enum Roll: String, Hashable, Sendable, CaseIterable {
        /// Nothing: the day stands.
        case stays
        /// The law may move it to the next working day; the earlier day counts here, and the later one is named.
        case mayMove = "may_move"
        /// The county has decided that it moves.
        case moves
    }

    /// By whose word it holds.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        case law
        /// A ministry's advice, 一般.
        case guidance
        case practice
        /// What the county set itself.
        case county
    }

    /// A word for programs and people, such as `XF-DONE`.
    public let id: String
    public let label: Label
    /// From what on it runs, as people say it.
    public let trigger: Label
    /// Law and article, or where the practice comes from.
    public let basis: String
    public let length: Int
    public let unit: Unit
    public let roll: Roll
    public let source: Source
    /// How much longer it may become where somebody approves it, in its unit; days where the unit is months. 0 for none.
    public let extensionMax: Int
    /// Begins to warn so many days before the end.
    public let warnDays: Int
    /// Periods that begin on or after this day follow the rule.
    public let validFrom: CivilDate
    /// Periods that begin after this day follow another rule; nil while it stands.
    public let validUntil: CivilDate?

    public init(
        id: String, label: Label, trigger: Label, basis: String, length: Int, unit: Unit, roll: Roll = .stays,
        source: Source, extensionMax: Int = 0, warnDays: Int = 3, validFrom: CivilDate, validUntil: CivilDate? = nil
    ) {
        self.id = id
        self.label = label
        self.trigger = trigger
        self.basis = basis
        self.length = length
        self.unit = unit
        self.roll = roll
        self.source = source
        self.extensionMax = extensionMax
        self.warnDays = warnDays
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    /// Whether a period that begins on the day follows this rule.
    public func isValid(on start: CivilDate) -> Bool {
        validFrom <= start && validUntil.map { start <= $0 } ?? true
    }
}
