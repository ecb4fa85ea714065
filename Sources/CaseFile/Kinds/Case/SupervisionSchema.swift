public import Replication

/// A level above watches over a case (督办): what it asks for and by when, what was answered, and its striking off (销号).
///
/// Source: DOMAIN.md sections 2.4 and 7.
public enum SupervisionSchema {
    public static let recordKind = RecordKind(rawValue: 132)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let issuer = RegisterNumber(rawValue: 3)
    public static let on = RegisterNumber(rawValue: 4)
    public static let items = RegisterNumber(rawValue: 5)
    public static let due = RegisterNumber(rawValue: 6)
    public static let feedback = RegisterNumber(rawValue: 7)
    public static let cleared = RegisterNumber(rawValue: 8)

    /// Members of `cleared`.
    public enum Cleared {
        public static let on: UInt32 = 1
        public static let by: UInt32 = 2
        public static let text: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "supervision", Label("督办", "Supervision"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(issuer, "issuer", Label("督办单位", "Issuer"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(on, "on", Label("督办日期", "Date"), .date, required: true),
            RegisterDefinition(
                items, "items", Label("督办事项", "What is asked for"), .text(maxCharacters: 2000), required: true,
                sensitivity: .personal),
            RegisterDefinition(due, "due", Label("期限", "Due"), Due.type),
            RegisterDefinition(feedback, "feedback", Label("反馈", "Feedback"), .longText, sensitivity: .personal),
            RegisterDefinition(cleared, "cleared", Label("销号", "Struck off"), .group(clearedMembers)),
        ])

    private static let clearedMembers = [
        MemberDefinition(Cleared.on, "on", Label("销号日期", "Date"), .date, required: true),
        MemberDefinition(Cleared.by, "by", Label("销号人", "By"), .text(maxCharacters: 80)),
        MemberDefinition(Cleared.text, "text", Label("销号情况", "How"), .text(maxCharacters: 1000)),
    ]
}
