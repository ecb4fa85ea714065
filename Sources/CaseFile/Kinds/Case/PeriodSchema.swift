public import Replication

/// A period that runs in a case by a rule of law or of the county: from which day, how much longer and by whose approval,
/// when it stood still, and when what it asks for was done.
///
/// The end is computed from it (`DeadlineRule`) and not stored, because a later edition of the holidays may know better.
///
/// Source: DOMAIN.md section 3.
public enum PeriodSchema {
    public static let recordKind = RecordKind(rawValue: 134)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let rule = RegisterNumber(rawValue: 3)
    public static let start = RegisterNumber(rawValue: 4)
    public static let extensions = RegisterNumber(rawValue: 5)
    public static let suspensions = RegisterNumber(rawValue: 6)
    public static let met = RegisterNumber(rawValue: 7)
    public static let note = RegisterNumber(rawValue: 8)

    /// Members of `met`.
    public enum Met {
        public static let on: UInt32 = 1
        public static let how: UInt32 = 2
        public static let lateReason: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "period", Label("办理期限", "Period"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(rule, "rule", Label("期限规则", "Rule"), .text(maxCharacters: 40), required: true),
            RegisterDefinition(start, "start", Label("起算日期", "First day"), .date, required: true),
            RegisterDefinition(extensions, "extensions", Label("延期", "Extensions"), PeriodParts.extensions),
            RegisterDefinition(suspensions, "suspensions", Label("中止", "Suspensions"), PeriodParts.suspensions),
            RegisterDefinition(met, "met", Label("完成", "Met"), .group(metMembers)),
            RegisterDefinition(note, "note", Label("说明", "Note"), .text(maxCharacters: 500)),
        ])

    private static let metMembers = [
        MemberDefinition(Met.on, "on", Label("完成日期", "Date"), .date, required: true),
        MemberDefinition(Met.how, "how", Label("完成情况", "How"), .text(maxCharacters: 1000)),
        MemberDefinition(Met.lateReason, "late_reason", Label("逾期原因", "Why late"), .text(maxCharacters: 500)),
    ]
}
