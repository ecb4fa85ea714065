public import Replication

/// Something that somebody owes: a promise to a person (承诺), or what a meeting or the center gave a department to do
/// (交办). It is shown until it is closed, and being late does not take it away.
///
/// Source: DOMAIN.md section 1, nos. 36, 39 and 40.
public enum TaskSchema {
    public static let recordKind = RecordKind(rawValue: 119)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let kind = RegisterNumber(rawValue: 3)
    public static let text = RegisterNumber(rawValue: 4)
    public static let responsible = RegisterNumber(rawValue: 5)
    public static let promisedTo = RegisterNumber(rawValue: 6)
    public static let path = RegisterNumber(rawValue: 7)
    public static let due = RegisterNumber(rawValue: 8)
    public static let rule = RegisterNumber(rawValue: 9)
    public static let start = RegisterNumber(rawValue: 10)
    public static let extensions = RegisterNumber(rawValue: 11)
    public static let suspensions = RegisterNumber(rawValue: 12)
    public static let meeting = RegisterNumber(rawValue: 13)
    public static let visit = RegisterNumber(rawValue: 14)
    public static let closed = RegisterNumber(rawValue: 15)
    public static let attachments = RegisterNumber(rawValue: 16)
    public static let obstacle = RegisterNumber(rawValue: 17)

    /// Members of `closed`.
    public enum Closed {
        public static let on: UInt32 = 1
        public static let how: UInt32 = 2
        public static let by: UInt32 = 3
        public static let lateReason: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "task", Label("任务(承诺、交办)", "Task"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(kind, "kind", Label("任务类型", "Kind"), .code(.taskKind), required: true),
            RegisterDefinition(
                text, "text", Label("内容", "What"), .text(maxCharacters: 1000), required: true, sensitivity: .personal),
            RegisterDefinition(
                responsible, "responsible", Label("责任单位和责任人", "Responsible"), .group(UserOrName.members), required: true
            ),
            RegisterDefinition(
                promisedTo, "promised_to", Label("向谁承诺", "Promised to"), .group(PersonOrName.members),
                sensitivity: .personal),
            RegisterDefinition(path, "path", Label("解决路径", "How it will be done"), .text(maxCharacters: 1000)),
            RegisterDefinition(due, "due", Label("期限", "Due"), Due.type, required: true),
            RegisterDefinition(rule, "rule", Label("期限规则", "Rule of the period"), .text(maxCharacters: 40)),
            RegisterDefinition(start, "start", Label("起算日期", "First day"), .date),
            RegisterDefinition(extensions, "extensions", Label("延期", "Extensions"), PeriodParts.extensions),
            RegisterDefinition(suspensions, "suspensions", Label("中止", "Suspensions"), PeriodParts.suspensions),
            RegisterDefinition(meeting, "meeting", Label("交办会议", "Meeting"), .reference([MeetingSchema.recordKind])),
            RegisterDefinition(visit, "visit", Label("承诺的走访", "Visit"), .reference([VisitSchema.recordKind])),
            RegisterDefinition(closed, "closed", Label("办结", "Closed"), .group(closedMembers)),
            .attachments(attachments),
            RegisterDefinition(
                obstacle, "obstacle", Label("要打通的症结", "Obstacle that it removes"),
                .reference([ObstacleSchema.recordKind])),
        ])

    private static let closedMembers = [
        MemberDefinition(Closed.on, "on", Label("办结日期", "Date"), .date, required: true),
        MemberDefinition(Closed.how, "how", Label("办结情况", "How"), .text(maxCharacters: 1000), required: true),
        MemberDefinition(Closed.by, "by", Label("确认人", "Confirmed by"), .text(maxCharacters: 80)),
        MemberDefinition(Closed.lateReason, "late_reason", Label("逾期原因", "Why late"), .text(maxCharacters: 500)),
    ]
}
