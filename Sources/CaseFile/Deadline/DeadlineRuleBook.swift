public import Replication

/// The rules of a county, each in the edition that stood on a day.
public struct DeadlineRuleBook: Hashable, Sendable {
    /// Ids rise; editions of one id as they were given.
    public let rules: [DeadlineRule]

    /// A county's own edition of a rule comes behind the standard's, and replaces it from its date on.
    public init(_ rules: [DeadlineRule]) {
        self.rules = rules.enumerated().sorted { ($0.element.id, $0.offset) < ($1.element.id, $1.offset) }.map(
            \.element)
    }

    /// The edition that a period which begins on the day follows: of those that are valid then the one that came into
    /// force last, and of two of one day the one given last. Nil where there was no such rule yet.
    public func rule(_ id: String, on start: CivilDate) -> DeadlineRule? {
        rules.enumerated().filter { $0.element.id == id && $0.element.isValid(on: start) }
            .max { ($0.element.validFrom, $0.offset) < ($1.element.validFrom, $1.offset) }?.element
    }

    /// These rules with a county's own behind them.
    public func overlaid(by county: [DeadlineRule]) -> DeadlineRuleBook { DeadlineRuleBook(rules + county) }

    /// Every rule's id, each once, rising.
    public var ids: [String] {
        var ids: [String] = []
        for rule in rules where rule.id != ids.last { ids.append(rule.id) }
        return ids
    }

    /// The last day on which a period may have begun that ends on `day` or before, by any edition of the rule and
    /// without extension or standstill: what began later is not due by then. Lists are narrowed with it.
    public func latestStart(_ id: String, endingBy day: CivilDate) -> CivilDate {
        let shortest = rules.filter { $0.id == id }.map(\.lengthAtLeast).min() ?? 0
        return day.adding(days: -shortest) ?? day
    }
}

extension DeadlineRule {
    /// In days of the calendar.
    fileprivate var lengthAtLeast: Int { unit == .month ? length * 28 : length }
}
