public import Replication

/// A case: one dispute or one petition, from the first word received to its closing.
///
/// Stage, next step, risk and lead are what several people truly edit together; each is a register of its own. The
/// procedural end and the substantive end are two facts that need not coincide (DOMAIN.md section 1, no. 45).
public enum CaseSchema {
    public static let recordKind = RecordKind(rawValue: 102)
    public static let code = RegisterNumber(rawValue: 2)
    public static let title = RegisterNumber(rawValue: 3)
    public static let source = RegisterNumber(rawValue: 4)
    public static let firstReceived = RegisterNumber(rawValue: 5)
    public static let occurred = RegisterNumber(rawValue: 6)
    public static let category = RegisterNumber(rawValue: 7)
    public static let mediationCategory = RegisterNumber(rawValue: 8)
    public static let scale = RegisterNumber(rawValue: 9)
    public static let peopleCount = RegisterNumber(rawValue: 10)
    public static let amountInvolved = RegisterNumber(rawValue: 11)
    public static let claimAmounts = RegisterNumber(rawValue: 12)
    public static let risk = RegisterNumber(rawValue: 13)
    public static let backlog = RegisterNumber(rawValue: 14)
    public static let lead = RegisterNumber(rawValue: 15)
    public static let responsible = RegisterNumber(rawValue: 16)
    public static let stage = RegisterNumber(rawValue: 17)
    public static let next = RegisterNumber(rawValue: 18)
    public static let proceduralEnd = RegisterNumber(rawValue: 19)
    public static let substantiveEnd = RegisterNumber(rawValue: 20)
    public static let summary = RegisterNumber(rawValue: 21)
    public static let petitionNumber = RegisterNumber(rawValue: 22)
    public static let campaign = RegisterNumber(rawValue: 23)
    public static let principles = RegisterNumber(rawValue: 24)
    public static let complexity = RegisterNumber(rawValue: 25)
    public static let eventLevel = RegisterNumber(rawValue: 26)
    public static let eventNature = RegisterNumber(rawValue: 27)
    public static let warning = RegisterNumber(rawValue: 28)
    public static let mediationSource = RegisterNumber(rawValue: 29)
    public static let committee = RegisterNumber(rawValue: 30)
    public static let formerLedger = RegisterNumber(rawValue: 31)

    /// Members of `firstReceived`, after those of `UserOrName`.
    public enum FirstReceived {
        public static let at: UInt32 = 4
    }

    /// Members of `occurred`.
    public enum Occurred {
        public static let on: UInt32 = 1
        public static let place: UInt32 = 2
    }

    /// Members of `claimAmounts`.
    public enum ClaimAmounts {
        public static let claimed: UInt32 = 1
        public static let documented: UInt32 = 2
    }

    /// Members of `risk`.
    public enum Risk {
        public static let level: UInt32 = 1
        public static let by: UInt32 = 2
        public static let reason: UInt32 = 3
        public static let on: UInt32 = 4
    }

    /// Members of `backlog`.
    public enum Backlog {
        public static let flag: UInt32 = 1
        public static let since: UInt32 = 2
        public static let petitions: UInt32 = 3
        public static let policeCalls: UInt32 = 4
    }

    /// Members of `lead` and `responsible`, after those of `UserOrName`.
    public enum Officer {
        public static let position: UInt32 = 4
        public static let phone: UInt32 = 5
    }

    /// Members of `proceduralEnd`.
    public enum ProceduralEnd {
        public static let on: UInt32 = 1
        public static let how: UInt32 = 2
        public static let document: UInt32 = 3
    }

    /// Members of `substantiveEnd`.
    public enum SubstantiveEnd {
        public static let on: UInt32 = 1
        public static let way: UInt32 = 2
        public static let organisation: UInt32 = 3
        public static let outcome: UInt32 = 4
    }

