extension CodeTable.Name {
    public static let mediationCategory = Self("mediation_category")
}

extension CodeTable {
    /// The dispute types of people's mediation, which the judicial offices count by: a second system beside the event
    /// category, not a translation of it.
    ///
    /// Source: DOMAIN.md section 2.3.
    static let mediationCategory = CodeTable(
        .mediationCategory, Label("人民调解纠纷类型", "Mediation category"),
        codes: [
            Code("01", "婚姻家庭", "Marriage and family"),
            Code("02", "邻里", "Neighbours"),
            Code("03", "房产宅基地", "Housing and homestead land"),
            Code("04", "合同", "Contracts"),
            Code("05", "生产经营", "Production and business"),
            Code("06", "损害赔偿", "Damages"),
            Code("07", "山林土地", "Forests and land"),
            Code("08", "征地拆迁", "Land taking and demolition"),
            Code("09", "环境污染", "Environmental pollution"),
            Code("10", "劳动争议", "Labour"),
            Code("11", "旅游", "Tourism"),
            Code("12", "消费", "Consumption"),
            Code("13", "医疗", "Medical"),
            Code("14", "道路交通事故", "Road traffic accident"),
            Code("15", "物业管理", "Property management"),
            Code("16", "知识产权", "Intellectual property"),
            Code("17", "互联网", "Internet"),
            Code("99", "其他", "Other"),
        ])
}
