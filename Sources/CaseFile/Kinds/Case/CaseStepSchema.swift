public import Replication

/// A step that the case entered, with the day on which it did and what shows it.
///
/// The case's stage says where it stands; a step says since when, also where it is written down late, and it carries the
/// four stages of a long-standing case (溯源、拆解、协同、闭环), which run beside the ordinary ones.
///
/// Source: DOMAIN.md section 1, nos. 21 and 32.
public enum CaseStepSchema {
    public static let recordKind = RecordKind(rawValue: 112)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let stage = RegisterNumber(rawValue: 3)
    public static let backlogStage = RegisterNumber(rawValue: 4)
    public static let enteredOn = RegisterNumber(rawValue: 5)
    public static let by = RegisterNumber(rawValue: 6)
    public static let evidence = RegisterNumber(rawValue: 7)
    public static let attachments = RegisterNumber(rawValue: 8)

    static let definition = KindDefinition(
        recordKind, "case_step", Label("办理进程", "Step of the case"), in: .village, isFact: true,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(stage, "stage", Label("办理阶段", "Stage"), .code(.caseStage)),
            RegisterDefinition(
                backlogStage, "backlog_stage", Label("积案阶段", "Stage of a long-standing case"), .code(.backlogStage)),
            RegisterDefinition(enteredOn, "entered_on", Label("进入日期", "Entered on"), .date, required: true),
            RegisterDefinition(by, "by", Label("经办人", "By"), .group(UserOrName.members)),
            RegisterDefinition(
                evidence, "evidence", Label("依据", "Evidence"), .text(maxCharacters: 1000), sensitivity: .personal),
            .attachments(attachments),
        ])
}
