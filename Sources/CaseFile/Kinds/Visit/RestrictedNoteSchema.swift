public import Replication

/// What was said back to back at a visit, of the visit itself or of one person's feeling there: a record of its own in a
/// restricted scope, because a hidden field would reach every machine that has the visit.
///
/// The visit itself stays with its village: that somebody was there, when and with whom is nobody's secret. So do the flag
/// and the kind of a danger, which everybody must act upon. What somebody demands back to back is a demand in that scope.
///
/// Source: DOMAIN.md section 1, no. 4; DESIGN.md section 2, "scope".
public enum RestrictedNoteSchema {
    public static let recordKind = RecordKind(rawValue: 150)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let visit = RegisterNumber(rawValue: 3)
    public static let text = RegisterNumber(rawValue: 4)
    public static let attachments = RegisterNumber(rawValue: 5)
    public static let person = RegisterNumber(rawValue: 6)
    public static let safety = RegisterNumber(rawValue: 7)
    public static let observed = RegisterNumber(rawValue: 8)

    static let definition = KindDefinition(
        recordKind, "restricted_note", Label("限制阅读的话", "Words for named readers"), in: .village, isFact: true,
        registers: [
            .ofCase(`case`, required: false),
            RegisterDefinition(
                visit, "visit", Label("走访", "Visit"), .reference([VisitSchema.recordKind]), required: true),
            RegisterDefinition(text, "text", Label("说的话", "What was said"), .longText, sensitivity: .restricted),
            RegisterDefinition(
                attachments, "attachments", Label("附件", "Attachments"), .list(of: .attachment),
                sensitivity: .restricted),
            RegisterDefinition(
                person, "person", Label("谁的心情", "Whose feeling"), .reference([PersonSchema.recordKind]),
                sensitivity: .restricted),
            RegisterDefinition(
                safety, "safety", Label("安全风险的说明", "Details of the danger"), .text(maxCharacters: 1000),
                sensitivity: .restricted),
            RegisterDefinition(
                observed, "observed", Label("观察者的话", "Observer's words"), .text(maxCharacters: 500),
                sensitivity: .restricted),
        ])
}
