import Replication

extension CodeTable.Name {
    public static let organisationKind = Self("organisation_kind")
    public static let userRole = Self("user_role")
    public static let deviceRole = Self("device_role")
    public static let scopePurpose = Self("scope_purpose")
    public static let grantRight = Self("grant_right")
    public static let rulingVerdict = Self("ruling_verdict")
}

extension CodeTable {
    static let organisationKind = CodeTable(
        .organisationKind, Label("单位类型", "Kind of organisation"), isOpen: true,
        codes: [
            Code("center", "综治中心", "Governance center"),
            Code("judicial_office", "司法所", "Judicial office"),
            Code("police_station", "派出所", "Police station"),
            Code("court", "法庭", "Court"),
            Code("procuratorate", "检察院", "Procuratorate"),
            Code("village_committee", "村委会", "Village committee"),
            Code("mediation_committee", "人民调解委员会", "People's mediation committee"),
            Code("department", "部门", "Department"),
            Code("third_party", "第三方", "Third party"),
        ])

    static let userRole = CodeTable(
        .userRole, Label("用户角色", "Role of a user"), isOpen: true,
        codes: [
            Code("village_cadre", "村干部", "Village cadre"),
            Code("team_member", "专班成员", "Member of a case team"),
            Code("mediator", "调解员", "Mediator"),
            Code("counsellor", "心理咨询师", "Counsellor"),
            Code("township_staff", "乡镇工作人员", "Township staff"),
            Code("center_staff", "县中心工作人员", "Center staff"),
            Code("department_staff", "部门工作人员", "Department staff"),
            Code("archivist", "档案员", "Archivist"),
            Code("administrator", "管理员", "Administrator"),
        ])

    /// The words of `DirectorySchema.Device.role`.
    static let deviceRole = CodeTable(
        .deviceRole, Label("设备角色", "Role of a device"),
        codes: [
            Code("device", "入户设备", "Device"),
            Code("hub", "乡镇节点", "Hub"),
            Code("center", "县中心", "Center"),
        ])

    /// Source: DESIGN.md section 2, "scope".
    static let scopePurpose = CodeTable(
        .scopePurpose, Label("数据范围用途", "Purpose of a scope"), isOpen: true,
        codes: [
            Code("village", "村(社区)记录", "Records of a village"),
            Code("township", "乡镇记录", "Records of a township"),
            Code("case_team", "专班专用", "Case team only"),
            Code("psychological", "心理记录", "Psychological notes"),
            Code("whistle_blowing", "检举材料", "Whistle-blowing"),
            Code("library", "资源库", "Library"),
        ])

    static let grantRight = CodeTable(
        .grantRight, Label("权限", "Right"),
        codes: [
            Code(DirectorySchema.Grant.read, "读取", "Read"),
            Code(DirectorySchema.Grant.write, "读写", "Read and write"),
        ])

    static let rulingVerdict = CodeTable(
        .rulingVerdict, Label("裁定结果", "Verdict of a ruling"),
        codes: [
            Code(DirectorySchema.Ruling.admit, "认可", "Admit"),
            Code(DirectorySchema.Ruling.hold, "搁置", "Hold"),
        ])
}
