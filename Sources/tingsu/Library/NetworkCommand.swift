import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu network …`
struct NetworkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "多元参与网络 people and organisations that help",
        subcommands: [Add.self, List.self], defaultSubcommand: List.self)

    /// `tingsu network add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "记一位愿意帮忙的人或一个单位 record somebody who is willing to help",
            discussion: "例 Example: tingsu network add --name 周律师 --skill 法律 --serves 藤田镇 --available 每周三")

        @Option(name: .long, help: "姓名或名称 name")
        var name: String

        @Option(name: .long, help: "个人 person 或 单位 organisation")
        var kind = "person"

        @Option(name: .long, help: "所在单位 organisation")
        var organisation: String?

        @Option(name: .long, help: "特长，可多次 skill; repeat")
        var skill: [String] = []

        @Option(name: .long, help: "服务区域 the area that they serve")
        var serves: String?

        @Option(name: .long, help: "联系电话 telephone")
        var phone: String?

        @Option(name: .long, help: "何时有空 when")
        var available: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("name", name)
            list.add("kind", kind)
            list.add("organisation", organisation)
            list.add("skills", skill)
            list.add("area", serves)
            list.add("phone", phone)
            list.add("availability", available)
            try await Output.save([.init("network_member", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu network list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "按特长和区域找人 list them by skill and area")

        @Option(name: .long, help: "特长 skill")
        var skill: String?

        @Option(name: .long, help: "要在哪里帮忙 where help is needed")
        var serving: String?

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListNetworkCommand(skill: skill, serves: serving, area: place.area)
            try await Output.perform(command, options) { reply in
                if reply.items.isEmpty { return options.text("没有找到", "nobody was found") }
                let rows = reply.items.map { item in
                    [
                        item.record.short, item.record.title.text(in: options.language),
                        item.skills.map { $0.text(in: options.language) }.joined(separator: options.text("、", ", ")),
                        item.areaName ?? "", item.phone ?? "", item.availability ?? "",
                    ]
                }
                return TextLayout.table(rows).joined(separator: "\n")
            }
        }
    }
}
