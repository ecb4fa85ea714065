extension CodeTable.Name {
    public static let backlogStage = Self("backlog_stage")
    public static let handoverKind = Self("handover_kind")
    public static let handoverAnswer = Self("handover_answer")
    public static let teamRole = Self("team_role")
    public static let consultationLevel = Self("consultation_level")
    public static let opinionAspect = Self("opinion_aspect")
    public static let taskKind = Self("task_kind")
    public static let offerStage = Self("offer_stage")
    public static let offerResponse = Self("offer_response")
    public static let obstacleKind = Self("obstacle_kind")
}

extension CodeTable {
    /// Source: DOMAIN.md section 1, no. 21.
    static let backlogStage = CodeTable(
        .backlogStage, Label("积案阶段", "Stage of a long-standing case"),
        codes: [
            Code("tracing", "积案溯源", "Tracing its history"),
            Code("analysis", "精准拆解", "Taking it apart"),
            Code("together", "多元协同", "Working together"),
            Code("closing", "闭环治理", "Closing the loop"),
        ])

    static let handoverKind = CodeTable(
        .handoverKind, Label("交接类型", "Kind of handover"),
        codes: [
            Code("person", "经办人员更替", "Another person takes over"),
            Code("department", "转办其他部门", "Another department takes over"),
            Code("area", "转办其他乡镇(街道)", "Another township takes over"),
            Code("papers", "移交材料", "Papers only"),
        ])

    static let handoverAnswer = CodeTable(
        .handoverAnswer, Label("接收答复", "Answer to a handover"),
        codes: [
            Code("accepted", "接收", "Accepted"),
            Code("objected", "提出异议", "Objected to"),
        ])

    static let teamRole = CodeTable(
        .teamRole, Label("专班职责", "Role in the case team"), isOpen: true,
        codes: [
            Code("lead", "牵头", "Leads"),
            Code("law", "法律", "Law"),
            Code("mediation", "调解", "Mediation"),
            Code("psychology", "心理", "Psychology"),
            Code("grassroots", "基层", "Village and town"),
            Code("department", "职能部门", "Department"),
            Code("third_party", "第三方", "Third party"),
        ])

    /// The article does not define the levels; a county sets its own (DOMAIN.md section 8, question 3).
    static let consultationLevel = CodeTable(
        .consultationLevel, Label("会诊层级", "Level of a consultation"), isOpen: true,
        codes: [
            Code("village", "村级会诊", "Village"),
            Code("town", "镇级会诊", "Town"),
            Code("county", "县级会诊", "County"),
        ])

    static let opinionAspect = CodeTable(
        .opinionAspect, Label("意见方面", "Aspect of an opinion"),
        codes: [
            Code("law", "法律", "Law"),
            Code("reason", "情理", "Reason and custom"),
            Code("psychology", "心理", "Psychology"),
        ])

    static let taskKind = CodeTable(
        .taskKind, Label("任务类型", "Kind of task"),
        codes: [
            Code("promise", "承诺", "Promise to a person"),
            Code("assignment", "交办", "Assigned to a department"),
        ])

    /// Source: DOMAIN.md section 1, no. 10.
    static let offerStage = CodeTable(
        .offerStage, Label("协商阶段", "Stage of negotiation"), isOpen: true,
        codes: [
            Code("feelings", "先谈心情", "Feelings"),
            Code("matters", "再谈事情", "Matters"),
            Code("old_debts", "先还旧账", "Old debts"),
            Code("new_debts", "再补新账", "New ones"),
        ])

    static let offerResponse = CodeTable(
        .offerResponse, Label("对方回应", "Response to an offer"),
        codes: [
            Code("accepted", "接受", "Accepted"),
            Code("refused", "不接受", "Refused"),
            Code("considering", "再考虑", "Thinking about it"),
            Code("counter", "提出新方案", "Another offer"),
        ])

    /// Source: DOMAIN.md section 1, no. 38.
    static let obstacleKind = CodeTable(
        .obstacleKind, Label("症结类型", "Kind of obstacle"), isOpen: true,
        codes: [
            Code("document_void", "文件失效", "A document is void"),
            Code("duty_gap", "职责空档", "Nobody is in charge"),
            Code("time_gap", "时间空档", "A gap in time between policies"),
            Code("material_missing", "材料缺失", "Papers are missing"),
            Code("other", "其他", "Other"),
        ])
}
