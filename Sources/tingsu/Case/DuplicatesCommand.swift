import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu duplicates …`
struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "重复登记：可能是同一个人或同一户 people and households that may be registered twice",
        subcommands: [List.self, Same.self, Different.self], defaultSubcommand: List.self)

    /// `tingsu duplicates list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出可能重复的登记，最像的在前 list likely pairs, the likeliest first")

        @Option(name: .long, help: "person 人员 或 household 农户 people or households")
        var kind = "person"

        @Option(name: .long, help: "最多列几对 how many pairs at most")
        var limit = 50

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            try ListLimitOption.validate(limit, max: ListDuplicatesCommand.limitMax)
        }

        func run() async throws {
            let command = ListDuplicatesCommand(kind: kind, area: place.area, limit: limit)
            try await Output.perform(command, options) { reply in
                if reply.items.isEmpty { return options.text("没有可能重复的登记", "nothing looks registered twice") }
                let words = Words(options.language)
                let rows = reply.items.map { item in
                    [
                        name(item.first), name(item.second),
                        item.reasons.map { words.text("sameness.reason.\($0)") }
                            .joined(separator: options.text("、", ", ")),
                    ]
                }
                return (TextLayout.table(rows) + ListLimitOption.note(reply.isCut, options)).joined(separator: "\n")
            }
        }

        private func name(_ record: RecordName) -> String {
            "\(record.short) \(record.title.text(in: options.language)) \(record.area)"
        }
    }

    /// What both verdicts take.
    struct Pair: ParsableArguments {
        @Argument(help: "以这一条为准（编号末8位即可） the registration that is shown")
        var first: String

        @Argument(help: "另一条 the other one")
        var second: String

        @Option(name: .long, help: "依据 how you know")
        var reason: String

        func command(isSame: Bool, _ recording: RecordingOptions) -> JudgeSamenessCommand {
            JudgeSamenessCommand(
                first: first, second: second, isSame: isSame, reason: reason, area: recording.area,
                speaker: recording.speaker)
        }
    }

    /// `tingsu duplicates same`
    struct Same: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "same", abstract: "认定是同一个 say that two are one",
            discussion: """
                两条登记都保留，走访和回访一条不少，合在一起显示；认定错了用 tingsu duplicates different 改回。
                Both registrations stay with everything that names them, and are shown as one; `different` takes it back.
                """)

        @OptionGroup var pair: Pair
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(pair.command(isSame: true, recording), options) {
                SavedText(options.language).text($0)
            }
        }
    }

    /// `tingsu duplicates different`
    struct Different: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "different", abstract: "认定不是同一个，以后不再提示 say that two are not one; they are not proposed again")

        @OptionGroup var pair: Pair
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(pair.command(isSame: false, recording), options) {
                SavedText(options.language).text($0)
            }
        }
    }
}
