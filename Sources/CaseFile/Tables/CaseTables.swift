extension CodeTable.Name {
    public static let caseSource = Self("case_source")
    public static let caseStage = Self("case_stage")
    public static let riskLevel = Self("risk_level")
    public static let partySide = Self("party_side")
    public static let partyCapacity = Self("party_capacity")
    public static let demandVerdict = Self("demand_verdict")
}

extension CodeTable {
    /// Where a case came from; the first is a cadre's own visit, whose share is a statistic and not a ranking.
    static let caseSource = CodeTable(
        .caseSource, Label("案件来源", "Source of the case"), isOpen: true,
        codes: [
            Code("home_visit", "入户听诉", "Listening visit"),
            Code("walk_in", "来访", "Came to the center"),
            Code("grid_check", "网格排查", "Found by the grid worker"),
            Code("assigned", "上级交办", "Assigned from above"),
            Code("transferred", "部门移送", "Transferred by a department"),
            Code("petition", "信访", "Petition"),
            Code("phone", "来电", "Telephone call"),
            Code("other", "其他", "Other"),
        ])

    /// Source: DOMAIN.md section 2.1, the loop of a 综治中心.
    static let caseStage = CodeTable(
        .caseStage, Label("办理阶段", "Stage"),
        codes: [
            Code("accepted", "受理", "Accepted"),
            Code("routed", "分流", "Routed"),
            Code("assessed", "研判", "Assessed"),
            Code("handling", "处置", "In handling"),
            Code("follow_up", "回访", "Follow-up"),
            Code("closed", "结案", "Closed"),
        ])

    /// No national scheme exists: these are what we ship, each with the level that owns it, and a county changes them.
    ///
    /// Source: DOMAIN.md section 2.6.
    static let riskLevel = CodeTable(
        .riskLevel, Label("风险等级", "Risk level"), isOpen: true,
        codes: [
            Code("red", "红(县级包案)", "Red (owned by the county)"),
            Code("yellow", "黄(镇级包案)", "Yellow (owned by the town)"),
            Code("green", "绿(村级包案)", "Green (owned by the village)"),
        ])

    static let partySide = CodeTable(
        .partySide, Label("当事人一方", "Side"),
        codes: [
            Code("applicant", "申请方", "Applicant"),
            Code("opponent", "对方", "Other side"),
            Code("interested", "利害关系人", "Interested party"),
        ])

    static let partyCapacity = CodeTable(
        .partyCapacity, Label("当事人身份", "Capacity"),
        codes: [
            Code("self", "本人", "In person"),
            Code("heir", "继承人", "Heir"),
            Code("agent", "代理人", "Agent"),
            Code("guardian", "监护人", "Guardian"),
        ])

    /// 三维诉求分析法's verdict: what can be done, and what cannot be broken through.
    static let demandVerdict = CodeTable(
        .demandVerdict, Label("诉求研判结论", "Verdict on a demand"),
        codes: [
            Code("feasible", "可办", "Can be done"),
            Code("impossible", "不可突破", "Cannot be done"),
            Code("pending", "待查", "To be examined"),
        ])
}
