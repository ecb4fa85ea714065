public import Replication

/// A person's part in a case: on which side, and in what capacity.
public enum CasePartySchema {
    public static let recordKind = RecordKind(rawValue: 103)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let person = RegisterNumber(rawValue: 3)
    public static let side = RegisterNumber(rawValue: 4)
    public static let capacity = RegisterNumber(rawValue: 5)
    public static let represents = RegisterNumber(rawValue: 6)
    public static let note = RegisterNumber(rawValue: 7)

    /// Codes of `side`.
    public static let applicant = "applicant"
    public static let opponent = "opponent"

    static let definition = KindDefinition(
        recordKind, "case_party", Label("当事人", "Case party"), in: .village, isFact: true,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(
                person, "person", Label("人员", "Person"), .reference([PersonSchema.recordKind]), required: true,
                sensitivity: .personal),
            RegisterDefinition(side, "side", Label("一方", "Side"), .code(.partySide), required: true),
            RegisterDefinition(capacity, "capacity", Label("身份", "Capacity"), .code(.partyCapacity)),
            RegisterDefinition(
                represents, "represents", Label("代表谁", "On behalf of"), .reference([PersonSchema.recordKind]),
                sensitivity: .personal),
            RegisterDefinition(
                note, "note", Label("备注", "Note"), .text(maxCharacters: 500), sensitivity: .personal),
        ])
}
