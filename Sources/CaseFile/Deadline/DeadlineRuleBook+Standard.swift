import Replication

extension DeadlineRuleBook {
    /// What a county begins with: the law's periods, and practice that is marked as such.
    ///
    /// Source: DOMAIN.md section 3. What the sources leave open, such as whether a period of the 信访工作条例 moves over
    /// a holiday, is left to the county's setting; until then the earlier day counts.
    public static let standard = DeadlineRuleBook(petition + mediation + practice + agreed)

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("\(year)-\(month)-\(day)")
        }
        return date
    }

    private static func petitionRule(
        _ id: String, _ label: Label, from trigger: Label, article: Int, _ length: Int,
        _ unit: DeadlineRule.Unit = .day,
        extensionMax: Int = 0, warnDays: Int = 5
    ) -> DeadlineRule {
        DeadlineRule(
            id: id, label: label, trigger: trigger, basis: "信访工作条例第\(article)条", length: length, unit: unit,
            roll: unit == .day ? .mayMove : .stays, source: .law, extensionMax: extensionMax, warnDays: warnDays,
            validFrom: day(2022, 5, 1))
    }

    private static let petition = [
        petitionRule(
            "XF-TRANSFER", Label("信访部门转送、交办", "Petition office hands the matter on"),
            from: Label("收到信访事项", "the matter is received"), article: 22, 15),
        petitionRule(
            "XF-ACCEPT", Label("有权机关告知受理情况", "Competent body says how it will be handled"),
            from: Label("收到转送、交办的事项", "the matter reaches the body"), article: 23, 15),
        petitionRule(
            "XF-OBJECT", Label("不属本机关职责，提出异议", "Objection: not this body's duty"),
            from: Label("收到转送、交办的事项", "the matter reaches the body"), article: 23, 5, .workingDay,
            warnDays: 2),
        petitionRule(
            "XF-DONE", Label("信访事项办结", "The matter is settled"),
            from: Label("受理", "it is accepted"), article: 34, 60, extensionMax: 30, warnDays: 10),
        petitionRule(
            "XF-REVIEW-ASK", Label("请求复查", "Petitioner asks for review"),
            from: Label("收到书面答复", "the written reply is received"), article: 35, 30),
        petitionRule(
            "XF-REVIEW", Label("作出复查意见", "Opinion on review"),
            from: Label("收到复查请求", "the request is received"), article: 35, 30),
        petitionRule(
            "XF-RECHECK-ASK", Label("请求复核", "Petitioner asks for re-examination"),
            from: Label("收到复查意见", "the opinion on review is received"), article: 36, 30),
        petitionRule(
            "XF-RECHECK", Label("作出复核意见（听证时间不算）", "Opinion on re-examination, hearings apart"),
            from: Label("收到复核请求", "the request is received"), article: 36, 30),
    ]

    private static let mediation = [
        DeadlineRule(
            id: "TJ-CONFIRM", label: Label("共同申请司法确认", "Joint application for judicial confirmation"),
            trigger: Label("调解协议生效", "the agreement takes effect"), basis: "人民调解法第三十三条、民事诉讼法第二百零五条",
            length: 30, unit: .day, roll: .mayMove, source: .law, warnDays: 7, validFrom: day(2011, 1, 1)),
        DeadlineRule(
            id: "TJ-COURT-ACCEPT", label: Label("法院决定是否受理", "Court decides whether to accept"),
            trigger: Label("提交申请", "the application is filed"), basis: "法释〔2011〕5号", length: 3, unit: .day,
            roll: .mayMove, source: .law, warnDays: 1, validFrom: day(2011, 3, 30)),
        DeadlineRule(
            id: "TJ-COURT-RULE", label: Label("法院作出确认决定", "Court decides on confirmation"),
            trigger: Label("法院受理", "the court accepts"), basis: "法释〔2011〕5号", length: 15, unit: .day,
            roll: .mayMove, source: .law, extensionMax: 10, validFrom: day(2011, 3, 30)),
        DeadlineRule(
            id: "TJ-TYPICAL", label: Label("调解完毕（一般）", "Mediation is over, as a rule"),
            trigger: Label("受理", "it is accepted"), basis: "人民调解工作若干规定第三十三条", length: 1, unit: .month,
            source: .guidance, warnDays: 7, validFrom: day(2002, 11, 1)),
    ]

    private static func practiceRule(
        _ id: String, _ label: Label, from trigger: Label, _ basis: String, _ length: Int, warnDays: Int = 1
    ) -> DeadlineRule {
        DeadlineRule(
            id: id, label: label, trigger: trigger, basis: basis, length: length, unit: .day, source: .practice,
            warnDays: warnDays, validFrom: day(2000, 1, 1))
    }

    private static let settled = Label("达成协议", "an agreement is reached")

    private static let practice = [
        practiceRule(
            "MEETING-3", Label("部门答复协调会交办事项", "Department answers a coordination meeting"),
            from: Label("协调会交办", "the meeting assigns it"), "协调会交办（可改）", 3),
        practiceRule(
            "LOCAL-1", Label("简单纠纷办结", "Simple dispute is settled"), from: Label("受理", "it is accepted"), "地方做法（可改）", 1),
        practiceRule(
            "LOCAL-7", Label("一般纠纷办结", "Ordinary dispute is settled"), from: Label("受理", "it is accepted"), "地方做法（可改）",
            7, warnDays: 2),
        practiceRule(
            "LOCAL-20", Label("复杂纠纷办结", "Complex dispute is settled"), from: Label("受理", "it is accepted"), "地方做法（可改）",
            20, warnDays: 5),
        practiceRule("FU-1", Label("第一次回访", "First follow-up"), from: settled, "地方做法（可改）", 1),
        practiceRule("FU-3", Label("第二次回访", "Second follow-up"), from: settled, "地方做法（可改）", 3),
        practiceRule("FU-7", Label("第三次回访", "Third follow-up"), from: settled, "地方做法（可改）", 7),
        practiceRule("FU-30", Label("满月回访", "Follow-up after a month"), from: settled, "暂定（可改）", 30, warnDays: 3),
        practiceRule(
            "FU-NODE", Label("履行节点到期", "A milestone falls due"), from: Label("约定的履行日", "the day agreed on"), "协议约定", 0,
            warnDays: 3),
    ]
}
