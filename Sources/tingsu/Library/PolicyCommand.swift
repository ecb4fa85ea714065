import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu policy …`
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "政策工具库 the policies", subcommands: [Add.self, List.self, Supersede.self],
        defaultSubcommand: List.self)

    /// `tingsu policy add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "记一份政策 record a policy",
            discussion: """
                例 Example: tingsu policy add --title 农村宅基地管理办法 --number 永府发〔2026〕3号 --from 2026-03-01 --area 永丰县
                诉求引用：tingsu demand add … --set policies=永府发〔2026〕3号
                """)

        @Option(name: .long, help: "政策名称 title")
        var title: String

        @Option(name: .long, help: "文号 document number")
        var number: String?

        @Option(name: .long, help: "发文单位 issuer")
        var issuer: String?

        @Option(name: .long, help: "适用区域 the area where it holds")
        var applies: String?

        @Option(name: .long, help: "施行日期 in force from")
        var from: String?

        @Option(name: .long, help: "废止日期 in force until")
        var until: String?

        @Option(name: .long, help: "相关条文 the articles that matter")
        var articles: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("title", title)
            list.add("number", number)
            list.add("issuer", issuer)
            list.add("area", applies)
            list.add("valid_from", from)
            list.add("valid_until", until)
            list.add("articles", articles)
            try await Output.save([.init("policy_tool", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu policy list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出政策，连同是不是现行的 list policies, and whether each holds")

        @Option(name: .long, help: "看哪一天，默认今天 on which day; default: today")
        var on: String?

        @Flag(name: .long, help: "只列现行的 only those in force")
        var inForce = false

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListPoliciesCommand(on: on, isInForceOnly: inForce, area: place.area)
            try await Output.perform(command, options) { reply in
                if reply.items.isEmpty { return options.text("没有政策", "there is no policy") }
                let rows = reply.items.map { item in
                    [
                        item.record.short, item.record.title.text(in: options.language), item.number ?? "",
                        "\(item.validFrom ?? "") → \(item.validUntil ?? "")",
                        item.standingLabel?.text(in: options.language) ?? options.text("现行", "in force"),
                    ]
                }
                return TextLayout.table(rows).joined(separator: "\n")
            }
        }
    }

    /// `tingsu policy supersede`
    struct Supersede: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "supersede", abstract: "新政策取代旧政策 a new policy takes the place of an old one",
            discussion: "旧政策到新政策施行的前一天为止，也可用 --until 写明。The old one ends the day before the new one begins.")

        @Argument(help: "旧政策：名称、文号或编号 the old one, by title, number or id")
        var old: String

        @Option(name: .long, help: "新政策 the new one")
        var by: String

        @Option(name: .long, help: "旧政策的最后一天 last day of the old one")
        var until: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = SupersedePolicyCommand(old: old, new: by, until: until, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }
}
