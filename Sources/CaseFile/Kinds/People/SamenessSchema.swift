public import Replication

/// Somebody's word on whether two registrations are of one person, or of one household (同一对象认定).
///
/// Merging changes neither of them: both stay as they are, with every visit and follow-up that names them, and are shown as
/// one. So it is undone by another verdict, and what was written offline about either since is in its place. "Different"
/// is kept, too, so that the pair is not proposed again. A pair has one record, whoever writes it.
///
/// Source: DESIGN.md section 5 (nothing is rewritten); FAILURES.md F6.
public enum SamenessSchema {
    public static let recordKind = RecordKind(rawValue: 135)
    public static let first = RegisterNumber(rawValue: 2)
    public static let second = RegisterNumber(rawValue: 3)
    public static let verdict = RegisterNumber(rawValue: 4)
    public static let kept = RegisterNumber(rawValue: 5)
    public static let reason = RegisterNumber(rawValue: 6)

    /// Codes of `verdict`.
    public static let same = "same"
    public static let different = "different"

    /// What can be registered twice.
    public static let kinds = [PersonSchema.recordKind, HouseholdSchema.recordKind]

    static let definition = KindDefinition(
        recordKind, "sameness", Label("同一对象认定", "Sameness"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(
                first, "first", Label("一条登记", "One registration"), .reference(kinds), required: true,
                sensitivity: .personal),
            RegisterDefinition(
                second, "second", Label("另一条登记", "The other"), .reference(kinds), required: true,
                sensitivity: .personal),
            RegisterDefinition(verdict, "verdict", Label("认定", "Verdict"), .code(.sameness), required: true),
            RegisterDefinition(
                kept, "kept", Label("以哪一条为准", "Which is shown"), .reference(kinds), sensitivity: .personal),
            RegisterDefinition(
                reason, "reason", Label("依据", "Reason"), .text(maxCharacters: 500), required: true,
                sensitivity: .personal),
        ])
}
