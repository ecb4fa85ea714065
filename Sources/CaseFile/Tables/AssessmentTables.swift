extension CodeTable.Name {
    public static let demandDimension = Self("demand_dimension")
    public static let caseComplexity = Self("case_complexity")
    public static let eventLevel = Self("event_level")
    public static let eventNature = Self("event_nature")
    public static let warningLevel = Self("warning_level")
    public static let mediationSource = Self("mediation_source")
    public static let mediationCommittee = Self("mediation_committee")
    public static let personCategory = Self("person_category")
    public static let consentKind = Self("consent_kind")
}

extension CodeTable {
    /// The three dimensions are not named anywhere; these are a proposal, and a county sets its own (DOMAIN.md section 8,
    /// question 2).
    static let demandDimension = CodeTable(
        .demandDimension, Label("诉求分析维度", "Dimension of analysis"), isOpen: true,
        codes: [
            Code("facts", "事实维度", "Facts"),
            Code("policy", "法律政策维度", "Law and policy"),
            Code("feelings", "情感心理维度", "Feelings"),
        ])

    /// Source: DOMAIN.md section 2.6.
    static let caseComplexity = CodeTable(
        .caseComplexity, Label("复杂程度", "Complexity"),
        codes: [
            Code("simple", "简单", "Simple"),
            Code("ordinary", "一般", "Ordinary"),
            Code("complex", "复杂", "Complex"),
        ])

    /// Source: DOMAIN.md section 2.2.
    static let eventLevel = CodeTable(
        .eventLevel, Label("事件级别", "Event level"),
        codes: [
            Code("01", "特别重大", "Extremely serious"),
            Code("02", "重大", "Serious"),
            Code("03", "较大", "Considerable"),
            Code("04", "一般", "Ordinary"),
        ])

    static let eventNature = CodeTable(
        .eventNature, Label("事件性质", "Event nature"),
        codes: [
            Code("01", "治安", "Public order"),
            Code("02", "刑事", "Criminal"),
            Code("03", "民商事", "Civil and commercial"),
            Code("04", "行政", "Administrative"),
            Code("99", "其他", "Other"),
        ])

    /// Source: DOMAIN.md section 2.4.
    static let warningLevel = CodeTable(
        .warningLevel, Label("预警级别", "Warning level"),
        codes: [
            Code("01", "一级(可能引发群体性事件等严重影响社会稳定)", "First: may lead to mass incidents"),
            Code("02", "二级(群体闹事苗头)", "Second: signs of collective trouble"),
            Code("03", "三级(可能引发群体越级非正常访)", "Third: may lead to collective petitions above the level"),
        ])

    /// Source: DOMAIN.md section 2.3, statistics of people's mediation.
    static let mediationSource = CodeTable(
        .mediationSource, Label("调解来源", "Where the mediation came from"),
        codes: [
            Code("own_initiative", "主动调解", "Own initiative"),
            Code("on_request", "依申请", "On request"),
            Code("court", "接受法院委托移送", "Entrusted by a court"),
            Code("procuratorate", "接受检察院委托移送", "Entrusted by a procuratorate"),
            Code("police", "接受公安机关委托移送", "Entrusted by the police"),
            Code("petition_office", "接受信访部门委托移送", "Entrusted by a petition office"),
            Code("other_transfer", "接受其他单位委托移送", "Entrusted by another body"),
        ])

    static let mediationCommittee = CodeTable(
        .mediationCommittee, Label("调委会类型", "Kind of mediation committee"),
        codes: [
            Code("village", "村", "Village"),
            Code("residents", "居", "Residents"),
            Code("town", "乡镇", "Town"),
            Code("street", "街道", "Street"),
            Code("enterprise", "企事业", "Enterprise"),
            Code("association", "社会团体", "Association"),
        ])

    /// The national labels; the numeric codes are not published. The second group of the source labels people by their
    /// grievance, and is left out on purpose.
    ///
    /// Source: DOMAIN.md section 2.2.
    static let personCategory = CodeTable(
        .personCategory, Label("人员类别", "Category of a person"),
        codes: [
            Code("employee", "机关企事业单位从业人员", "Employee of a public body or enterprise"),
            Code("farming", "农林牧渔从业人员", "Farming, forestry, fishing"),
            Code("self_employed", "个体或自由职业人员", "Self-employed"),
            Code("military", "军人", "Military"),
            Code("retired", "离退休人员", "Retired"),
            Code("student", "学生", "Student"),
            Code("unemployed", "无业人员", "Without work"),
            Code("other", "其他人员", "Other"),
        ])

    /// Source: DOMAIN.md section 5; 人民调解法 art 20.
    static let consentKind = CodeTable(
        .consentKind, Label("同意事项", "What consent is for"), isOpen: true,
        codes: [
            Code("questionnaire", "情绪量表", "Questionnaire on feelings"),
            Code("recording", "录音拍照", "Recording and photographs"),
            Code("invite_relatives", "邀请亲友参与", "Inviting relatives and neighbours"),
            Code("library", "案例入库", "Use in the library"),
        ])
}
