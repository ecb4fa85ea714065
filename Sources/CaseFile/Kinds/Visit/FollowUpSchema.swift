public import Replication

/// A follow-up that was done (回访), with the person's own words.
///
/// Source: the 回访记录 form of 2010, DOMAIN.md section 3.
public enum FollowUpSchema {
    public static let recordKind = RecordKind(rawValue: 110)
    public static let plan = RegisterNumber(rawValue: 2)
    public static let `case` = RegisterNumber(rawValue: 3)
    public static let level = RegisterNumber(rawValue: 4)
    public static let doneOn = RegisterNumber(rawValue: 5)
    public static let performance = RegisterNumber(rawValue: 6)
    public static let satisfaction = RegisterNumber(rawValue: 7)
    public static let recurrence = RegisterNumber(rawValue: 8)
    public static let words = RegisterNumber(rawValue: 9)
    public static let next = RegisterNumber(rawValue: 10)
    public static let visitors = RegisterNumber(rawValue: 11)
    public static let mode = RegisterNumber(rawValue: 12)
    public static let attachments = RegisterNumber(rawValue: 13)
    public static let lateReason = RegisterNumber(rawValue: 14)

    /// Members of `performance`.
    public enum Performance {
        public static let status: UInt32 = 1
        public static let text: UInt32 = 2
    }

    /// Members of `recurrence`.
    public enum Recurrence {
        public static let recurred: UInt32 = 1
        public static let text: UInt32 = 2
    }

    static let definition = KindDefinition(
        recordKind, "follow_up", Label("回访", "Follow-up"), in: .village, isFact: true,
        registers: [
            RegisterDefinition(
                plan, "plan", Label("回访计划", "Follow-up plan"), .reference([FollowUpPlanSchema.recordKind])),
            .ofCase(`case`),
            RegisterDefinition(level, "level", Label("回访层级", "Level"), .code(.followUpLevel), required: true),
            RegisterDefinition(doneOn, "done_on", Label("回访日期", "Done on"), .date, required: true),
            RegisterDefinition(
                performance, "performance", Label("履行情况", "Performance"),
                .group([
                    MemberDefinition(
                        Performance.status, "status", Label("状态", "Status"), .code(.milestoneStatus),
                        required: true),
                    MemberDefinition(Performance.text, "text", Label("说明", "Details"), .text(maxCharacters: 1000)),
                ])),
            RegisterDefinition(satisfaction, "satisfaction", Label("满意度", "Satisfaction"), .code(.satisfaction)),
            RegisterDefinition(
                recurrence, "recurrence", Label("有无反复", "Recurrence"),
                .group([
                    MemberDefinition(
                        Recurrence.recurred, "recurred", Label("出现反复", "Recurred"), .boolean, required: true),
                    MemberDefinition(Recurrence.text, "text", Label("说明", "Details"), .text(maxCharacters: 1000)),
                ])),
            RegisterDefinition(
                words, "words", Label("群众原话", "The person's own words"), .longText, sensitivity: .personal),
            RegisterDefinition(next, "next", Label("下一步", "Next"), NextStep.type),
            RegisterDefinition(
                visitors, "visitors", Label("回访人", "Visitors"), .list(of: .group(UserOrName.members))),
            RegisterDefinition(mode, "mode", Label("回访方式", "Mode"), .code(.visitMode)),
            .attachments(attachments),
            RegisterDefinition(
                lateReason, "late_reason", Label("逾期或补录原因", "Why late"), .text(maxCharacters: 500)),
        ])
}
