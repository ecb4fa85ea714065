extension CodeTable.Name {
    public static let visitMode = Self("visit_mode")
    public static let placeKind = Self("place_kind")
    public static let visitMethod = Self("visit_method")
    public static let emotionLabel = Self("emotion_label")
    public static let safetyConcern = Self("safety_concern")
}

extension CodeTable {
    /// Back to back means that each side is heard alone.
    static let visitMode = CodeTable(
        .visitMode, Label("走访方式", "Mode of the visit"),
        codes: [
            Code("face_to_face", "面对面", "Face to face"),
            Code("back_to_back", "背靠背", "Back to back"),
            Code("phone", "电话", "By telephone"),
        ])

    static let placeKind = CodeTable(
        .placeKind, Label("地点类型", "Kind of place"), isOpen: true,
        codes: [
            Code("courtyard", "院落", "Home or courtyard"),
            Code("field", "田头", "In the fields"),
            Code("village_office", "村委会", "Village office"),
            Code("center", "中心", "Center"),
            Code("phone", "电话", "Telephone"),
            Code("other", "其他", "Other"),
        ])

    /// The ways of working that the seed article names, and the words in which cadres know them.
    ///
    /// Source: DOMAIN.md section 1, nos. 4, 8, 9 and 10.
    static let visitMethod = CodeTable(
        .visitMethod, Label("工作方法", "Method"), isOpen: true,
        codes: [
            Code("empathy", "共情互谅", "Empathy and mutual understanding"),
            Code("family_ties", "亲情唤醒", "Recalling family ties"),
            Code("other_shoes", "换位思考", "Seeing it from the other side"),
            Code("feelings_first", "先谈心情、再谈事情", "Feelings first, matters second"),
            Code("old_debts_first", "先还旧账、再补新账", "Old debts first, new ones second"),
            Code("law", "法律释明", "Explaining the law"),
            Code("reason", "情理疏导", "Appeal to reason and custom"),
            Code("psychology", "心理疏导", "Psychological support"),
            Code("policy", "政策宣讲", "Explaining the policy"),
            Code("similar_cases", "同类案例对比", "Comparing similar cases"),
            Code("third_party", "引入第三方", "Bringing in a third party"),
        ])

    /// One observed main feeling: a label and no scale.
    ///
    /// Source: DOMAIN.md section 4, point 2.
    static let emotionLabel = CodeTable(
        .emotionLabel, Label("主要情绪", "Main feeling"),
        codes: [
            Code("calm", "平静", "Calm"),
            Code("hurt", "委屈难过", "Wronged or sad"),
            Code("angry", "愤怒", "Angry"),
            Code("anxious", "焦虑担心", "Anxious or worried"),
            Code("afraid", "害怕", "Afraid"),
            Code("disappointed", "失望", "Disappointed"),
            Code("numb", "麻木", "Numb"),
            Code("other", "其他", "Other"),
        ])

    static let safetyConcern = CodeTable(
        .safetyConcern, Label("安全风险类型", "Safety concern"), isOpen: true,
        codes: [
            Code("self_harm", "自伤", "Self-harm"),
            Code("harm_to_others", "伤人", "Harm to others"),
            Code("extreme", "极端言行", "Extreme words or acts"),
            Code("other", "其他", "Other"),
        ])
}
