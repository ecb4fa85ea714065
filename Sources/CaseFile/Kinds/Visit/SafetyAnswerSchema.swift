public import Replication

/// What somebody did about a sign of danger, by name. Until one stands the concern is open, whatever becomes of its visit,
/// its task or its case: that one was closed, withdrawn, corrected or lowered by somebody who did not know answers nothing.
/// It answers what its author had seen (`AnsweredSigns`). A sign that was raised by mistake is answered by saying so.
///
/// Source: DOMAIN.md section 4, point 4.
public enum SafetyAnswerSchema {
    public static let recordKind = RecordKind(rawValue: 151)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let raised = RegisterNumber(rawValue: 3)
    public static let by = RegisterNumber(rawValue: 4)
    public static let at = RegisterNumber(rawValue: 5)
    public static let what = RegisterNumber(rawValue: 6)
    public static let told = RegisterNumber(rawValue: 7)

    static let definition = KindDefinition(
        recordKind, "safety_answer", Label("安全风险处置", "Answer to a safety concern"), in: .village, isFact: true,
        registers: [
            .ofCase(`case`, required: false),
            RegisterDefinition(
                raised, "raised", Label("提出风险的记录", "Where it was raised"),
                .reference([VisitSchema.recordKind, EmotionSchema.recordKind]), required: true),
            RegisterDefinition(by, "by", Label("处置人", "By"), .group(UserOrName.members), required: true),
            RegisterDefinition(at, "at", Label("处置时间", "When"), .instant, required: true),
            RegisterDefinition(
                what, "what", Label("怎样处置的", "What was done"), .longText, required: true, sensitivity: .sensitive),
            RegisterDefinition(
                told, "told", Label("告知了谁", "Who was told"), .text(maxCharacters: 200), sensitivity: .personal),
            AnsweredSigns.definition,
        ])
}
