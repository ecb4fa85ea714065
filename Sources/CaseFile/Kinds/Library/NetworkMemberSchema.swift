public import Replication

/// A person or an organisation outside the office who is willing to help (多元参与网络): with what, where, and when.
///
/// Source: DOMAIN.md section 1, nos. 27 and 33.
public enum NetworkMemberSchema {
    public static let recordKind = RecordKind(rawValue: 131)
    public static let kind = RegisterNumber(rawValue: 2)
    public static let name = RegisterNumber(rawValue: 3)
    public static let organisation = RegisterNumber(rawValue: 4)
    public static let skills = RegisterNumber(rawValue: 5)
    public static let area = RegisterNumber(rawValue: 6)
    public static let phone = RegisterNumber(rawValue: 7)
    public static let availability = RegisterNumber(rawValue: 8)
    public static let note = RegisterNumber(rawValue: 9)

    static let definition = KindDefinition(
        recordKind, "network_member", Label("多元力量", "Member of the network"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(kind, "kind", Label("类型", "Kind"), .code(.networkKind), required: true),
            RegisterDefinition(
                name, "name", Label("姓名或名称", "Name"), .text(maxCharacters: 100), required: true, sensitivity: .personal),
            RegisterDefinition(organisation, "organisation", Label("所在单位", "Organisation"), .text(maxCharacters: 100)),
            RegisterDefinition(skills, "skills", Label("特长", "Skills"), .list(of: .code(.networkSkill))),
            RegisterDefinition(area, "area", Label("服务区域", "Area"), .reference([DirectorySchema.areaKind])),
            RegisterDefinition(
                phone, "phone", Label("联系电话", "Phone"), .text(maxCharacters: 60), sensitivity: .personal, format: .phone
            ),
            RegisterDefinition(availability, "availability", Label("何时有空", "Availability"), .text(maxCharacters: 200)),
            RegisterDefinition(note, "note", Label("备注", "Note"), .text(maxCharacters: 500), sensitivity: .personal),
        ])
}