    /// Members of `principles`: 尊重历史、照顾现实、依法依规、情理结合.
    public enum Principles {
        public static let history: UInt32 = 1
        public static let reality: UInt32 = 2
        public static let law: UInt32 = 3
        public static let reason: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "case", Label("案件", "Case"), in: .village, isFact: false,
        registers: receipt + classification + statistics + handling + ending + [Home.definition])

    private static let receipt = [
        RegisterDefinition(code, "code", Label("案件编号(一案一码)", "Case code"), .text(maxCharacters: 40)),
        RegisterDefinition(
            title, "title", Label("纠纷名称", "Title"), .text(maxCharacters: 100), required: true,
            sensitivity: .personal),
        RegisterDefinition(source, "source", Label("来源", "Source"), .code(.caseSource), required: true),
        RegisterDefinition(
            firstReceived, "first_received", Label("首接情况", "First received"),
            .group(
                UserOrName.members + [
                    MemberDefinition(
                        FirstReceived.at, "at", Label("首接时间", "Received at"), .instant, required: true)
                ]), required: true),
        RegisterDefinition(
            occurred, "occurred", Label("发生日期和地点", "When and where it occurred"),
            .group([
                MemberDefinition(Occurred.on, "on", Label("发生日期", "Date"), .date),
                MemberDefinition(Occurred.place, "place", Label("发生地点", "Place"), .text(maxCharacters: 100)),
            ]), sensitivity: .personal),
    ]

    private static let classification = [
        RegisterDefinition(category, "category", Label("事件类别", "Event category"), .code(.eventCategory)),
        RegisterDefinition(
            mediationCategory, "mediation_category", Label("人民调解纠纷类型", "Mediation category"),
            .code(.mediationCategory)),
        RegisterDefinition(scale, "scale", Label("事件规模", "Event scale"), .code(.eventScale)),
        RegisterDefinition(
            peopleCount, "people_count", Label("涉及人数", "People involved"), .integer(1...999_999)),
        RegisterDefinition(amountInvolved, "amount_involved", Label("涉及金额", "Amount involved"), .money),
        RegisterDefinition(
            claimAmounts, "claim_amounts", Label("损失金额", "Claimed and documented loss"),
            .group([
                MemberDefinition(ClaimAmounts.claimed, "claimed", Label("主张金额", "Claimed"), .money),
                MemberDefinition(ClaimAmounts.documented, "documented", Label("有凭证金额", "Documented"), .money),
            ])),
        RegisterDefinition(
            risk, "risk", Label("风险等级", "Risk"),
            .group([
                MemberDefinition(Risk.level, "level", Label("等级", "Level"), .code(.riskLevel), required: true),
                MemberDefinition(Risk.by, "by", Label("评定人", "Assessed by"), .text(maxCharacters: 80)),
                MemberDefinition(Risk.reason, "reason", Label("理由", "Reason"), .text(maxCharacters: 500)),
                MemberDefinition(Risk.on, "on", Label("评定日期", "Assessed on"), .date),
            ])),
        RegisterDefinition(
            backlog, "backlog", Label("信访积案", "Long-standing case"),
            .group([
                MemberDefinition(Backlog.flag, "flag", Label("是否积案", "Long-standing"), .boolean, required: true),
                MemberDefinition(Backlog.since, "since", Label("起始日期", "Since"), .date),
                MemberDefinition(
                    Backlog.petitions, "petitions", Label("信访次数", "Petitions"), .integer(0...999_999)),
                MemberDefinition(
                    Backlog.policeCalls, "police_calls", Label("报警次数", "Police calls"), .integer(0...999_999)),
            ])),
    ]

