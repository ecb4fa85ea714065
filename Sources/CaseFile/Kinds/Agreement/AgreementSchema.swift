public import Replication

/// What the parties agreed, who signed and who witnessed it.
///
/// Source: 人民调解法 art 28–33; DOMAIN.md section 1, nos. 11, 15 and 30.
public enum AgreementSchema {
    public static let recordKind = RecordKind(rawValue: 107)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let kind = RegisterNumber(rawValue: 3)
    public static let number = RegisterNumber(rawValue: 4)
    public static let facts = RegisterNumber(rawValue: 5)
    public static let responsibilities = RegisterNumber(rawValue: 6)
    public static let terms = RegisterNumber(rawValue: 7)
    public static let effectiveDate = RegisterNumber(rawValue: 8)
    public static let signers = RegisterNumber(rawValue: 9)
    public static let mediator = RegisterNumber(rawValue: 10)
    public static let witnesses = RegisterNumber(rawValue: 11)
    public static let confirmBy = RegisterNumber(rawValue: 12)
    public static let confirmed = RegisterNumber(rawValue: 13)
    public static let totalAmount = RegisterNumber(rawValue: 14)
    public static let attachments = RegisterNumber(rawValue: 15)
    public static let voluntary = RegisterNumber(rawValue: 16)
    public static let amendments = RegisterNumber(rawValue: 17)

    /// Members of each of `signers`, after those of `PersonOrName`.
    public enum Signer {
        public static let how: UInt32 = 3
        public static let date: UInt32 = 4
    }

    /// Members of each of `witnesses`.
    public enum Witness {
        public static let level: UInt32 = 1
        public static let organisation: UInt32 = 2
        public static let name: UInt32 = 3
        public static let date: UInt32 = 4
    }

    /// Members of `confirmed`.
    public enum Confirmed {
        public static let confirmed: UInt32 = 1
        public static let date: UInt32 = 2
        public static let court: UInt32 = 3
        public static let document: UInt32 = 4
    }

    /// Members of `voluntary`: a settlement is never forced, and gives up no right to petition (DOMAIN.md section 1, no. 30).
    public enum Voluntary {
        public static let confirmed: UInt32 = 1
        public static let note: UInt32 = 2
    }

    /// Members of each of `amendments`.
    public enum Amendment {
        public static let on: UInt32 = 1
        public static let what: UInt32 = 2
        public static let reason: UInt32 = 3
        public static let agreedBy: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "agreement", Label("协议", "Agreement"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(kind, "kind", Label("协议类型", "Kind"), .code(.agreementKind), required: true),
            RegisterDefinition(number, "number", Label("协议编号", "Number"), .text(maxCharacters: 60)),
            RegisterDefinition(
                facts, "facts", Label("主要事实", "Facts"), .longText, sensitivity: .personal),
            RegisterDefinition(
                responsibilities, "responsibilities", Label("争议事项及各方责任", "Issues and responsibilities"),
                .longText, sensitivity: .personal),
            RegisterDefinition(
                terms, "terms", Label("协议内容、履行方式、期限", "Terms"), .longText, sensitivity: .personal),
            RegisterDefinition(effectiveDate, "effective_date", Label("生效日期", "Effective date"), .date),
            RegisterDefinition(
                signers, "signers", Label("签署人", "Signers"), .list(of: .group(signerMembers)),
                sensitivity: .personal),
            RegisterDefinition(mediator, "mediator", Label("调解员", "Mediator"), .group(UserOrName.members)),
            RegisterDefinition(
                witnesses, "witnesses", Label("见证人", "Witnesses"), .list(of: .group(witnessMembers))),
            RegisterDefinition(
                confirmBy, "confirm_by", Label("申请司法确认截止日期", "Apply for judicial confirmation by"), .date),
            RegisterDefinition(
                confirmed, "confirmed", Label("司法确认", "Judicial confirmation"), .group(confirmedMembers)),
            RegisterDefinition(totalAmount, "total_amount", Label("协议总金额", "Total amount"), .money),
            .attachments(attachments),
            RegisterDefinition(
                voluntary, "voluntary", Label("自愿", "Of their own will"),
                .group([
                    MemberDefinition(
                        Voluntary.confirmed, "confirmed", Label("当事人确认自愿", "The parties say so"), .boolean,
                        required: true),
                    MemberDefinition(Voluntary.note, "note", Label("说明", "Note"), .text(maxCharacters: 500)),
                ])),
            RegisterDefinition(
                amendments, "amendments", Label("协议变更", "Changes of terms"), .list(of: .group(amendmentMembers)),
                sensitivity: .personal),
        ])

    private static let amendmentMembers = [
        MemberDefinition(Amendment.on, "on", Label("变更日期", "Date"), .date, required: true),
        MemberDefinition(Amendment.what, "what", Label("变更内容", "What"), .text(maxCharacters: 1000), required: true),
        MemberDefinition(
            Amendment.reason, "reason", Label("变更原因", "Reason"), .text(maxCharacters: 500), required: true),
        MemberDefinition(Amendment.agreedBy, "agreed_by", Label("同意人", "Agreed by"), .text(maxCharacters: 200)),
    ]

    private static let signerMembers =
        PersonOrName.members + [
            MemberDefinition(Signer.how, "how", Label("签署方式", "How"), .code(.signingMethod)),
            MemberDefinition(Signer.date, "date", Label("签署日期", "Date"), .date),
        ]

    private static let witnessMembers = [
        MemberDefinition(Witness.level, "level", Label("层级", "Level"), .code(.administrativeLevel)),
        MemberDefinition(Witness.organisation, "organisation", Label("单位", "Organisation"), .text(maxCharacters: 100)),
        MemberDefinition(Witness.name, "name", Label("姓名", "Name"), .text(maxCharacters: 80), required: true),
        MemberDefinition(Witness.date, "date", Label("日期", "Date"), .date),
    ]

    private static let confirmedMembers = [
        MemberDefinition(Confirmed.confirmed, "confirmed", Label("已确认", "Confirmed"), .boolean, required: true),
        MemberDefinition(Confirmed.date, "date", Label("确认日期", "Date"), .date),
        MemberDefinition(Confirmed.court, "court", Label("法院", "Court"), .text(maxCharacters: 100)),
        MemberDefinition(Confirmed.document, "document", Label("文书编号", "Document number"), .text(maxCharacters: 100)),
    ]
}
