import ArgumentParser
import CaseFile
import Node

/// `tingsu holiday …`
struct HolidayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holiday", abstract: "放假安排 holidays and swapped days", subcommands: [List.self, Import.self])

    /// `tingsu holiday list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出已有的放假安排 list the years that are known")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListHolidaysCommand(), options) { reply in
                reply.years.map(text).joined(separator: "\n")
            }
        }

        private func text(_ year: ListHolidaysCommand.Reply.Year) -> String {
            let origin =
                year.record == nil ? options.text("程序自带", "built in") : year.source ?? options.text("本县导入", "taken in")
            let rows = year.holidays.map { holiday in
                let worked = holiday.worked.joined(separator: " ")
                return [
                    holiday.name, holiday.first == holiday.last ? holiday.first : "\(holiday.first) – \(holiday.last)",
                    worked.isEmpty ? "" : options.text("上班 ", "worked ") + worked,
                ]
            }
            return (["\(year.year)  \(origin)"] + TextLayout.table(rows, indent: 2)).joined(separator: "\n")
        }
    }

    /// `tingsu holiday import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "导入一年的放假安排 take a year's holidays in (at the center)",
            discussion: """
                文件是 holiday-cn 的 JSON：{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}。
                可重复导入；同一年再导入，以后一次为准。The file is JSON as holiday-cn has it. Repeating it changes nothing; a later file
                of the year replaces the earlier one.
                """)

        @Argument(help: "JSON 文件，- 为标准输入 JSON file, - for the standard input")
        var file: String

        @Option(name: .long, help: "来源，如国办发明电文号 where it comes from")
        var source: String?

        @OptionGroup var setting: CountySettingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let command = ImportHolidaysCommand(
                    file: try Output.contents(of: file), source: source, isDryRun: setting.dryRun,
                    author: setting.author)
                let reply = try await Output.reply(command, options)
                try Output.show(reply, options) {
                    setting.text($0, options.text("放假安排", "the holidays"), options)
                }
            }
        }
    }
}
