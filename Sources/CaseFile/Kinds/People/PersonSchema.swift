public import Replication

/// A person whom a visit, a case or an agreement is about.
///
/// Only the name is required: the identity number is needed at an agreement, not at the door (PIPL art 6).
public enum PersonSchema {
    public static let recordKind = RecordKind(rawValue: 101)
    public static let name = RegisterNumber(rawValue: 2)
    public static let sex = RegisterNumber(rawValue: 3)
    public static let birth = RegisterNumber(rawValue: 4)
    public static let identity = RegisterNumber(rawValue: 5)
    public static let phone = RegisterNumber(rawValue: 6)
    public static let address = RegisterNumber(rawValue: 7)
    public static let household = RegisterNumber(rawValue: 8)
    public static let lifeStatus = RegisterNumber(rawValue: 9)
    public static let guardian = RegisterNumber(rawValue: 10)
    public static let representatives = RegisterNumber(rawValue: 11)
    public static let notice = RegisterNumber(rawValue: 12)
    public static let note = RegisterNumber(rawValue: 13)
    public static let consents = RegisterNumber(rawValue: 14)
    public static let category = RegisterNumber(rawValue: 15)

    /// Members of `identity`.
    public enum Identity {
        public static let type: UInt32 = 1
        public static let number: UInt32 = 2
    }

    /// Members of `household`.
    public enum Household {
        public static let household: UInt32 = 1
        public static let relation: UInt32 = 2
    }

    /// Members of `lifeStatus`.
    public enum LifeStatus {
        public static let deceased: UInt32 = 1
        public static let date: UInt32 = 2
    }

    /// Members of `guardian`, after those of `PersonOrName`.
    public enum Guardian {
        public static let relation: UInt32 = 3
        public static let phone: UInt32 = 4
    }

    /// Members of each of `representatives`, after those of `PersonOrName`.
    public enum Representative {
        public static let relation: UInt32 = 3
        public static let authority: UInt32 = 4
    }

    /// Members of `notice`.
    public enum Notice {
        public static let given: UInt32 = 1
        public static let date: UInt32 = 2
        public static let method: UInt32 = 3
    }

    /// Members of each of `consents`.
    public enum Consent {
        public static let to: UInt32 = 1
        public static let given: UInt32 = 2
        public static let on: UInt32 = 3
        public static let note: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "person", Label("人员", "Person"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(
                name, "name", Label("姓名", "Name"), .text(maxCharacters: 80), required: true, sensitivity: .personal),
            RegisterDefinition(sex, "sex", Label("性别", "Sex"), .code(.sex), sensitivity: .personal),
            RegisterDefinition(birth, "birth", Label("出生日期", "Date of birth"), .date, sensitivity: .personal),
            RegisterDefinition(
                identity, "identity", Label("证件", "Identity document"), .group(identityMembers),
                sensitivity: .sensitive),
            RegisterDefinition(
                phone, "phone", Label("联系电话", "Phone"), .text(maxCharacters: 60), sensitivity: .personal,
                format: .phone),
            RegisterDefinition(
                address, "address", Label("居住地址", "Address"), .text(maxCharacters: 200), sensitivity: .personal),
            RegisterDefinition(
                household, "household", Label("所在户", "Household"), .group(householdMembers),
                sensitivity: .personal),
            RegisterDefinition(
                lifeStatus, "life_status", Label("在世情况", "Life status"), .group(lifeStatusMembers),
                sensitivity: .personal),
            RegisterDefinition(
                guardian, "guardian", Label("监护人", "Guardian"), .group(guardianMembers), sensitivity: .sensitive),
            RegisterDefinition(
                representatives, "representatives", Label("继承人或代理人", "Heirs and representatives"),
                .list(of: .group(representativeMembers)), sensitivity: .personal),
            RegisterDefinition(
                notice, "notice", Label("个人信息告知", "Privacy notice"), .group(noticeMembers),
                sensitivity: .personal),
            RegisterDefinition(note, "note", Label("备注", "Note"), .longText, sensitivity: .personal),
            RegisterDefinition(
                consents, "consents", Label("同意事项", "Consents"), .list(of: .group(consentMembers)),
                sensitivity: .personal),
            RegisterDefinition(
                category, "category", Label("人员类别", "Category"), .code(.personCategory), sensitivity: .personal),
        ])

    private static let consentMembers = [
        MemberDefinition(Consent.to, "to", Label("同意事项", "To what"), .code(.consentKind), required: true),
        MemberDefinition(Consent.given, "given", Label("同意", "Given"), .boolean, required: true),
        MemberDefinition(Consent.on, "on", Label("日期", "Date"), .date),
        MemberDefinition(Consent.note, "note", Label("说明", "Note"), .text(maxCharacters: 200)),
    ]

    private static let identityMembers = [
        MemberDefinition(Identity.type, "type", Label("证件类型", "Document type"), .code(.identityType)),
        MemberDefinition(
            Identity.number, "number", Label("证件号码", "Document number"), .text(maxCharacters: 30), required: true),
    ]

    private static let householdMembers = [
        MemberDefinition(
            Household.household, "household", Label("户", "Household"), .reference([HouseholdSchema.recordKind]),
            required: true),
        MemberDefinition(
            Household.relation, "relation", Label("与户主关系", "Relation to the head"), .code(.householdRelation)),
    ]

    private static let lifeStatusMembers = [
        MemberDefinition(LifeStatus.deceased, "deceased", Label("已去世", "Deceased"), .boolean, required: true),
        MemberDefinition(LifeStatus.date, "date", Label("去世日期", "Date of death"), .date),
    ]

    private static let guardianMembers =
        PersonOrName.members + [
            MemberDefinition(Guardian.relation, "relation", Label("关系", "Relation"), .text(maxCharacters: 50)),
            MemberDefinition(
                Guardian.phone, "phone", Label("联系电话", "Phone"), .text(maxCharacters: 60), format: .phone),
        ]

    private static let representativeMembers =
        PersonOrName.members + [
            MemberDefinition(Representative.relation, "relation", Label("关系", "Relation"), .text(maxCharacters: 50)),
            MemberDefinition(
                Representative.authority, "authority", Label("授权或继承依据", "Document of authority"),
                .text(maxCharacters: 200)),
        ]

    private static let noticeMembers = [
        MemberDefinition(Notice.given, "given", Label("已告知", "Notice given"), .boolean, required: true),
        MemberDefinition(Notice.date, "date", Label("告知日期", "Date"), .date),
        MemberDefinition(Notice.method, "method", Label("告知方式", "Method"), .code(.noticeMethod)),
    ]
}
