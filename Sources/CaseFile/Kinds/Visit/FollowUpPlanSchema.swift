public import Replication

/// A follow-up that somebody owes: the town and the village each plan their own.
public enum FollowUpPlanSchema {
    public static let recordKind = RecordKind(rawValue: 109)
    public static let agreement = RegisterNumber(rawValue: 2)
    public static let `case` = RegisterNumber(rawValue: 3)
    public static let level = RegisterNumber(rawValue: 4)
    public static let owner = RegisterNumber(rawValue: 5)
    public static let due = RegisterNumber(rawValue: 6)
    public static let purpose = RegisterNumber(rawValue: 7)

    static let definition = KindDefinition(
        recordKind, "follow_up_plan", Label("回访计划", "Follow-up plan"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(
                agreement, "agreement", Label("协议", "Agreement"), .reference([AgreementSchema.recordKind])),
            .ofCase(`case`),
            RegisterDefinition(level, "level", Label("回访层级", "Level"), .code(.followUpLevel), required: true),
            RegisterDefinition(owner, "owner", Label("回访责任人", "Owner"), .group(UserOrName.members)),
            RegisterDefinition(due, "due", Label("回访期限", "Due"), Due.type, required: true),
            RegisterDefinition(purpose, "purpose", Label("回访事由", "Purpose"), .text(maxCharacters: 500)),
        ])
}
