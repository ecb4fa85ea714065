public import Replication

/// A case or its papers go from one to another (转办、交接): asked by the one, accepted or objected to by the other.
///
/// Until it is accepted the one who had it has it. Who received the case first stays so for good (首接负责制).
///
/// Source: DOMAIN.md section 1, nos. 25 and 35; 信访工作条例 art 23 for the objection.
public enum HandoverSchema {
    public static let recordKind = RecordKind(rawValue: 113)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let kind = RegisterNumber(rawValue: 3)
    public static let from = RegisterNumber(rawValue: 4)
    public static let to = RegisterNumber(rawValue: 5)
    public static let askedOn = RegisterNumber(rawValue: 6)
    public static let reason = RegisterNumber(rawValue: 7)
    public static let papers = RegisterNumber(rawValue: 8)
    public static let answer = RegisterNumber(rawValue: 9)
    public static let area = RegisterNumber(rawValue: 10)

    /// Members of `answer`.
    public enum Answer {
        public static let verdict: UInt32 = 1
        public static let on: UInt32 = 2
        public static let by: UInt32 = 3
        public static let reason: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "handover", Label("交接转办", "Handover"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(kind, "kind", Label("交接类型", "Kind"), .code(.handoverKind), required: true),
            RegisterDefinition(from, "from", Label("交出人", "From"), .group(UserOrName.members), required: true),
            RegisterDefinition(to, "to", Label("接收人", "To"), .group(UserOrName.members), required: true),
            RegisterDefinition(askedOn, "asked_on", Label("提出日期", "Asked on"), .date, required: true),
            RegisterDefinition(reason, "reason", Label("原因", "Reason"), .text(maxCharacters: 1000)),
            RegisterDefinition(papers, "papers", Label("移交材料", "Papers handed over"), .text(maxCharacters: 1000)),
            RegisterDefinition(answer, "answer", Label("接收答复", "Answer"), .group(answerMembers)),
            RegisterDefinition(
                area, "area", Label("接收区域", "Receiving area"), .reference([DirectorySchema.areaKind])),
        ])

    private static let answerMembers = [
        MemberDefinition(Answer.verdict, "verdict", Label("答复", "Answer"), .code(.handoverAnswer), required: true),
        MemberDefinition(Answer.on, "on", Label("答复日期", "Date"), .date, required: true),
        MemberDefinition(Answer.by, "by", Label("答复人", "By"), .text(maxCharacters: 80)),
        MemberDefinition(Answer.reason, "reason", Label("理由", "Reason"), .text(maxCharacters: 1000)),
    ]
}
