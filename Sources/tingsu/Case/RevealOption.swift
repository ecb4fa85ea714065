import ArgumentParser

/// Whether sensitive numbers are shown whole: the option of every command that shows values.
struct RevealOption: ParsableArguments {
    @Flag(
        name: .customLong("reveal"),
        help: "显示完整的身份证号等敏感号码 show identity numbers and other sensitive numbers whole")
    var reveals = false

    /// The line that says how to see what is hidden.
    static func note(_ options: GlobalOptions) -> String {
        options.text("（号码已遮住一部分，--reveal 显示完整）", "(numbers have their middle hidden: --reveal shows them)")
    }
}
