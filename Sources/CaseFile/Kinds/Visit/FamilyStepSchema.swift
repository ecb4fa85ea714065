public import Replication

/// One step of a plan to bring people together again (亲情重建): who with whom does what by when. Notes, and no scores.
///
/// Source: DOMAIN.md section 1, nos. 9 and 13.
public enum FamilyStepSchema {
    public static let recordKind = RecordKind(rawValue: 125)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let who = RegisterNumber(rawValue: 3)
    public static let with = RegisterNumber(rawValue: 4)
    public static let what = RegisterNumber(rawValue: 5)
    public static let due = RegisterNumber(rawValue: 6)
    public static let progress = RegisterNumber(rawValue: 7)

    /// Members of each of `progress`.
    public enum Progress {
        public static let on: UInt32 = 1
        public static let text: UInt32 = 2
    }

    static let definition = KindDefinition(
        recordKind, "family_step", Label("亲情重建", "Step of a family plan"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(
                who, "who", Label("谁", "Who"), .list(of: .group(PersonOrName.members)), required: true,
                sensitivity: .personal),
            RegisterDefinition(
                with, "with", Label("与谁", "With whom"), .list(of: .group(PersonOrName.members)), sensitivity: .personal),
            RegisterDefinition(
                what, "what", Label("做什么", "What"), .text(maxCharacters: 500), required: true, sensitivity: .personal),
            RegisterDefinition(due, "due", Label("计划日期", "Due"), Due.type),
            RegisterDefinition(
                progress, "progress", Label("进展", "Progress"), .list(of: .group(progressMembers)),
                sensitivity: .personal),
        ])

    private static let progressMembers = [
        MemberDefinition(Progress.on, "on", Label("日期", "Date"), .date, required: true),
        MemberDefinition(
            Progress.text, "text", Label("进展", "What happened"), .text(maxCharacters: 1000), required: true),
    ]
}
