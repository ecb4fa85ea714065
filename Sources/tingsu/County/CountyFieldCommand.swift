import ArgumentParser
import CaseWork
import Node

/// `tingsu county field …`
struct CountyFieldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "field", abstract: "本县增加的问题 questions that the county adds",
        subcommands: [Add.self, List.self, End.self], defaultSubcommand: List.self)

    /// `tingsu county field add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "给一类记录增加一个问题 add a question to a kind of record (at the center)",
            discussion: """
                各台设备下次同步后，表单、打印和导出里就有这个问题。Every machine has it after its next sync.
                例 Example: tingsu county field add visit 家里种茶吗 --type 是否
                例 Example: tingsu county field add visit 用水来源 --type 代码 --code 自来水 --code 井水
                """)

        @Argument(help: "记录类别，如 visit 或 走访 a kind, such as visit")
        var kind: String

        @Argument(help: "问题 the question")
        var label: String

        @Option(name: .long, help: "类型：文字、整数、金额、是否、日期、代码 type: text, integer, money, boolean, date, code")
        var type: String

        @Option(name: .long, help: "英文问题 the question in English")
        var labelEn: String?

        @Option(name: .long, help: "代号，不写由程序取 its name for programs; default: one is chosen")
        var name: String?

        @Option(name: .long, help: "用哪个代码表 table of the codes")
        var table: String?

        @Option(name: .customLong("code"), help: "可选的答案，名称 或 代码=名称，可多次 an answer, LABEL or CODE=LABEL; repeat")
        var codes: [String] = []

        @Option(name: .long, help: "敏感程度，默认 个人信息 sensitivity; default: personal")
        var sensitivity: String?

        @OptionGroup var effect: EffectOptions
        @OptionGroup var county: CountyOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let draft = CountyFieldDraft(
                kind: kind, label: label, labelEn: labelEn, name: name, type: type, table: table, codes: codes,
                sensitivity: sensitivity, from: effect.from, until: effect.until)
            try await Output.perform(AddCountyFieldCommand(draft, author: county.author), options) { reply in
                options.text("已增加：\n", "added:\n") + CountyText(options: options).fields(reply.fields)
            }
        }
    }

    /// `tingsu county field list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出本县增加的问题，连同停用的和不起作用的 list them all, also those without effect")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListCountyCommand(), options) {
                CountyText(options: options).fields($0.fields)
            }
        }
    }

    /// `tingsu county field end`
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "停用一个问题，已填的照样看得到 ask a question no more; answers stay (at the center)")

        @Argument(help: "编号、代号或问题 number, name or label")
        var field: String

        @Option(name: .long, help: "哪一类记录，如有同名的 of which kind, where several have it")
        var kind: String?

        @Option(name: .long, help: "停用日期，默认今天 from which day on; default: today")
        var until: String?

        @OptionGroup var county: CountyOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = EndCountyFieldCommand(field: field, kind: kind, until: until, author: county.author)
            try await Output.perform(command, options) { reply in
                options.text("已更改：\n", "changed:\n") + CountyText(options: options).fields(reply.fields)
            }
        }
    }
}
