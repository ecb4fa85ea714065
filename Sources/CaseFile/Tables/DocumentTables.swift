extension CodeTable.Name {
    public static let documentSlot = Self("document_slot")
    public static let documentState = Self("document_state")
}

extension CodeTable {
    /// The catalogue of a mediation file of 2010, and what long-standing cases need beside it. `DocumentSlots` says which are
    /// required.
    ///
    /// Source: DOMAIN.md section 3.
    static let documentSlot = CodeTable(
        .documentSlot, Label("档案目录", "Slot of the case file"), isOpen: true,
        codes: [
            Code("application", "人民调解申请书或受理登记表", "Application or record of acceptance"),
            Code("rights_notice", "权利义务告知书", "Notice of rights and duties"),
            Code("party_identity", "当事人身份证明", "Identity of the parties"),
            Code("authority", "授权委托书", "Power of attorney"),
            Code("investigation", "调查记录", "Record of inquiry"),
            Code("evidence", "证据材料", "Evidence"),
            Code("mediation_record", "调解记录", "Record of mediation"),
            Code("agreement", "调解协议书或口头协议登记表", "Agreement, or record of an oral one"),
            Code("performance", "履行凭证", "Proof of performance"),
            Code("follow_up", "回访记录", "Record of follow-up"),
            Code("court_confirmation", "司法确认材料", "Judicial confirmation"),
            Code("case_note", "卷宗情况说明", "Note on the file"),
            Code("back_cover", "封底", "Back cover"),
            Code("history", "历史文件溯源", "Historical documents"),
            Code("demand_analysis", "诉求分析表", "Analysis of demands"),
            Code("consultation", "会诊意见", "Opinions of consultations"),
            Code("minutes", "会议纪要", "Minutes of meetings"),
            Code("end_of_petition", "息诉罢访协议", "Agreement to end petitioning"),
            Code("family_plan", "亲情重建计划", "Family plan"),
            Code("review", "复盘报告", "Review"),
        ])

    static let documentState = CodeTable(
        .documentState, Label("材料状态", "State of a document"),
        codes: [
            Code("present", "有", "Here"),
            Code("not_needed", "不需要", "Not needed"),
            Code("missing", "缺失", "Missing"),
        ])
}
