import ArgumentParser
import CaseFile
import Node

/// `tingsu contribution list`
struct ListContributions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "一个案件的筹措：谁出多少、到了多少、还差多少 what is provided for a case, and what is missing",
        discussion: """
            需要多少，按协议总额；没有协议的按诉求金额合计（不可突破的不算）。
            The need is the agreements' total, else the sum of the demands, without those that cannot be met.
            """)

    @Argument(help: "案件 case")
    var record: String

    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let command = ListContributionsCommand(record: record, area: place.area)
        try await Output.perform(command, options) { reply in
            let list =
                reply.items.isEmpty
                ? [options.text("还没有人答应提供什么", "nobody has promised anything yet")]
                : TextLayout.table(reply.items.map(row))
            return (list + sums(reply)).joined(separator: "\n")
        }
    }

    private func row(_ item: ListContributionsCommand.Reply.Item) -> [String] {
        [
            item.record.short, item.provider.text(in: options.language),
            item.promised.map { options.text("答应 \(yuan($0))", "promised \(yuan($0))") } ?? "",
            item.received.map { options.text("到了 \(yuan($0))", "received \(yuan($0))") }
                ?? (item.isDelivered ? options.text("已落实", "done") : options.text("还没到", "not yet")),
            item.due ?? "", item.what,
        ]
    }

    private func sums(_ reply: ListContributionsCommand.Reply) -> [String] {
        let basis =
            reply.basis == "agreements"
            ? options.text("协议总额", "agreements") : options.text("诉求金额合计", "sum of the demands")
        let need =
            reply.need.map { options.text("需要 \(yuan($0))（\(basis)）", "needed \(yuan($0)) (\(basis))") }
            ?? options.text("协议和诉求都没有写金额，不知道需要多少", "no agreement or demand names an amount: the need is unknown")
        let parts = [
            need, options.text("答应 \(yuan(reply.promised))", "promised \(yuan(reply.promised))"),
            options.text("到了 \(yuan(reply.received))", "received \(yuan(reply.received))"),
            reply.unpromised.map { options.text("还没人答应 \(yuan($0))", "not promised \(yuan($0))") },
            reply.outstanding.map { options.text("还没到 \(yuan($0))", "outstanding \(yuan($0))") },
        ]
        return TextLayout.facts(parts.compactMap(\.self))
    }

    private func yuan(_ cents: Int64) -> String { YuanText.text(cents) + options.text(" 元", " yuan") }
}
