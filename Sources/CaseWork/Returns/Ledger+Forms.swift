import CaseFile
import Replication

extension Ledger {
    /// Jiangxi's 突出矛盾纠纷台账: eight columns.
    ///
    /// Source: DOMAIN.md section 7.
    static func prominent(_ period: ReportPeriod) -> Ledger {
        Ledger(
            template: .prominent,
            columns: [
                .text("unit", "单位", width: 16, "案件所属的村(社区)、乡镇或县本级。") { $0.areaPath },
                .text("summary", "矛盾纠纷简要情况", width: 40, "纠纷简要情况；没有填写的用纠纷名称。") {
                    $0.summary.isEmpty ? $0.title : $0.summary
                },
                .text("responsible", "责任单位责任人", width: 20, "责任单位、责任人、职务、电话。") {
                    [$0.responsibleOrganisation, $0.responsible].listed
                },
                dueColumn,
                .text("progress", "化解情况", width: 24, "办理阶段、下一步；已化解的写化解日期和情况。") { $0.progress },
                supervisionColumn, clearanceColumn,
            ],
            selection: "期内任何一天在办、并且符合下列任一条的案件：信访积案；有预警级别；风险等级为红；事件规模为群体性(02、03)；"
                + "事件级别为特别重大或重大；有督办记录。在办指首接不晚于期末，化解或结案不早于期初。"
        ) { $0.isProminent && $0.isInHand(period) }
    }

    /// The list of the 福富 modules of Jiangxi.
    static func events(_ period: ReportPeriod) -> Ledger {
        Ledger(
            template: .events,
            columns: [
                .text("title", "事件名称", width: 30, "纠纷名称。") { $0.title },
                .date("occurred", "发生日期", "填写的发生日期。") { $0.occurredOn },
                .date("received", "采集日期", "首接日期。") { $0.received },
                categoryColumn,
                scaleColumn,
                .text("place", "发生地点", width: 24, "填写的发生地点。") { $0.place },
                .text("area", "所属区域", width: 24, "案件所属区域的全称。") { $0.areaPath },
                .text("state", "状态", width: 10, "有实质化解日期的为已化解，其余为未化解。") {
                    $0.resolvedOn == nil ? "未化解" : "已化解"
                },
            ], selection: "首接日期在期内的全部案件。"
        ) { period.contains($0.received) }
    }

    /// 信访台账.
    static func petitions(_ period: ReportPeriod) -> Ledger {
        Ledger(
            template: .petitions,
            columns: [
                .text("kind", "信访类型", width: 10, "案件来源：信访、来访、来电；其他来源有信访件编号的也列入。") { $0.origin?.label },
                .date("received", "接件时间", "首接日期。") { $0.received },
                .text("petitioner", "信访人", width: 16, "申请方当事人姓名。") { $0.parties("applicant").map(\.name).listed },
                .text("content", "内容", width: 40, "诉求内容；没有的用纠纷简要情况，再没有用纠纷名称。") { facts in
                    facts.demands.isEmpty
                        ? facts.summary.isEmpty ? facts.title : facts.summary : facts.demands.lines
                },
                .text("phone", "电话", width: 16, "申请方当事人联系电话，按文本存放。") {
                    $0.parties("applicant").map(\.phone).lines
                },
                .text("handling", "办理情况", width: 30, "办理阶段、下一步；已化解的写化解日期和情况。") { $0.progress },
            ], selection: "首接日期在期内，来源为信访、来访、来电，或者有信访件编号的案件。"
        ) { $0.isPetition && period.contains($0.received) }
    }

    // MARK: Columns of several ledgers

    static var categoryColumn: LedgerColumn {
        .text("category", "事件类别", width: 18, "GB/T 31000 事件类别，代码和名称。") { $0.category.map { "\($0.code) \($0.label)" } }
    }

    static var scaleColumn: LedgerColumn {
        .text("scale", "事件规模", width: 14, "GB/T 31000 事件规模。") { $0.scale?.label }
    }

    static var dueColumn: LedgerColumn {
        .date("due", "化解时限", "没有销号的督办、没有办结的交办和承诺中最早的期限；都没有的为下一步计划日期。") { $0.dueOn }
    }

    static var supervisionColumn: LedgerColumn {
        .text("supervision", "交办督办情况", width: 24, "督办日期、单位、事项和反馈。") { facts in
            facts.supervisions.map { "\($0.on) \($0.text)" }.lines
        }
    }

    static var clearanceColumn: LedgerColumn {
        .text("cleared", "销号情况", width: 18, "销号日期、销号人和情况。") { facts in
            facts.clearances.map { "\($0.on) \($0.text)" }.lines
        }
    }
}

extension CaseFacts {
    /// Where it stands, in a line or two.
    var progress: String {
        var lines: [String] = []
        if let resolvedOn {
            lines.append("\(resolvedOn) 已化解" + (outcome.isEmpty ? "" : "：\(outcome)"))
        } else if let stage {
            lines.append(stage.label)
        }
        if endedOn == nil, !nextStep.isEmpty {
            lines.append("下一步：\(nextStep)" + (nextDate.map { "（\($0)）" } ?? ""))
        }
        return lines.lines
    }
}
