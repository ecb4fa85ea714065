import ArgumentParser
import Node

/// `tingsu done`
struct FinishDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "办完了：记下哪天办的 record that something that was due is done",
        discussion: """
            编号见 tingsu due。逾期才办的，用 --reason 写明原因；哪天办的和哪天记的都会留下。
            约好的走访和再次联系，用 tingsu visit record 或 tingsu followup done 记录。
            For the ids see tingsu due. What was done late needs --reason; the day on which it was done and the one on which
            it was written down are both kept. A visit or a call that was promised is recorded as such.
            """)

    @OptionGroup var target: DueTargetArguments

    @Option(name: .long, help: "哪天办的，默认今天 the day on which it was done; default: today")
    var on: String?

    @Option(name: .long, help: "办理情况或凭证 how, or the proof")
    var how: String?

    @Option(name: .long, help: "逾期原因 why it was late")
    var reason: String?

    @Option(name: .long, help: "金额（元） amount, in yuan")
    var amount: String?

    @Option(name: .long, help: "案件的下一步改为 what the case is to do next")
    var next: String?

    @Option(name: .long, help: "下一步的日期 when")
    var nextDate: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if nextDate != nil, next == nil { throw ValidationError("--next-date 要和 --next 一起写；goes with --next") }
    }

    func run() async throws {
        let command = FinishDueCommand(
            target.target, on: on, how: how, reason: reason, amount: amount, next: next, nextDate: nextDate)
        try await Output.perform(command, options) {
            SavedText(options.language, done: options.text("已办", "done")).text($0)
        }
    }
}

/// Which thing is meant, and who speaks.
struct DueTargetArguments: ParsableArguments {
    @Argument(help: "编号（末8位即可）、案件编号或名称 id, or a case by code or title")
    var record: String

    @Option(name: .long, help: "期限规则，有几个期限时 which rule, where one step started several periods")
    var rule: String?

    @OptionGroup var recording: RecordingOptions

    var target: DueTarget {
        DueTarget(record: record, rule: rule, area: recording.area, speaker: recording.speaker)
    }
}
