import CaseFile
import CaseStore
import CaseWork
import Replication

/// The head of a case page: what it is, how grave, who leads, what comes next, where people disagree.
struct CaseHead: Sendable {
    /// A field of the head.
    struct Line: Sendable {
        let lineLabel: String
        let lineText: String
        let lineIsDisputed: Bool
    }

    /// A field about which people disagree.
    struct Dispute: Sendable {
        let disputeHref: String
        let disputeText: String
    }

    let caseTitle: String
    let area: String
    let codeText: String?
    let stageText: String?
    /// `red`, `yellow`, `green` or `other`: the words say it, too.
    let riskName: String?
    let riskText: String?
    /// Title, stage, risk, next step: shown with the newest reading, and marked.
    let isTitleDisputed: Bool
    let isStageDisputed: Bool
    let isRiskDisputed: Bool
    let isNextDisputed: Bool
    let lines: [Line]
    let nextText: String?
    let nextStateName: String?
    let nextStateText: String?
    let disputes: [Dispute]
    let hasDisputes: Bool
    let moreDisputes: String?
    let fileCustodyName: String
    let fileCustodyText: String
    let isWithdrawn: Bool
    let withdrawalReason: String?

    /// More would push the case itself off the page; all are under 说法不一.
    private static let disputesMax = 10
    private static let shown = [CaseSchema.lead, CaseSchema.responsible, CaseSchema.firstReceived]

    init(_ file: CaseFileView, _ values: ShownValues) throws {
        let (record, words) = (file.record, values.words)
        caseTitle = try values.text(CaseSchema.title, of: record) ?? words.text("case_page.untitled")
        area = values.access.areaName(of: record.key.scope)
        codeText = try values.text(CaseSchema.code, of: record)
        stageText = try values.text(CaseSchema.stage, of: record)
        let risk = record.shown(CaseSchema.risk)[member: CaseSchema.Risk.level].plainText
        riskName = risk.map { ["red", "yellow", "green"].contains($0) ? $0 : "other" }
        riskText = values.text(CaseSchema.risk, member: CaseSchema.Risk.level, of: record).map {
            words.text("case_page.risk", ["level": $0])
        }
        func isDisputed(_ register: RegisterNumber) -> Bool { record.field(register)?.isDisputed ?? false }
        isTitleDisputed = isDisputed(CaseSchema.title)
        isStageDisputed = isDisputed(CaseSchema.stage)
        isRiskDisputed = isDisputed(CaseSchema.risk)
        isNextDisputed = isDisputed(CaseSchema.next)
        lines = try CaseHead.shown.compactMap { register in
            guard let text = try values.text(register, of: record) else { return nil }
            return Line(
                lineLabel: values.label(register, of: record.key.kind), lineText: text,
                lineIsDisputed: isDisputed(register))
        }
        nextText = try values.text(CaseSchema.next, of: record)
        // A date about which people disagree counts as the earlier one.
        let dates = record.field(CaseSchema.next)?.readings.compactMap { $0.value[member: NextStep.date].date } ?? []
        let due = dates.min().flatMap { date in values.access.today.map { DueText(date, on: $0, words) } }
        let isOpen = record.shown(CaseSchema.stage) != .code("closed")
        (nextStateName, nextStateText) = isOpen ? (due?.name, due?.text) : (nil, nil)
        let all = try CaseHead.disputes(of: file, values)
        disputes = Array(all.prefix(CaseHead.disputesMax))
        hasDisputes = !all.isEmpty
        moreDisputes =
            all.count > CaseHead.disputesMax
            ? words.text("case_page.more", ["count": "\(all.count - CaseHead.disputesMax)"]) : nil
        fileCustodyName = "\(file.custody)"
        fileCustodyText = words.text("custody.\(file.custody)")
        isWithdrawn = record.isWithdrawn
        withdrawalReason = record.withdrawalReason
    }

    private static func disputes(of file: CaseFileView, _ values: ShownValues) throws -> [Dispute] {
        var records = [file.record]
        for party in file.parties { records += [party.party] + [party.person].compactMap(\.self) }
        for visit in file.visits { records += [visit.record] + visit.emotions.map(\.record) }
        for agreement in file.agreements { records += [agreement.record] + agreement.milestones }
        for plan in file.plans { records += [plan.record] + plan.followUps }
        records += file.demands + file.otherMilestones + file.otherFollowUps + file.others
        return try records.filter(\.isDisputed).flatMap { record in
            let fields = (record.fields + [record.lifecycle].compactMap(\.self)).filter(\.isDisputed)
            let title = record.key == file.record.key ? "" : try values.title(of: record.key)
            return fields.map { field in
                Dispute(
                    disputeHref: PagePath.conflict(field.register, of: record.key),
                    disputeText: values.line([
                        values.label(of: record.key.kind), title,
                        values.label(field.register, of: record.key.kind),
                    ]))
            }
        }
    }
}
