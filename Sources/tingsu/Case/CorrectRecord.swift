import ArgumentParser
import CaseFile
import Node

/// `tingsu correct`
struct CorrectRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "更正字段，原来的内容留在历史里 write over fields; the old values stay in the history",
        discussion: """
            例 Example: tingsu correct 永丰-001 stage=处置 --reason 已派专班
            字段有分歧时须带 --seen（tingsu show 给出），或用 tingsu settle 处理。空内容（字段=）清空该字段。
            A disputed field needs --seen, the token that tingsu show prints, or tingsu settle. An empty value empties it.
            """)

    @Argument(help: "记录：编号（末8位即可）、案件编号、姓名 a record: id or its last 8 digits, case code, name")
    var record: String

    @Argument(help: "字段=内容 field=value")
    var fields: [String]

    @Option(name: .long, help: "更正的理由 reason for the change")
    var reason: String?

    @OptionGroup var seen: SeenOption
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let correction = SaveRecordsCommand.Correction(
            record: record, fields: try FieldArguments.fields(fields), seen: seen.token, note: reason)
        try await Output.save([], correcting: [correction], recording, options)
    }
}

/// `tingsu withdraw`
struct WithdrawRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "作废一条记录，内容仍保留 take a record out of use; it is kept")

    @Argument(help: "记录 a record")
    var record: String

    @Option(name: .long, help: "理由 reason")
    var reason: String

    @OptionGroup var seen: SeenOption
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let command = ChangeLifecycleCommand(
            .withdraw, record: record, reason: reason, seen: seen.token, area: recording.area,
            speaker: recording.speaker)
        try await Output.perform(command, options) {
            SavedText(options.language, done: options.text("已作废", "withdrawn")).text($0)
        }
    }
}

/// `tingsu reinstate`
struct ReinstateRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate", abstract: "恢复一条已作废的记录 put a withdrawn record back")

    @Argument(help: "记录（用编号） a record, by id")
    var record: String

    @Option(name: .long, help: "理由 reason")
    var reason: String

    @OptionGroup var seen: SeenOption
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let command = ChangeLifecycleCommand(
            .reinstate, record: record, reason: reason, seen: seen.token, area: recording.area,
            speaker: recording.speaker)
        try await Output.perform(command, options) {
            SavedText(options.language, done: options.text("已恢复", "reinstated")).text($0)
        }
    }
}
