import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu campaign …`
struct CampaignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign", abstract: "专项行动，如入户听诉 campaigns, such as a round of listening visits",
        subcommands: [Add.self, List.self, Show.self, Share.self], defaultSubcommand: List.self)

    /// `tingsu campaign add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "在县中心登记一个专项行动 add a campaign, at the center",
            discussion: "例 Example: tingsu campaign add 入户听诉专项行动 --from 2026-05-01 --until 2026-12-31")

        @Argument(help: "名称 name")
        var name: String

        @Option(name: .long, help: "开始日期 first day")
        var from: String

        @Option(name: .long, help: "结束日期 last day")
        var until: String?

        @Option(name: .long, help: "区域：编码或名称 area, by code or name")
        var area: String?

        @Option(name: .long, help: "目的 purpose")
        var purpose: String?

        @Option(name: .customLong("as"), help: "中心的谁：姓名或编号 who of the center, by name or id")
        var author: String?

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("from", from)
            list.add("until", until)
            list.add("area", area)
            list.add("purpose", purpose)
            let command = AddCampaignCommand(campaign: name, fields: list.fields, author: author)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu campaign list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出专项行动：走访、户数、案件 the campaigns, with their visits, households and cases",
            discussion: """
                新的专项行动由县中心用 tingsu campaign add 登记；走访、案件用 --campaign 记到它名下。
                The center adds one with `tingsu campaign add`; visits and cases name it with --campaign.
                """)

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListCampaignsCommand(), options) { reply in
                if reply.campaigns.isEmpty { return options.text("还没有专项行动", "there are no campaigns yet") }
                let head = [
                    options.text("编号", "id"), options.text("开始", "from"), options.text("结束", "until"),
                    options.text("走访", "visits"), options.text("户", "households"), options.text("案件", "cases"),
                    options.text("名称", "name"),
                ]
                let rows = reply.campaigns.map { campaign in
                    [
                        campaign.record.short, campaign.from ?? "—", campaign.until ?? "—", "\(campaign.madeCount)",
                        "\(campaign.householdCount)", "\(campaign.caseCount)", campaign.name,
                    ]
                }
                return TextLayout.table([head] + rows).joined(separator: "\n")
            }
        }
    }

    /// `tingsu campaign show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "一个专项行动：走了哪些户、谁去的、带出哪些案件 one campaign: where, who, what came of it")

        @Argument(help: "名称或编号 name or id")
        var campaign: String

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ShowCampaignCommand(campaign: campaign), options) {
                CampaignText(options: options).text($0)
            }
        }
    }

    /// `tingsu campaign share`
    struct Share: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "share", abstract: "主动寻访占多少：干部发起的走访和案件 how much of the work cadres began",
            discussion: """
                案件：来源是入户听诉或网格排查的。走访：除去群众自己找来的案件中没有事先计划的走访。只统计，不给人排名。
                Cases found at a listening visit or by a grid worker; visits, but for unplanned ones about cases that others brought.
                It is a statistic, and ranks nobody.
                """)

        @Option(name: .long, help: "月份，如 2026-06；默认今年到今天 a month; default: this year until today")
        var month: String?

        @Option(name: .long, help: "起日 first day")
        var from: String?

        @Option(name: .long, help: "止日 last day")
        var to: String?

        @Option(name: .long, help: "区域：编码或名称，含下级 an area by code or name, with all below it")
        var area: String?

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ShowInitiativeCommand(month: month, from: from, to: to, area: area)
            try await Output.perform(command, options) { reply in
                ([options.text("\(reply.from) 至 \(reply.until)", "\(reply.from) to \(reply.until)")]
                    + CampaignText(options: options).initiative(reply.initiative)).joined(separator: "\n")
            }
        }
    }
}
