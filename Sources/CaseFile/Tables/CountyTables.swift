extension CodeTable.Name {
    public static let deadlineUnit = Self("deadline_unit")
    public static let deadlineRoll = Self("deadline_roll")
    public static let deadlineSource = Self("deadline_source")
    public static let countyFieldType = Self("county_field_type")
    public static let sensitivity = Self("sensitivity")
}

extension CodeTable {
    /// The words of `DeadlineRule.Unit`.
    static let deadlineUnit = CodeTable(
        .deadlineUnit, Label("期限单位", "Unit of a period"),
        codes: [
            Code("day", "日", "Days"),
            Code("working_day", "工作日", "Working days"),
            Code("month", "月", "Months"),
        ])

    /// The words of `DeadlineRule.Roll`.
    static let deadlineRoll = CodeTable(
        .deadlineRoll, Label("末日逢休假", "Where the end is a free day"),
        codes: [
            Code("stays", "不顺延", "Stays"),
            Code("may_move", "可能顺延(按较早日期提醒)", "May move; the earlier day counts"),
            Code("moves", "顺延", "Moves"),
        ])

    /// The words of `DeadlineRule.Source`.
    static let deadlineSource = CodeTable(
        .deadlineSource, Label("期限性质", "Source of a period"),
        codes: [
            Code("law", "法定", "Law"),
            Code("guidance", "指导", "Guidance"),
            Code("practice", "惯例", "Practice"),
            Code("county", "县定", "Set by the county"),
        ])

    static let countyFieldType = CodeTable(
        .countyFieldType, Label("字段类型", "Type of a field"),
        codes: [
            Code("text", "文字", "Text"),
            Code("integer", "整数", "Whole number"),
            Code("money", "金额", "Money"),
            Code("boolean", "是否", "Yes or no"),
            Code("date", "日期", "Date"),
            Code("code", "代码", "Code of a table"),
        ])

    /// The words of `Sensitivity`.
    static let sensitivity = CodeTable(
        .sensitivity, Label("敏感程度", "Sensitivity"),
        codes: [
            Code("ordinary", "一般", "Ordinary"),
            Code("personal", "个人信息", "Personal"),
            Code("sensitive", "敏感个人信息", "Sensitive"),
            Code("restricted", "仅限办案人员", "Restricted"),
        ])
}
