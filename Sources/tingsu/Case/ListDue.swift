import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu due`
struct ListDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "到期的下一步、履行节点和回访 next steps, milestones and follow-ups that are due")

    @Option(name: .long, help: "连同今后几天的 with those of so many days to come")
    var within = 7

    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (0...3660).contains(within) else { throw ValidationError("--within \(within)：0–3660") }
    }

    func run() async throws {
        try await Output.perform(ListDueCommand(within: within, area: place.area), options) { reply in
            if reply.items.isEmpty {
                return options.text(
                    "\(reply.today) 起\(within)天内没有到期的事", "nothing is due within \(within) days of \(reply.today)")
            }
            let rows = reply.items.map { item in
                let dispute = item.isDisputed ? options.text("【日期有分歧】", "[date disputed] ") : ""
                let title = item.record.kind == "case" ? nil : item.caseTitle.map(short)
                return [
                    item.due, state(item), item.record.kindLabel.text(in: options.language), item.record.short,
                    dispute + item.what + (title.map { options.text("（\($0)）", " (\($0))") } ?? ""),
                ]
            }
            return TextLayout.table(rows).joined(separator: "\n")
        }
    }

    /// The beginning of a case's title, which tells it apart.
    private func short(_ title: String) -> String { title.count > 10 ? title.prefix(10) + "…" : title }

    private func state(_ item: ListDueCommand.Reply.Item) -> String {
        let word = Words(options.language).text("due.\(item.state)")
        let days = abs(item.daysLeft)
        if days == 0 { return word }
        return item.daysLeft < 0
            ? word + options.text("\(days)天", " \(days) d") : options.text("还有\(days)天", "in \(days) d")
    }
}
