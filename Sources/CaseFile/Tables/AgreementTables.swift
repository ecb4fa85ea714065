extension CodeTable.Name {
    public static let agreementKind = Self("agreement_kind")
    public static let signingMethod = Self("signing_method")
    public static let milestoneStatus = Self("milestone_status")
    public static let followUpLevel = Self("follow_up_level")
    public static let satisfaction = Self("satisfaction")
}

extension CodeTable {
    /// An agreement to end petitioning is voluntary and never a condition of closing a case; only a people's mediation
    /// agreement can be confirmed by a court (DOMAIN.md section 1, no. 30, and section 8, question 7).
    static let agreementKind = CodeTable(
        .agreementKind, Label("协议类型", "Kind of agreement"),
        codes: [
            Code("written", "书面调解协议", "Written mediation agreement"),
            Code("oral", "口头调解协议", "Oral mediation agreement"),
            Code("end_of_petition", "息诉罢访协议", "Agreement to end petitioning"),
            Code("court_confirmed", "司法确认协议", "Agreement confirmed by a court"),
        ])

    /// Source: 人民调解法 art 29.
    static let signingMethod = CodeTable(
        .signingMethod, Label("签署方式", "Way of signing"),
        codes: [
            Code("signature", "签名", "Signature"),
            Code("seal", "盖章", "Seal"),
            Code("fingerprint", "按指印", "Fingerprint"),
            Code("spoken", "口头同意", "Spoken consent"),
        ])

    static let milestoneStatus = CodeTable(
        .milestoneStatus, Label("履行状态", "Performance"),
        codes: [
            Code("not_due", "未到期", "Not yet due"),
            Code("performed", "已履行", "Performed"),
            Code("partial", "部分履行", "Partly performed"),
            Code("overdue", "逾期", "Overdue"),
            Code("changed", "变更", "Changed by agreement"),
        ])

    /// The two levels that follow up each on its own (镇村两级跟踪回访机制).
    static let followUpLevel = CodeTable(
        .followUpLevel, Label("回访层级", "Level of follow-up"),
        codes: [
            Code("town", "镇", "Town"),
            Code("village", "村", "Village"),
        ])

    /// Source: DOMAIN.md section 7, values seen in ledgers.
    static let satisfaction = CodeTable(
        .satisfaction, Label("满意度", "Satisfaction"),
        codes: [
            Code("satisfied", "满意", "Satisfied"),
            Code("mostly_satisfied", "基本满意", "Mostly satisfied"),
            Code("dissatisfied", "不满意", "Dissatisfied"),
            Code("still_demanding", "仍诉求", "Still demanding"),
        ])
}
