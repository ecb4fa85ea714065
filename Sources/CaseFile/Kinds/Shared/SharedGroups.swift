public import Replication

/// Somebody who has a person record, or only a name: a neighbour who sat in, an heir not yet recorded.
public enum PersonOrName {
    public static let person: UInt32 = 1
    public static let name: UInt32 = 2

    static let members = [
        MemberDefinition(person, "person", Label("人员", "Person"), .reference([PersonSchema.recordKind])),
        MemberDefinition(name, "name", Label("姓名", "Name"), .text(maxCharacters: 80)),
    ]
}

/// Somebody who works on the case: a user of the system, or a name and an organisation.
public enum UserOrName {
    public static let user: UInt32 = 1
    public static let name: UInt32 = 2
    public static let organisation: UInt32 = 3

    static let members = [
        MemberDefinition(user, "user", Label("用户", "User"), .reference([DirectorySchema.userKind])),
        MemberDefinition(name, "name", Label("姓名", "Name"), .text(maxCharacters: 80)),
        MemberDefinition(organisation, "organisation", Label("单位", "Organisation"), .text(maxCharacters: 100)),
    ]
}

/// What happens next, when, and who sees to it: one register, because a date without its step misleads.
public enum NextStep {
    public static let step: UInt32 = 1
    public static let date: UInt32 = 2
    public static let responsible: UInt32 = 3

    static let type = ValueType.group([
        MemberDefinition(step, "step", Label("下一步工作", "Next step"), .text(maxCharacters: 500), required: true),
        MemberDefinition(date, "date", Label("计划日期", "Planned date"), .date),
        MemberDefinition(responsible, "responsible", Label("责任人", "Responsible"), .text(maxCharacters: 80)),
    ])
}

/// A due date with the reason for it: moved together, merged together.
public enum Due {
    public static let date: UInt32 = 1
    public static let reason: UInt32 = 2

    static let type = ValueType.group([
        MemberDefinition(date, "date", Label("期限", "Due date"), .date, required: true),
        MemberDefinition(reason, "reason", Label("期限依据", "Reason for the date"), .text(maxCharacters: 500)),
    ])
}

/// A sign of danger to the person or to others: escalated the same day.
///
/// Source: DOMAIN.md section 4, point 4.
public enum Safety {
    public static let raised: UInt32 = 1
    public static let concern: UInt32 = 2
    public static let text: UInt32 = 3

    /// The register with the flag, of a kind that has one.
    public static func register(of kind: RecordKind) -> RegisterNumber? {
        switch kind {
        case VisitSchema.recordKind: VisitSchema.safety
        case EmotionSchema.recordKind: EmotionSchema.safety
        default: nil
        }
    }

    /// The type of every field that has the flag.
    public static let type = ValueType.group([
        MemberDefinition(raised, "raised", Label("有安全风险", "Concern raised"), .boolean, required: true),
        MemberDefinition(concern, "concern", Label("风险类型", "Concern"), .code(.safetyConcern)),
        MemberDefinition(text, "text", Label("情况说明", "Details"), .text(maxCharacters: 1000)),
    ])
}
