import ArgumentParser
import Node

/// `tingsu rule`
struct RuleOnChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "裁定一条改动：采用或不采用 admit or hold one change (at the center)")

    @Argument(help: "改动编号，见 tingsu held change id, see tingsu held")
    var change: String

    @Argument(help: "admit 采用 或 hold 不采用")
    var verdict: String

    @Option(name: .long, help: "理由 reason")
    var reason: String

    @Option(
        name: .customLong("as"), help: "谁裁定：县中心使用人的姓名或编号；不写即第一位使用人 who rules, by name or id; default: the first person")
    var author: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard verdict == "admit" || verdict == "hold" else {
            throw ValidationError("\(verdict)：请用 admit 或 hold; use admit or hold")
        }
    }

    func run() async throws {
        try await Output.perform(
            RuleCommand(change: change, admits: verdict == "admit", reason: reason, author: author), options
        ) { reply in
            options.text("已裁定 \(reply.change)：\(reply.verdict)", "ruled on \(reply.change): \(reply.verdict)")
        }
    }
}
