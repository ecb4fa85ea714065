import ArgumentParser
import Node

/// `tingsu household …`
struct HouseholdCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "household", abstract: "农户 households", subcommands: [Add.self, List.self, Move.self])

    /// `tingsu household add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "登记一户 record a household")

        @Argument(help: "住址 address")
        var address: String

        @Option(name: .long, help: "户主 head of the household")
        var head: String?

        @Option(name: .long, help: "备注 note")
        var note: String?

        @Option(name: .long, help: "其他字段=内容，可多次 further field=value; repeat")
        var set: [String] = []

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("area", "@area")
            list.add("address", address)
            list.add("head", head)
            list.add("note", note)
            try list.add(set)
            try await Output.save([.init("household", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu household list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出农户 list households")

        @Argument(help: "住址或户主的一部分 part of an address or of the head's name")
        var text = ""

        @OptionGroup var limit: ListLimitOption
        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListHouseholdsCommand(text: text, area: place.area, limit: limit.most)
            try await Output.perform(command, options) { reply in
                if reply.households.isEmpty { return options.text("没有找到农户", "no household found") }
                let rows = reply.households.map { household in
                    [
                        household.record.short, household.address, household.headName ?? "",
                        household.people.joined(separator: options.text("、", ", ")),
                    ]
                }
                return (TextLayout.table(rows) + ListLimitOption.note(reply.isCut, options)).joined(separator: "\n")
            }
        }
    }
}
