public import Replication

/// The county's edition of a rule by which a period ends, with the dates between which it holds.
///
/// It replaces the rule of that name that the program comes with (`DeadlineRuleBook`).
public enum DeadlineRuleSchema {
    public static let recordKind = RecordKind(rawValue: 11)
    public static let name = RegisterNumber(rawValue: 2)
    public static let label = RegisterNumber(rawValue: 3)
    public static let trigger = RegisterNumber(rawValue: 4)
    public static let basis = RegisterNumber(rawValue: 5)
    public static let length = RegisterNumber(rawValue: 6)
    public static let unit = RegisterNumber(rawValue: 7)
    public static let roll = RegisterNumber(rawValue: 8)
    public static let source = RegisterNumber(rawValue: 9)
    public static let extensionMax = RegisterNumber(rawValue: 10)
    public static let warnDays = RegisterNumber(rawValue: 11)
    public static let validFrom = RegisterNumber(rawValue: 12)
    public static let validUntil = RegisterNumber(rawValue: 13)

    static let definition = KindDefinition(
        recordKind, "deadline_rule", Label("期限规则", "Deadline rule"), in: .directory, isFact: false,
        registers: [
            RegisterDefinition(name, "name", Label("规则代号", "Rule"), .text(maxCharacters: 40), required: true),
            RegisterDefinition(label, "label", Label("规则名称", "Label"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(
                trigger, "trigger", Label("从何起算", "Runs from"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(basis, "basis", Label("依据", "Basis"), .text(maxCharacters: 200), required: true),
            RegisterDefinition(length, "length", Label("长度", "Length"), .integer(0...3650), required: true),
            RegisterDefinition(unit, "unit", Label("单位", "Unit"), .code(.deadlineUnit), required: true),
            RegisterDefinition(
                roll, "roll", Label("末日逢休假", "Where the end is a free day"), .code(.deadlineRoll), required: true),
            RegisterDefinition(source, "source", Label("性质", "Source"), .code(.deadlineSource), required: true),
            RegisterDefinition(extensionMax, "extension_max", Label("最多延长", "May be longer by"), .integer(0...3650)),
            RegisterDefinition(warnDays, "warn_days", Label("提前几天提醒", "Warns before"), .integer(0...365)),
            RegisterDefinition(validFrom, "valid_from", Label("施行日期", "Valid from"), .date, required: true),
            RegisterDefinition(validUntil, "valid_until", Label("废止日期", "Valid until"), .date),
        ])
}
