import ArgumentParser
import Node

/// `tingsu return`
struct SignReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "签当日报告，没有走访也要签 sign the day's return, also where there was no visit",
        discussion: """
            走访次数由程序数出。再签一次会更新当天的次数。
            The program counts the visits. Signing again writes the day's new count.
            """)

    @OptionGroup var options: GlobalOptions

    @Option(
        name: .customLong("as"), help: "谁签：姓名或编号 who signs, by name or id; default: the only person of this machine")
    var author: String?

    @Option(name: .long, help: "说明 remark")
    var remark = ""

    func run() async throws {
        let command = SignReturnCommand(remark: remark, speaker: Speaker(author: author))
        try await Output.perform(command, options) { reply in
            options.text(
                "已签当日报告：\(reply.saved[0].record.id)", "the day's return is signed: \(reply.saved[0].record.id)")
        }
    }
}
