import ArgumentParser
import CaseWork
import Node

/// `tingsu county code …`
struct CountyCodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "本县增加的代码 codes that the county adds",
        subcommands: [Add.self, List.self, End.self], defaultSubcommand: List.self)

    /// `tingsu county code add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "给代码表增加一个代码 add a code to a table (at the center)",
            discussion: """
                国家统一的代码表不能增改；各代码表见 tingsu catalog。Tables of the state are closed; see tingsu catalog.
                例 Example: tingsu county code add place_kind 茶馆 --code tea_house
                """)

        @Argument(help: "代码表的代号或名称 name or label of the table")
        var table: String

        @Argument(help: "名称 the label")
        var label: String

        @Option(name: .long, help: "代码，不写由程序取 the code; default: one is chosen")
        var code: String?

        @Option(name: .long, help: "英文名称 the label in English")
        var labelEn: String?

        @OptionGroup var effect: EffectOptions
        @OptionGroup var county: CountyOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let draft = CountyCodeDraft(
                table: table, code: code, label: label, labelEn: labelEn, from: effect.from, until: effect.until)
            try await Output.perform(AddCountyCodeCommand(draft, author: county.author), options) { reply in
                options.text("已增加：\n", "added:\n") + CountyText(options: options).codes(reply.codes)
            }
        }
    }

    /// `tingsu county code list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出本县增加的代码，连同停用的和不起作用的 list them all, also those without effect")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListCountyCommand(), options) { CountyText(options: options).codes($0.codes) }
        }
    }

    /// `tingsu county code end`
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "停用一个代码，已填的照样看得到 offer a code no more; records keep it (at the center)")

        @Argument(help: "代码表的代号或名称 name or label of the table")
        var table: String

        @Argument(help: "代码或名称 the code or its label")
        var code: String

        @Option(name: .long, help: "停用日期，默认今天 from which day on; default: today")
        var until: String?

        @OptionGroup var county: CountyOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = EndCountyCodeCommand(table: table, code: code, until: until, author: county.author)
            try await Output.perform(command, options) { reply in
                options.text("已更改：\n", "changed:\n") + CountyText(options: options).codes(reply.codes)
            }
        }
    }
}
