extension CodeTable.Name {
    public static let networkKind = Self("network_kind")
    public static let networkSkill = Self("network_skill")
}

extension CodeTable {
    static let networkKind = CodeTable(
        .networkKind, Label("多元力量类型", "Kind of member"),
        codes: [
            Code("person", "个人", "Person"),
            Code("organisation", "单位", "Organisation"),
        ])

    static let networkSkill = CodeTable(
        .networkSkill, Label("特长", "Skill"), isOpen: true,
        codes: [
            Code("law", "法律", "Law"),
            Code("mediation", "调解", "Mediation"),
            Code("psychology", "心理", "Psychology"),
            Code("medicine", "医疗", "Medicine"),
            Code("land", "土地山林", "Land and forests"),
            Code("construction", "工程建筑", "Construction"),
            Code("finance", "金融", "Finance"),
            Code("local_voice", "乡贤", "A respected voice in the village"),
            Code("other", "其他", "Other"),
        ])
}
