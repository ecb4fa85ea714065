import Replication

/// The kinds of the directory, with the numbers that the engine reads them by (`DirectorySchema`).
///
/// Source: DESIGN.md section 8.
enum DirectoryKinds {
    static let all =
        [area, scope, organisation, user, device, grant, grantEnd, ruling, setting] + [
            CampaignSchema.definition, DeadlineRuleSchema.definition, HolidayNoticeSchema.definition,
            CountyCodeSchema.definition, CountyFieldSchema.definition,
        ]

    private typealias Directory = DirectorySchema

    private static let area = KindDefinition(
        Directory.areaKind, "area", Label("行政区域", "Area"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(Directory.Area.code, "code", Label("区划代码", "Area code"), .text(maxCharacters: 12)),
            RegisterDefinition(
                Directory.Area.name, "name", Label("区域名称", "Name"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(
                Directory.Area.parent, "parent", Label("上级区域", "Parent area"), .reference([Directory.areaKind])),
            RegisterDefinition(
                Directory.Area.ended, "ended", Label("撤并", "Merged into another"),
                .group([
                    MemberDefinition(
                        Directory.Area.endedOnMember, "on", Label("生效日期", "From"), .date, required: true),
                    MemberDefinition(
                        Directory.Area.successorMember, "successor", Label("并入区域", "Successor"),
                        .reference([Directory.areaKind]), required: true),
                    MemberDefinition(
                        Directory.Area.endReasonMember, "reason", Label("依据", "Reason"), .text(maxCharacters: 500)),
                ])),
        ])

    private static let scope = KindDefinition(
        Directory.scopeKind, "scope", Label("数据范围", "Scope"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                Directory.Scope.number, "number", Label("范围编号", "Scope number"), .text(maxCharacters: 16),
                required: true, format: .hexadecimal(digits: 16)),
            RegisterDefinition(
                Directory.Scope.area, "area", Label("所属区域", "Area"), .reference([Directory.areaKind])),
            RegisterDefinition(
                Directory.Scope.purpose, "purpose", Label("用途", "Purpose"), .code(.scopePurpose)),
        ])

    private static let organisation = KindDefinition(
        Directory.organisationKind, "organisation", Label("单位", "Organisation"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                OrganisationSchema.name, "name", Label("单位名称", "Name"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(OrganisationSchema.kind, "kind", Label("单位类型", "Kind"), .code(.organisationKind)),
            RegisterDefinition(
                OrganisationSchema.area, "area", Label("所属区域", "Area"), .reference([Directory.areaKind])),
        ])

    private static let user = KindDefinition(
        Directory.userKind, "user", Label("用户", "User"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                Directory.User.name, "name", Label("姓名", "Name"), .text(maxCharacters: 80), required: true,
                sensitivity: .personal),
            RegisterDefinition(
                Directory.User.area, "area", Label("所属区域", "Area"), .reference([Directory.areaKind])),
            RegisterDefinition(Directory.User.role, "role", Label("角色", "Role"), .code(.userRole)),
            RegisterDefinition(
                Directory.User.organisation, "organisation", Label("所在单位", "Organisation"),
                .text(maxCharacters: 100)),
        ])

    private static let device = KindDefinition(
        Directory.deviceKind, "device", Label("设备", "Device"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                Directory.Device.publicKey, "public_key", Label("设备公钥", "Public key"), .text(maxCharacters: 130),
                required: true, format: .hexadecimal(digits: 130)),
            RegisterDefinition(
                Directory.Device.name, "name", Label("设备名称", "Name"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(
                Directory.Device.role, "role", Label("设备角色", "Role"), .code(.deviceRole), required: true),
            RegisterDefinition(
                Directory.Device.area, "area", Label("所属区域", "Area"), .reference([Directory.areaKind])),
            RegisterDefinition(
                Directory.Device.people, "people", Label("使用人", "People"),
                .list(of: .reference([Directory.userKind]))),
        ])

    private static let grant = KindDefinition(
        Directory.grantKind, "grant", Label("授权", "Grant"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                Directory.Grant.terms, "terms", Label("授权内容", "Terms"),
                .group([
                    MemberDefinition(
                        Directory.Grant.deviceMember, "device", Label("设备", "Device"),
                        .reference([Directory.deviceKind]), required: true),
                    scopeMember(Directory.Grant.scopeMember),
                    MemberDefinition(
                        Directory.Grant.rightsMember, "rights", Label("权限", "Rights"), .code(.grantRight),
                        required: true),
                ]), required: true)
        ])

    private static let grantEnd = KindDefinition(
        Directory.grantEndKind, "grant_end", Label("授权终止", "End of grants"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                Directory.GrantEnd.terms, "terms", Label("终止内容", "Terms"),
                .group([
                    MemberDefinition(
                        Directory.GrantEnd.deviceMember, "device", Label("设备", "Device"),
                        .reference([Directory.deviceKind]), required: true),
                    MemberDefinition(
                        Directory.GrantEnd.headsMember, "heads", Label("各日志最后认可的改动", "Last admitted changes"),
                        .list(of: .group(headMembers))),
                    MemberDefinition(
                        Directory.GrantEnd.reasonMember, "reason", Label("原因", "Reason"), .text(maxCharacters: 500)),
                ]), required: true)
        ])

