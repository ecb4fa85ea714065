public import Replication

/// A consultation on a case (分级会诊): the question, who was asked, and what they concluded together. What each of them
/// said is an `opinion` of its own, because the psychological one has readers of its own.
///
/// Source: DOMAIN.md section 1, nos. 7 and 8. The levels are the county's (open table).
public enum ConsultationSchema {
    public static let recordKind = RecordKind(rawValue: 115)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let level = RegisterNumber(rawValue: 3)
    public static let on = RegisterNumber(rawValue: 4)
    public static let question = RegisterNumber(rawValue: 5)
    public static let specialists = RegisterNumber(rawValue: 6)
    public static let conclusion = RegisterNumber(rawValue: 7)
    public static let next = RegisterNumber(rawValue: 8)
    public static let attachments = RegisterNumber(rawValue: 9)
    public static let raisedFrom = RegisterNumber(rawValue: 10)

    /// Members of `conclusion`.
    public enum Conclusion {
        public static let text: UInt32 = 1
        public static let on: UInt32 = 2
        public static let escalateTo: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "consultation", Label("会诊", "Consultation"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(level, "level", Label("会诊层级", "Level"), .code(.consultationLevel), required: true),
            RegisterDefinition(on, "on", Label("会诊日期", "Date"), .date),
            RegisterDefinition(
                question, "question", Label("会诊问题", "Question"), .text(maxCharacters: 2000), required: true,
                sensitivity: .personal),
            RegisterDefinition(
                specialists, "specialists", Label("会诊人员", "Specialists"), .list(of: .group(UserOrName.members))),
            RegisterDefinition(
                conclusion, "conclusion", Label("会诊结论", "Conclusion"), .group(conclusionMembers), sensitivity: .personal
            ),
            RegisterDefinition(next, "next", Label("下一步", "Next"), NextStep.type),
            .attachments(attachments),
            RegisterDefinition(
                raisedFrom, "raised_from", Label("由哪次会诊提级", "Raised from"), .reference([recordKind])),
        ])

    private static let conclusionMembers = [
        MemberDefinition(
            Conclusion.text, "text", Label("会诊结论", "Conclusion"), .text(maxCharacters: 2000), required: true),
        MemberDefinition(Conclusion.on, "on", Label("结论日期", "Date"), .date),
        MemberDefinition(Conclusion.escalateTo, "escalate_to", Label("提级到", "Escalate to"), .code(.consultationLevel)),
    ]
}
