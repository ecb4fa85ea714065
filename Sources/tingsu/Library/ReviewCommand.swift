import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu review …`
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "复盘 reviews of closed cases", subcommands: [Write.self])

    /// `tingsu review write`
    struct Write: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "write", abstract: "写复盘：结案以后，四样写全 write what was learnt of a closed case, all four parts",
            discussion: """
                例 Example: tingsu review write 永丰-001 --happened "…" --helped "…" --method "先谈心情、再谈事情" \\
                    --rule "伤害赔偿类先核票据、再议金额"
                写好以后用 tingsu library propose 提出案例。Afterwards `tingsu library propose` makes a library case of it.
                """)

        @Argument(help: "案件 case")
        var record: String

        @Option(name: .long, help: "经过：发生了什么 what happened")
        var happened: String

        @Option(name: .long, help: "有效做法：什么管用 what worked")
        var helped: String

        @Option(name: .long, help: "方法总结：总结一类方法 the method")
        var method: String

        @Option(name: .long, help: "流程规范：改了或定了什么规矩 the rule that changed")
        var rule: String

        @Option(name: .long, help: "复盘日期，默认今天 day; default: today")
        var on: String?

        @Option(name: .long, help: "复盘人，可多次 who took part; repeat")
        var by: [String] = []

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("on", on ?? "@today")
            list.add("by", by.isEmpty ? ["@author"] : by)
            list.add("happened", happened)
            list.add("helped", helped)
            list.add("method", method)
            list.add("procedure", rule)
            let command = WriteReviewCommand(
                record: record, fields: list.fields, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }
}
