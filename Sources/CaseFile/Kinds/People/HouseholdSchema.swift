public import Replication

/// A household: where a visit goes. Its members point at it from their person records.
public enum HouseholdSchema {
    public static let recordKind = RecordKind(rawValue: 100)
    public static let area = RegisterNumber(rawValue: 2)
    public static let address = RegisterNumber(rawValue: 3)
    public static let head = RegisterNumber(rawValue: 4)
    public static let note = RegisterNumber(rawValue: 5)

    static let definition = KindDefinition(
        recordKind, "household", Label("农户", "Household"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(area, "area", Label("所在村(社区)", "Area"), .reference([DirectorySchema.areaKind])),
            RegisterDefinition(
                address, "address", Label("住址", "Address"), .text(maxCharacters: 200), required: true,
                sensitivity: .personal),
            RegisterDefinition(
                head, "head", Label("户主", "Head of household"), .group(PersonOrName.members),
                sensitivity: .personal),
            RegisterDefinition(note, "note", Label("备注", "Note"), .longText, sensitivity: .personal),
            Home.definition,
        ])
}
