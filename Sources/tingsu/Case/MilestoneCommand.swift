import ArgumentParser
import Node

/// `tingsu milestone …`
struct MilestoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestone", abstract: "履行节点 milestones of an agreement", subcommands: [Perform.self, Amend.self])

    /// `tingsu milestone perform`
    struct Perform: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "perform", abstract: "记履行情况 record what became of a milestone",
            discussion: """
                例 Example: tingsu milestone perform 永丰-001 --sequence 1 --status 已履行 --amount 5万 --date 2026-06-28 \\
                    --proof 转账回单
                逾期才履行的，要写 --reason。What was performed late needs --reason.
                状态 status: performed 已履行, partial 部分履行, overdue 逾期, changed 变更, not_due 未到期。
                履行情况整体保存，原来的内容留在历史里；有分歧时须带 --seen（tingsu show 给出）。
                It is written as a whole, what it said before stays in the history. Where it is disputed, --seen is needed,
                the token that tingsu show prints.
                """)

        @Argument(help: "节点编号（末8位即可）；写了 --sequence 时为案件或协议 the milestone by id; with --sequence its case or agreement")
        var record: String

        @Option(name: .long, help: "第几个节点 number of the milestone within its case or agreement")
        var sequence: Int?

        @Option(name: .long, help: "状态 status")
        var status: String

        @Option(name: .long, help: "已履行金额（元） amount performed, in yuan")
        var amount: String?

        @Option(name: .long, help: "履行日期；已履行和部分履行默认今天 date; default where it was performed: today")
        var date: String?

        @Option(name: .long, help: "履行凭证 proof")
        var proof: String?

        @Option(name: .long, help: "理由或说明；逾期时为逾期原因 reason for the change, or why it was late")
        var reason: String?

        @OptionGroup var seen: SeenOption
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = PerformMilestoneCommand(
                record: record, sequence: sequence, status: status, amount: amount, date: date, proof: proof,
                note: reason, seen: seen.token, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }
}
