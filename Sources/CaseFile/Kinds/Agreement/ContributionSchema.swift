public import Replication

/// What somebody brings to the solution: a subsidy, the rest of a sum, a better flat; by when, and whether it came.
///
/// Source: DOMAIN.md section 1, no. 29.
public enum ContributionSchema {
    public static let recordKind = RecordKind(rawValue: 124)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let provider = RegisterNumber(rawValue: 3)
    public static let what = RegisterNumber(rawValue: 4)
    public static let amount = RegisterNumber(rawValue: 5)
    public static let due = RegisterNumber(rawValue: 6)
    public static let delivered = RegisterNumber(rawValue: 7)
    public static let attachments = RegisterNumber(rawValue: 8)

    /// Members of `delivered`.
    public enum Delivered {
        public static let on: UInt32 = 1
        public static let amount: UInt32 = 2
        public static let proof: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "contribution", Label("资源落实", "Contribution"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(
                provider, "provider", Label("提供单位或人员", "Provider"), .group(UserOrName.members), required: true),
            RegisterDefinition(
                what, "what", Label("提供什么", "What"), .text(maxCharacters: 500), required: true, sensitivity: .personal),
            RegisterDefinition(amount, "amount", Label("金额", "Amount"), .money),
            RegisterDefinition(due, "due", Label("期限", "Due"), Due.type),
            RegisterDefinition(delivered, "delivered", Label("落实情况", "Delivered"), .group(deliveredMembers)),
            .attachments(attachments),
        ])

    private static let deliveredMembers = [
        MemberDefinition(Delivered.on, "on", Label("落实日期", "Date"), .date, required: true),
        MemberDefinition(Delivered.amount, "amount", Label("落实金额", "Amount"), .money),
        MemberDefinition(Delivered.proof, "proof", Label("凭证", "Proof"), .text(maxCharacters: 500)),
    ]
}
