/// What the usual headings of ledgers mean.
///
/// Source: DOMAIN.md section 7: the Jiangxi ledgers, the petition ledger, and the township's working ledger that our own
/// returns write.
enum LedgerHeadings {
    static let known: [(headings: [String], target: String)] = [
        (["序号", "编号序号"], "ignore"),
        (["乡镇(街道)", "乡镇", "街道", "乡镇街道", "镇", "所属乡镇"], "township"),
        (["村(社区)", "村", "社区", "村社区", "村居", "村委会", "所属村", "所属区域", "单位"], "village"),
        (["案件编号(一案一码)", "案件编号", "编号", "案号", "一案一码", "事件编号"], "case.code"),
        (["纠纷名称", "案件名称", "事件名称", "矛盾纠纷名称", "名称", "标题"], "case.title"),
        (
            ["排查(受理)日期", "受理日期", "排查日期", "受理时间", "排查时间", "登记日期", "登记时间", "接件时间", "首接时间", "采集日期", "接访日期"],
            "case.first_received.at"
        ),
        (["首接人", "接待人", "填报人", "登记人", "受理人", "接访人"], "case.first_received.name"),
        (["来源", "案件来源", "线索来源", "纠纷来源", "信访类型"], "case.source"),
        (["纠纷类型", "事件类别", "矛盾类型", "案件类型", "纠纷类别"], "case.category"),
        (["人民调解纠纷类型", "调解类型"], "case.mediation_category"),
        (["事件规模", "规模"], "case.scale"),
        (["涉及人数", "涉及人员数", "人数"], "case.people_count"),
        (["涉及金额", "涉案金额", "金额", "标的"], "case.amount_involved"),
        (["发生日期", "发生时间"], "case.occurred.on"),
        (["发生地点", "地点"], "case.occurred.place"),
        (["当事人姓名", "当事人", "申请人", "信访人", "姓名", "当事人/姓名", "申请人/姓名", "诉求人"], "applicants"),
        (["性别", "当事人/性别"], "applicant.sex"),
        (["身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码"], "applicant.identity.number"),
        (["联系电话", "电话", "手机", "手机号", "联系方式", "当事人电话"], "applicant.phone"),
        (["住址", "家庭住址", "居住地址", "地址", "户籍地址"], "applicant.address"),
        (["人员类别"], "applicant.category"),
        (
            ["对方当事人及联系方式", "对方当事人", "被申请人", "对方", "被投诉人", "对方当事人/姓名", "被申请人/姓名", "对方/姓名"],
            "opponents"
        ),
        (["对方当事人/联系电话", "对方当事人/电话", "被申请人/联系电话", "对方电话", "对方联系电话"], "opponent.phone"),
        (["对方当事人/身份证号", "被申请人/身份证号"], "opponent.identity.number"),
        (["对方当事人/住址", "被申请人/住址"], "opponent.address"),
        (
            ["纠纷简要情况", "矛盾纠纷简要情况", "简要情况", "基本情况", "案情简介", "主要内容", "内容", "案情", "纠纷简介"],
            "case.summary"
        ),
        (["主要诉求", "诉求", "诉求内容", "信访诉求"], "demand.text"),
        (["诉求金额"], "demand.amount"),
        (["风险等级", "风险"], "case.risk.level"),
        (["是否信访积案", "是否积案", "信访积案", "积案"], "case.backlog.flag"),
        (["积案起始日期", "起始日期"], "case.backlog.since"),
        (["信访次数", "上访次数"], "case.backlog.petitions"),
        (["报警次数"], "case.backlog.police_calls"),
        (["信访件编号", "信访编号", "信访件号"], "case.petition_number"),
        (["包案领导(姓名/职务/电话)", "包案领导", "包保领导", "包案人"], "lead"),
        (["责任单位", "办理单位", "承办单位"], "case.responsible.organisation"),
        (["责任人及电话", "责任人", "责任单位责任人", "承办人"], "responsible"),
        (["办理阶段", "阶段"], "case.stage"),
        (["是否化解", "化解状态", "状态", "办理状态", "现实状态", "是否办结"], "standing"),
        (["化解时限", "办理时限", "办结时限", "整改时限"], "due"),
        (["化解日期", "化解时间", "办结日期", "办结时间", "调解成功日期"], "case.substantive_end.on"),
        (["化解方式"], "case.substantive_end.way"),
        (["化解情况", "办理结果", "化解结果", "处理结果", "化解进展", "办理情况"], "outcome"),
        (["协议类型"], "agreement.kind"),
        (["协议日期", "签订日期", "协议签订日期"], "agreement.effective_date"),
        (["协议编号"], "agreement.number"),
        (["协议金额"], "agreement.total_amount"),
        (["是否司法确认", "司法确认"], "agreement.confirmed.confirmed"),
        (
            [
                "化解措施", "走访次数", "最近走访日期", "履行情况", "回访日期及情况", "回访情况", "回访日期", "满意度", "交办督办情况", "督办情况", "交办情况", "销号情况",
                "备注",
                "填报日期", "其他", "下步措施",
            ], "keep"
        ),
    ]

    /// Target by heading, compared as `SheetText.heading` does it; headings in brackets first.
    static let byHeading: [String: String] = {
        var found: [String: String] = [:]
        for entry in known {
            for heading in entry.headings { found[SheetText.heading(heading)] = entry.target }
        }
        return found
    }()

    /// What the headings over a column mean: the whole path, then the path run together, then the last of them alone.
    static func target(_ path: [String]) -> String? {
        guard let last = path.last else { return nil }
        let full = path.map(SheetText.heading)
        let bare = path.map(LedgerText.bareHeading)
        let tries = [
            full.joined(separator: "/"), full.joined(), bare.joined(separator: "/"), bare.joined(),
            SheetText.heading(last),
            LedgerText.bareHeading(last),
        ]
        return tries.lazy.compactMap { byHeading[$0] }.first
    }
}
