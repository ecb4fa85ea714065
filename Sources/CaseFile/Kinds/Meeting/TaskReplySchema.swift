public import Replication

/// What a department answered to a task, each time that it did.
///
/// Source: DOMAIN.md section 1, no. 40.
public enum TaskReplySchema {
    public static let recordKind = RecordKind(rawValue: 121)
    public static let task = RegisterNumber(rawValue: 2)
    public static let `case` = RegisterNumber(rawValue: 3)
    public static let by = RegisterNumber(rawValue: 4)
    public static let on = RegisterNumber(rawValue: 5)
    public static let text = RegisterNumber(rawValue: 6)
    public static let lateReason = RegisterNumber(rawValue: 7)
    public static let attachments = RegisterNumber(rawValue: 8)

    static let definition = KindDefinition(
        recordKind, "task_reply", Label("任务答复", "Reply to a task"), in: .village, isFact: true,
        registers: [
            RegisterDefinition(task, "task", Label("任务", "Task"), .reference([TaskSchema.recordKind]), required: true),
            .ofCase(`case`),
            RegisterDefinition(by, "by", Label("答复单位和人员", "By"), .group(UserOrName.members), required: true),
            RegisterDefinition(on, "on", Label("答复日期", "Date"), .date, required: true),
            RegisterDefinition(text, "text", Label("答复内容", "Reply"), .longText, required: true, sensitivity: .personal),
            RegisterDefinition(lateReason, "late_reason", Label("逾期原因", "Why late"), .text(maxCharacters: 500)),
            .attachments(attachments),
        ])
}
