import CaseFile
import Node

/// Lays a campaign out.
struct CampaignText {
    let options: GlobalOptions

    func text(_ reply: ShowCampaignCommand.Reply) -> String {
        let campaign = reply.campaign
        let sums = options.text(
            "走访 \(campaign.madeCount) 次，\(campaign.householdCount) 户，带出案件 \(campaign.caseCount) 件",
            "\(campaign.madeCount) visits to \(campaign.householdCount) households, \(campaign.caseCount) cases came of it"
        )
        let planned = campaign.visitCount - campaign.madeCount
        let who = reply.visitors.joined(separator: options.text("、", ", "))
        let head = [
            "\(campaign.name)  \(campaign.from ?? "") – \(campaign.until ?? "")", campaign.purpose ?? "", sums,
            planned > 0 ? options.text("还有 \(planned) 次没走", "\(planned) still to be made") : "",
            who.isEmpty ? "" : options.text("走访的人：\(who)", "visited by: \(who)"),
        ]
        return
            (head.filter { !$0.isEmpty }.flatMap { TextLayout.wrapped($0) } + initiative(reply.initiative)
            + section(options.text("走访", "Visits"), reply.visits.map(row))
            + section(options.text("带出的案件", "Cases that came of it"), reply.cases.map(named))
            + section(options.text("走访到的其他案件", "Other cases visited"), reply.visitedCases.map(named)))
            .joined(separator: "\n")
    }

    /// The figure of what cadres began.
    func initiative(_ initiative: InitiativeReply) -> [String] {
        func share(_ share: InitiativeReply.Share) -> String {
            "\(share.begun)/\(share.all)" + (share.percent.map { options.text("（\($0)%）", " (\($0)%)") } ?? "")
        }
        return [
            options.text(
                "主动寻访：案件 \(share(initiative.cases))，走访 \(share(initiative.visits))",
                "begun by cadres: cases \(share(initiative.cases)), visits \(share(initiative.visits))")
        ]
    }

    private func section(_ title: String, _ rows: [[String]]) -> [String] {
        rows.isEmpty ? [] : ["", title] + TextLayout.table(rows, indent: 2)
    }

    private func row(_ visit: ShowCampaignCommand.Reply.Visit) -> [String] {
        let places = visit.households.map { $0.title.text(in: options.language) }
        let about = visit.caseFile.map { [$0.title.text(in: options.language)] } ?? []
        return [
            visit.record.short, visit.at?.text(in: options.language) ?? "",
            visit.isStillToBeMade ? options.text("还没走", "to be made") : "",
            visit.visitors?.text(in: options.language) ?? "", (places + about).joined(separator: "  "),
        ]
    }

    private func named(_ name: RecordName) -> [String] {
        [name.short, name.area, name.title.text(in: options.language)]
    }
}
