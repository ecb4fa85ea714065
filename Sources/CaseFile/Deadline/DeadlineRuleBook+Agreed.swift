import Replication

extension DeadlineRuleBook {
    /// Rules of length zero: somebody agreed on the day itself. They say what the day is, how early it is called to mind,
    /// and how much later it may become.
    public enum Agreed {
        /// The next step of a case, or of a follow-up.
        public static let nextStep = "DAY-NEXT"
        public static let milestone = "FU-NODE"
        public static let followUp = "DAY-FOLLOW-UP"
        public static let task = "DAY-TASK"
        /// When to call or visit again.
        public static let contact = "DAY-CONTACT"
        public static let visit = "DAY-VISIT"
        public static let family = "DAY-FAMILY"
        public static let contribution = "DAY-CONTRIBUTION"
        public static let supervision = "DAY-SUPERVISION"
        /// A sign of danger that nobody has answered.
        public static let safety = "DAY-SAFETY"
    }

    static let agreed = [
        agreedRule(Agreed.nextStep, Label("下一步工作", "Next step"), from: Label("计划的日子", "planned for"), "办案人员的计划"),
        agreedRule(Agreed.followUp, Label("回访", "Follow-up"), from: Label("计划回访的日子", "planned for"), "回访计划"),
        agreedRule(
            Agreed.task, Label("承诺和交办", "Promise or task"), from: Label("说好的日子", "promised for"), "承诺或交办",
            extensionMax: 365),
        agreedRule(
            Agreed.contact, Label("再次联系", "To be called on again"), from: Label("走访时约好的日子", "agreed at the visit"),
            "走访记录"),
        agreedRule(Agreed.visit, Label("计划的走访", "Planned visit"), from: Label("计划的日子", "planned for"), "走访计划"),
        agreedRule(
            Agreed.family, Label("亲情重建", "Step of a family plan"), from: Label("计划的日子", "planned for"), "亲情重建计划"),
        agreedRule(
            Agreed.contribution, Label("资源落实", "Contribution"), from: Label("答应落实的日子", "promised for"), "资源落实"),
        agreedRule(
            Agreed.safety, Label("安全风险待处置", "Safety concern to be answered"), from: Label("提出的当天", "raised on"),
            "当天处置、写明是谁处置的"),
        agreedRule(Agreed.supervision, Label("督办", "Supervision"), from: Label("督办要求的日子", "asked for by"), "督办通知"),
    ]

    private static func agreedRule(
        _ id: String, _ label: Label, from trigger: Label, _ basis: String, extensionMax: Int = 0
    ) -> DeadlineRule {
        DeadlineRule(
            id: id, label: label, trigger: trigger, basis: basis, length: 0, unit: .day, source: .practice,
            extensionMax: extensionMax, validFrom: day(1949, 10, 1))
    }
}
