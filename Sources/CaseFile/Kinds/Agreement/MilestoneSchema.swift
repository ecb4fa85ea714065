public import Replication

/// One thing that an agreement promises by a day (履行节点), and what became of it.
public enum MilestoneSchema {
    public static let recordKind = RecordKind(rawValue: 108)
    public static let agreement = RegisterNumber(rawValue: 2)
    public static let `case` = RegisterNumber(rawValue: 3)
    public static let sequence = RegisterNumber(rawValue: 4)
    public static let what = RegisterNumber(rawValue: 5)
    public static let payment = RegisterNumber(rawValue: 6)
    public static let due = RegisterNumber(rawValue: 7)
    public static let performance = RegisterNumber(rawValue: 8)
    public static let attachments = RegisterNumber(rawValue: 9)
    public static let instalments = RegisterNumber(rawValue: 10)
    public static let amendments = RegisterNumber(rawValue: 11)

    /// Members of `payment`.
    public enum Payment {
        public static let amount: UInt32 = 1
        public static let payer: UInt32 = 2
        public static let payee: UInt32 = 3
    }

    /// Members of `performance`.
    public enum Performance {
        public static let status: UInt32 = 1
        public static let amount: UInt32 = 2
        public static let date: UInt32 = 3
        public static let proof: UInt32 = 4
        public static let lateReason: UInt32 = 5
    }

    /// Members of each of `instalments`: what was performed in part, each time.
    public enum Instalment {
        public static let on: UInt32 = 1
        public static let amount: UInt32 = 2
        public static let proof: UInt32 = 3
    }

    /// Members of each of `amendments`.
    public enum Amendment {
        public static let on: UInt32 = 1
        public static let what: UInt32 = 2
        public static let reason: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "milestone", Label("履行节点", "Milestone"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(
                agreement, "agreement", Label("协议", "Agreement"), .reference([AgreementSchema.recordKind]),
                required: true),
            .ofCase(`case`),
            RegisterDefinition(sequence, "sequence", Label("序号", "Sequence"), .integer(1...999)),
            RegisterDefinition(
                what, "what", Label("履行内容", "What is promised"), .text(maxCharacters: 500), required: true,
                sensitivity: .personal),
            RegisterDefinition(
                payment, "payment", Label("付款", "Payment"),
                .group([
                    MemberDefinition(Payment.amount, "amount", Label("金额", "Amount"), .money, required: true),
                    MemberDefinition(Payment.payer, "payer", Label("付款人", "Payer"), .text(maxCharacters: 80)),
                    MemberDefinition(Payment.payee, "payee", Label("收款人", "Payee"), .text(maxCharacters: 80)),
                ]), sensitivity: .personal),
            RegisterDefinition(due, "due", Label("履行期限", "Due"), Due.type, required: true),
            RegisterDefinition(
                performance, "performance", Label("履行情况", "Performance"),
                .group([
                    MemberDefinition(
                        Performance.status, "status", Label("状态", "Status"), .code(.milestoneStatus),
                        required: true),
                    MemberDefinition(Performance.amount, "amount", Label("已履行金额", "Amount performed"), .money),
                    MemberDefinition(Performance.date, "date", Label("履行日期", "Date"), .date),
                    MemberDefinition(Performance.proof, "proof", Label("履行凭证", "Proof"), .text(maxCharacters: 500)),
                    MemberDefinition(
                        Performance.lateReason, "late_reason", Label("逾期原因", "Why late"), .text(maxCharacters: 500)),
                ])),
            .attachments(attachments),
            RegisterDefinition(
                instalments, "instalments", Label("分次履行", "Instalments"),
                .list(
                    of: .group([
                        MemberDefinition(Instalment.on, "on", Label("日期", "Date"), .date, required: true),
                        MemberDefinition(Instalment.amount, "amount", Label("金额", "Amount"), .money),
                        MemberDefinition(Instalment.proof, "proof", Label("凭证", "Proof"), .text(maxCharacters: 500)),
                    ])), sensitivity: .personal),
            RegisterDefinition(
                amendments, "amendments", Label("变更记录", "Changes"),
                .list(
                    of: .group([
                        MemberDefinition(Amendment.on, "on", Label("变更日期", "Date"), .date, required: true),
                        MemberDefinition(
                            Amendment.what, "what", Label("变更内容", "What"), .text(maxCharacters: 500), required: true),
                        MemberDefinition(
                            Amendment.reason, "reason", Label("变更原因", "Reason"), .text(maxCharacters: 500),
                            required: true),
                    ])), sensitivity: .personal),
        ])
}
