import CaseFile
import Replication

/// A county's edition of a rule, as somebody sets it: what is not said stays as the rule that holds on its first day has it.
public struct DeadlineRuleSetting: Codable, Hashable, Sendable {
    /// Such as `LOCAL-7`.
    public var name: String
    public var label: String?
    public var trigger: String?
    public var basis: String?
    public var length: Int?
    /// Code or label of the table `deadline_unit`; likewise the next two.
    public var unit: String?
    public var roll: String?
    public var source: String?
    public var extensionMax: Int?
    public var warnDays: Int?
    /// `2027-01-01`: periods that begin then or later follow it.
    public var validFrom: String
    public var validUntil: String?

    public init(name: String, validFrom: String) {
        self.name = name
        self.validFrom = validFrom
    }

    /// The fields of the record, with what the edition before says where nothing is said. Throws
    /// `CaseWorkError.ruleIncomplete` for a new rule that lacks what every rule needs.
    func fields(over book: DeadlineRuleBook) throws -> TypedFields {
        let known = CivilDate(validFrom).flatMap { book.rule(name, on: $0) } ?? book.rules.last { $0.id == name }
        let texts: [(name: String, label: Label, value: String?)] = [
            ("label", Label("规则名称", "label"), label ?? known?.label.zhHans),
            ("trigger", Label("从何起算", "trigger"), trigger ?? known?.trigger.zhHans),
            ("basis", Label("依据", "basis"), basis ?? known?.basis),
            ("length", Label("长度", "length"), (length ?? known?.length).map(String.init)),
            ("unit", Label("单位", "unit"), unit ?? known?.unit.rawValue),
        ]
        let missing = texts.filter { $0.value == nil }.map(\.label)
        guard missing.isEmpty else { throw CaseWorkError.ruleIncomplete(name, missing: missing) }
        let others: [(name: String, value: String?)] = [
            ("roll", roll ?? known?.roll.rawValue ?? DeadlineRule.Roll.stays.rawValue),
            ("source", source ?? DeadlineRule.Source.county.rawValue),
            ("extension_max", (extensionMax ?? known?.extensionMax).map(String.init)),
            ("warn_days", (warnDays ?? known?.warnDays).map(String.init)), ("valid_until", validUntil),
        ]
        return [("name", .string(name)), ("valid_from", .string(validFrom))]
            + (texts.map { ($0.name, $0.value) } + others).compactMap { name, text in
                text.map { (name: name, value: .string($0)) }
            }
    }
}
