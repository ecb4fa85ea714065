import ArgumentParser
import CaseFile
import Node

/// `tingsu show`
struct ShowRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "查看一条记录，给出 --seen 标记 show a record, and the token for --seen",
        discussion: """
            记录可用编号（开头或末尾至少6位）、案件编号或名称、姓名、住址指明；有多条时列出供选择。
            A record goes by its id (at least 6 digits of its beginning or end), a case by code or title, a person by name,
            a household by address; where several fit, they are listed.
            """)

    @Argument(help: "记录 a record")
    var record: String

    @Flag(name: .customLong("case"), help: "整个案卷，同 tingsu file the whole case file, as tingsu file")
    var wholeCase = false

    @OptionGroup var revealing: RevealOption
    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        if wholeCase { return try await ShowCaseFile.run(record, revealing, place, options) }
        let command = ShowRecordCommand(record: record, area: place.area, revealing: revealing.revealing)
        try await Output.perform(command, options) {
            RecordText(options.language).whole($0) + ($0.isMasked ? "\n" + RevealOption.note(options) : "")
        }
    }
}

/// `tingsu attachment`
struct ShowCaseFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "查看整个案卷：当事人、走访、心情、诉求、协议、回访 show a whole case file (一案一档)")

    @Argument(help: "案件 a case")
    var record: String

    @OptionGroup var revealing: RevealOption
    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await ShowCaseFile.run(record, revealing, place, options)
    }

    static func run(
        _ record: String, _ revealing: RevealOption, _ place: AreaOption, _ options: GlobalOptions
    ) async throws {
        let command = ShowCaseFileCommand(record: record, area: place.area, revealing: revealing.revealing)
        try await Output.perform(command, options) {
            CaseFileText(options.language).text($0)
        }
    }
}

/// `tingsu log`
struct ShowLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "一条记录的历史：谁何时写了什么 who wrote what when, also the readings that lost")

    @Argument(help: "记录 a record")
    var record: String

    @OptionGroup var revealing: RevealOption
    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let command = ShowHistoryCommand(record: record, area: place.area, revealing: revealing.revealing)
        try await Output.perform(command, options) { reply in
            let isMasked = reply.entries.contains { $0.writes.contains(where: \.isMasked) }
            return HistoryText(options.language).text(reply) + (isMasked ? "\n\n" + RevealOption.note(options) : "")
        }
    }
}
