import ArgumentParser
import Node

extension HouseholdCommand {
    /// `tingsu household move`
    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "一户迁到别的村 let a household live in another village",
            discussion: """
                连同家里的人和走访记录一起迁过去；案件另用 tingsu case hand-over 移交。在两边都能填写的机器上办理。
                Its people and visits go along; a case is handed over with tingsu case hand-over. On a machine that may write
                both areas.
                """)

        @Argument(help: "住址或编号 address or id")
        var record: String

        @Argument(help: "迁到哪里：区划代码或名称 the area that it moves to, by code or name")
        var target: String

        @Option(name: .long, help: "原因 reason")
        var reason: String?

        @Option(name: .long, help: "哪天迁的，默认今天 when; default: today")
        var on: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = MoveHouseholdCommand(
                record: record, to: target, on: on, reason: reason, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) {
                SavedText(options.language, done: options.text("已迁移", "moved")).text($0)
            }
        }
    }
}