    private static let headMembers = [
        scopeMember(Directory.GrantEnd.headScopeMember),
        MemberDefinition(
            Directory.GrantEnd.headReplicaMember, "replica", Label("副本", "Replica"), .text(maxCharacters: 16),
            required: true, format: .hexadecimal(digits: 16)),
        MemberDefinition(
            Directory.GrantEnd.headSeqMember, "seq", Label("序号", "Sequence number"), .integer(0...Int64.max),
            required: true),
        MemberDefinition(
            Directory.GrantEnd.headHashMember, "hash", Label("散列值", "Hash"), .text(maxCharacters: 64),
            required: true, format: .hexadecimal(digits: 64)),
    ]

    private static func scopeMember(_ number: UInt32) -> MemberDefinition {
        MemberDefinition(
            number, "scope", Label("数据范围", "Scope"), .text(maxCharacters: 16), required: true,
            format: .hexadecimal(digits: 16))
    }

    /// The kinds that a ruling may be about: those of the case files.
    private static let recordKinds = [
        HouseholdSchema.recordKind, PersonSchema.recordKind, CaseSchema.recordKind, CasePartySchema.recordKind,
        VisitSchema.recordKind, EmotionSchema.recordKind, DemandSchema.recordKind, AgreementSchema.recordKind,
        MilestoneSchema.recordKind, FollowUpPlanSchema.recordKind, FollowUpSchema.recordKind,
        CaseStepSchema.recordKind, HandoverSchema.recordKind, TeamMemberSchema.recordKind,
        ConsultationSchema.recordKind, OpinionSchema.recordKind, MeetingSchema.recordKind,
        MeetingSeriesSchema.recordKind, TaskSchema.recordKind, DayReturnSchema.recordKind, TaskReplySchema.recordKind,
        OfferSchema.recordKind, ObstacleSchema.recordKind, ContributionSchema.recordKind, FamilyStepSchema.recordKind,
        DocumentSchema.recordKind, ClosureCheckSchema.recordKind, ReviewSchema.recordKind, LibraryCaseSchema.recordKind,
        PolicyToolSchema.recordKind, NetworkMemberSchema.recordKind, SupervisionSchema.recordKind,
        WhistleReportSchema.recordKind, PeriodSchema.recordKind,
    ]

    private static let ruling = KindDefinition(
        Directory.rulingKind, "ruling", Label("裁定", "Ruling"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                Directory.Ruling.change, "change", Label("改动编号", "Change"), .text(maxCharacters: 32),
                required: true, format: .hexadecimal(digits: 32)),
            RegisterDefinition(
                Directory.Ruling.verdict, "verdict", Label("裁定结果", "Verdict"), .code(.rulingVerdict), required: true),
            RegisterDefinition(
                Directory.Ruling.reason, "reason", Label("理由", "Reason"), .text(maxCharacters: 500)),
            RegisterDefinition(
                Directory.Ruling.record, "record", Label("所涉记录", "Record"), .reference(recordKinds),
                required: true),
        ])

    private static let setting = KindDefinition(
        Directory.settingKind, "setting", Label("县级设置", "Setting"), in: .directory, isFact: true,
        registers: [
            RegisterDefinition(
                Directory.Setting.name, "name", Label("设置项", "Name"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(Directory.Setting.value, "value", Label("设置值", "Value"), .longText),
            RegisterDefinition(Directory.Setting.from, "from", Label("生效日期", "In effect from"), .date),
        ])
}
