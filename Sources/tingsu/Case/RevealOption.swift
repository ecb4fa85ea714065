import ArgumentParser
import Node

/// Whether sensitive numbers are shown whole: the option of every command that shows values. That it was used is recorded.
struct RevealOption: ParsableArguments {
    @Flag(
        name: .customLong("reveal"),
        help: "显示完整的身份证号等敏感号码，谁看的会记下来 show identity numbers and the like whole; who looked is recorded")
    var reveals = false

    @Option(name: .customLong("why"), help: "看完整号码做什么用 what the whole numbers are for")
    var reason: String?

    @Option(
        name: .customLong("as"),
        help: "谁看的；本机只有一位使用人时可不写 who looks, with --reveal; default: the only person of this machine")
    var author: String?

    var revealing: Revealing? { reveals ? Revealing(as: author, reason: reason) : nil }

    /// The line that says how to see what is hidden.
    static func note(_ options: GlobalOptions) -> String {
        options.text(
            "（号码已遮住一部分，--reveal 显示完整，谁看的会记下来）",
            "(numbers have their middle hidden: --reveal shows them, and who looked is recorded)")
    }
}