    private static let statistics = [
        RegisterDefinition(campaign, "campaign", Label("专项行动", "Campaign"), .reference([CampaignSchema.recordKind])),
        RegisterDefinition(complexity, "complexity", Label("复杂程度", "Complexity"), .code(.caseComplexity)),
        RegisterDefinition(eventLevel, "event_level", Label("事件级别", "Event level"), .code(.eventLevel)),
        RegisterDefinition(eventNature, "event_nature", Label("事件性质", "Event nature"), .code(.eventNature)),
        RegisterDefinition(warning, "warning", Label("预警级别", "Warning level"), .code(.warningLevel)),
        RegisterDefinition(
            mediationSource, "mediation_source", Label("调解来源", "Where the mediation came from"),
            .code(.mediationSource)),
        RegisterDefinition(
            committee, "committee", Label("调委会类型", "Kind of mediation committee"), .code(.mediationCommittee)),
    ]

    private static let handling = [
        RegisterDefinition(
            principles, "principles", Label("案情分析", "Analysis"),
            .group([
                MemberDefinition(
                    Principles.history, "history", Label("尊重历史", "Its history"), .text(maxCharacters: 1000)),
                MemberDefinition(
                    Principles.reality, "reality", Label("照顾现实", "How things are now"), .text(maxCharacters: 1000)),
                MemberDefinition(Principles.law, "law", Label("依法依规", "Law and rules"), .text(maxCharacters: 1000)),
                MemberDefinition(
                    Principles.reason, "reason", Label("情理结合", "Reason and custom"), .text(maxCharacters: 1000)),
            ]), sensitivity: .personal),
        RegisterDefinition(lead, "lead", Label("包案领导", "Lead"), .group(officerMembers)),
        RegisterDefinition(
            responsible, "responsible", Label("责任单位和责任人", "Responsible organisation and person"),
            .group(officerMembers)),
        RegisterDefinition(stage, "stage", Label("办理阶段", "Stage"), .code(.caseStage), required: true),
        RegisterDefinition(next, "next", Label("下一步", "Next"), NextStep.type),
        RegisterDefinition(
            summary, "summary", Label("纠纷简要情况", "Summary"), .text(maxCharacters: 2000), sensitivity: .personal),
        RegisterDefinition(
            petitionNumber, "petition_number", Label("信访件编号", "Petition number"), .text(maxCharacters: 40)),
        // An import loses no word: what a ledger says in columns that no register has.
        RegisterDefinition(
            formerLedger, "former_ledger", Label("原台账其他栏", "Other columns of the former ledger"), .longText,
            sensitivity: .personal),
    ]

    private static let officerMembers =
        UserOrName.members + [
            MemberDefinition(Officer.position, "position", Label("职务", "Position"), .text(maxCharacters: 80)),
            MemberDefinition(
                Officer.phone, "phone", Label("联系电话", "Phone"), .text(maxCharacters: 60), format: .phone),
        ]

    private static let ending = [
        RegisterDefinition(
            proceduralEnd, "procedural_end", Label("程序终结", "Procedural end"),
            .group([
                MemberDefinition(ProceduralEnd.on, "on", Label("终结日期", "Date"), .date, required: true),
                MemberDefinition(ProceduralEnd.how, "how", Label("终结方式", "How"), .text(maxCharacters: 200)),
                MemberDefinition(
                    ProceduralEnd.document, "document", Label("文书编号", "Document number"), .text(maxCharacters: 100)),
            ])),
        RegisterDefinition(
            substantiveEnd, "substantive_end", Label("实质化解", "Substantive resolution"),
            .group([
                MemberDefinition(SubstantiveEnd.on, "on", Label("化解日期", "Date"), .date, required: true),
                MemberDefinition(SubstantiveEnd.way, "way", Label("化解方式", "Way"), .code(.resolutionWay)),
                MemberDefinition(
                    SubstantiveEnd.organisation, "organisation", Label("化解组织", "Organisation"),
                    .text(maxCharacters: 100)),
                MemberDefinition(
                    SubstantiveEnd.outcome, "outcome", Label("化解情况", "Outcome"), .text(maxCharacters: 2000)),
            ])),
    ]
}
