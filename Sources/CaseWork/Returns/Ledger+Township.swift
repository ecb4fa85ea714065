import Replication

extension Ledger {
    /// The working ledger of a township: 44 columns with the number, so that every other form can be copied from it.
    ///
    /// Source: DOMAIN.md section 7, "Proposed township working ledger".
    static func township(_ period: ReportPeriod) -> Ledger {
        Ledger(
            template: .township, columns: placeColumns + partyColumns + workColumns + resultColumns,
            selection: "期内任何一天在办的全部案件：首接不晚于期末，化解或结案不早于期初。"
        ) { $0.isInHand(period) }
    }

    private static let placeColumns: [LedgerColumn] = [
        .text("township", "乡镇(街道)", "案件所属乡镇；县本级的案件为空。") { $0.township },
        .text("village", "村(社区)", "案件所属村(社区)；乡镇和县本级的案件为空。") { $0.village },
        .date("received", "排查(受理)日期", "首接日期。") { $0.received },
        .text("source", "来源", "案件来源。") { $0.origin?.label },
        .text("code", "案件编号(一案一码)", width: 18, "案件编号，按文本存放。") { $0.code },
        .text("title", "纠纷名称", width: 24, "纠纷名称。") { $0.title },
        .text("category", "纠纷类型", width: 18, "GB/T 31000 事件类别，代码和名称。") {
            $0.category.map { "\($0.code) \($0.label)" }
        },
        scaleColumn,
        LedgerColumn("people", "涉及人数", width: 10, "填写的涉及人数；没有填写的为空。", isSummed: true) { .integer($0.people) },
        LedgerColumn("amount", "涉及金额(元)", width: 14, "填写的涉及金额；没有填写的为空。", isSummed: true) { .cents($0.amount) },
    ]

    private static let partyColumns: [LedgerColumn] = [
        .text("party", "当事人姓名", width: 14, "申请方当事人；几个人各占一行。") {
            $0.parties("applicant").map(\.name).joined(separator: "\n")
        },
        .text("sex", "性别", width: 8, "与当事人姓名逐行对应。") { $0.column(\.sex) },
        .text("identity", "身份证号", width: 22, "逐行对应，按文本存放。没有用 --reveal 时中间几位遮住。") { $0.column(\.identity) },
        .text("phone", "联系电话", width: 16, "逐行对应，按文本存放。") { $0.column(\.phone) },
        .text("address", "住址", width: 24, "逐行对应。") { $0.column(\.address) },
        .text("person_category", "人员类别", width: 14, "逐行对应。") { $0.column(\.category) },
        .text("opponents", "对方当事人及联系方式", width: 22, "对方当事人姓名和电话。") { facts in
            facts.parties("opponent").map { [$0.name, $0.phone].filter { !$0.isEmpty }.joined(separator: " ") }.lines
        },
        .text("summary", "纠纷简要情况", width: 40, "纠纷简要情况。") { $0.summary },
        .text("demands", "主要诉求", width: 30, "诉求内容，每条一行。") { $0.demands.lines },
    ]

    private static let workColumns: [LedgerColumn] = [
        .text("risk", "风险等级", width: 14, "评定的风险等级。") { $0.risk?.label },
        LedgerColumn("backlog", "是否信访积案", width: 10, "标为积案的为是。") { .yes($0.isBacklog) },
        .text("lead", "包案领导(姓名/职务/电话)", width: 20, "包案领导。") { $0.lead },
        .text("organisation", "责任单位", width: 16, "责任单位。") { $0.responsibleOrganisation },
        .text("responsible", "责任人及电话", width: 18, "责任人、职务、电话。") { $0.responsible },
        .text("measures", "化解措施", width: 20, "历次走访所用的工作方法，每种一次。") { $0.methods.listed },
        dueColumn,
        LedgerColumn("visits", "走访次数", width: 10, "已经开始的走访记录数；作废的、计划中的、专班专用的不计。", isSummed: true) {
            .count(of: $0.visits.map(\.record))
        },
        .date("last_visit", "最近走访日期", "最近一次走访的开始日期。") { $0.visits.map(\.on).max() },
        .text("progress", "化解进展", width: 24, "办理阶段和下一步；已化解的写化解日期和情况。") { $0.progress },
    ]

    private static let resultColumns: [LedgerColumn] = [
        .text("resolution", "化解方式", "实质化解的方式。") { $0.resolution },
        .text("agreement", "协议类型", "协议类型，每种一次。") { $0.agreementKinds.listed },
        .date("agreed", "协议日期", "最近一份协议的生效日期。") { $0.agreedOn },
        LedgerColumn("confirmed", "是否司法确认", width: 10, "有协议的案件：任一协议经司法确认的为是。") {
            $0.hasAgreement ? .yes($0.isConfirmed) : ReportCell(.empty)
        },
        .text("performance", "履行情况", width: 16, "已履行的履行节点数和全部节点数。") {
            $0.milestones == 0 ? nil : "已履行\($0.milestonesDone)项，共\($0.milestones)项"
        },
        LedgerColumn("resolved", "是否化解", width: 10, "有实质化解日期的为是。") { .yes($0.resolvedOn != nil) },
        .date("resolved_on", "化解日期", "实质化解日期。") { $0.resolvedOn },
        .text("follow_ups", "回访日期及情况", width: 24, "回访日期和履行情况；群众原话不列入。") { facts in
            facts.followUps.map { [$0.on.description, $0.text].filter { !$0.isEmpty }.joined(separator: " ") }.lines
        },
        .text("satisfaction", "满意度", width: 10, "最近一次写明满意度的回访。") { $0.satisfaction },
        supervisionColumn, clearanceColumn,
        .text("remark", "备注", width: 18, "程序终结的日期和方式。") { facts in
            facts.procedurallyEndedOn.map { "程序终结 \($0) \(facts.procedure)".trimmed }
        },
        .text("recorder", "填报人", "首接人。") { $0.receiver },
        .date("recorded", "填报日期", "案件记录在机器上建立的日期。") { $0.recordedOn },
    ]
}

extension CaseFacts {
    /// Something of each of the applicants, line by line with their names; nothing where nobody has it.
    fileprivate func column(_ part: KeyPath<Party, String>) -> String {
        let texts = parties("applicant").map { $0[keyPath: part] }
        return texts.allSatisfy(\.isEmpty) ? "" : texts.joined(separator: "\n")
    }
}
