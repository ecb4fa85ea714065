import ArgumentParser
import Node

/// `tingsu demand …`
struct DemandCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demand", abstract: "诉求 demands", subcommands: [Add.self])

    /// `tingsu demand add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "记一项诉求 record what somebody asks for",
            discussion: "诉求、根源、焦点三个方面，再加研判结论和政策依据。The demand, its root, its focus; then a verdict with its basis.")

        @Argument(help: "诉求内容 what is asked for")
        var text: String

        @Option(name: .customLong("case"), help: "案件 case")
        var caseFile: String

        @Option(name: .long, help: "诉求人 who asks")
        var person: String?

        @Option(name: .long, help: "提出诉求的走访 the visit at which it was said")
        var visit: String?

        @Option(name: .long, help: "诉求根源 root cause")
        var rootCause: String?

        @Option(name: .long, help: "矛盾焦点 focus of the dispute")
        var focus: String?

        @Option(name: .long, help: "诉求金额（元） amount, in yuan")
        var amount: String?

        @Option(name: .long, help: "研判结论 可办 feasible、不可突破 impossible、待查 pending verdict")
        var verdict: String?

        @Option(name: .long, help: "政策依据 policy basis of the verdict")
        var basis: String?

        @Option(name: .long, help: "其他字段=内容，可多次 further field=value; repeat")
        var set: [String] = []

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("case", caseFile)
            list.add("person", person)
            list.add("text", text)
            list.add("root_cause", rootCause)
            list.add("focus", focus)
            list.add("amount", amount)
            list.add("verdict", group: [("code", verdict), ("basis", basis)])
            list.add("visit", visit)
            try list.add(set)
            try await Output.save([.init("demand", fields: list.fields)], recording, options)
        }
    }
}
