import CaseFile

/// A column of a list of people.
enum PersonColumn: String, CaseIterable {
    case name
    case sex
    case birth
    case identityType = "identity_type"
    case identity
    case phone
    case address
    case household
    case householdAddress = "household_address"
    case relation
    case deceased
    case deathDate = "death_date"
    case note

    /// The column's name in each language, then other names that lists use.
    var names: [String] { [rawValue, label.zhHans, label.en] + aliases }

    var label: Label {
        switch self {
        case .name: Label("姓名", "Name")
        case .sex: Label("性别", "Sex")
        case .birth: Label("出生日期", "Date of birth")
        case .identityType: Label("证件类型", "Document type")
        case .identity: Label("证件号码", "Document number")
        case .phone: Label("联系电话", "Phone")
        case .address: Label("居住地址", "Address")
        case .household: Label("所在户", "Household")
        case .householdAddress: Label("住址", "Household address")
        case .relation: Label("与户主关系", "Relation to the head")
        case .deceased: Label("已去世", "Deceased")
        case .deathDate: Label("去世日期", "Date of death")
        case .note: Label("备注", "Note")
        }
    }

    private var aliases: [String] {
        switch self {
        case .birth: ["出生年月日", "生日"]
        case .identity: ["身份证号", "身份证号码", "公民身份号码", "identity_number"]
        case .phone: ["电话", "手机", "手机号", "手机号码"]
        case .address: ["现居住地址"]
        case .household: ["户号", "户编号", "户"]
        case .householdAddress: ["户地址", "家庭住址", "家庭地址"]
        case .relation: ["关系"]
        default: []
        }
    }

    static func named(_ header: String) -> PersonColumn? {
        let wanted = header.lowercased()
        return allCases.first { $0.names.contains { $0.lowercased() == wanted } }
    }
}
