import ArgumentParser
import CaseFile
import Node

/// `tingsu access …`
struct AccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "限制阅读：谁的机器能看背靠背、心理、检举的记录 who may read what has named readers",
        discussion: """
            背靠背的话、心理意见、检举材料各放在自己的范围里，只有授权的机器才存、才看得到；没有授权的机器上连密文也不存。
            授权给机器：这台机器的使用人都看得到。县中心都看得到。
            Back-to-back words, psychological opinions and whistle-blowing reports lie in scopes of their own. Only machines
            with a grant store them, and whoever uses such a machine reads them. The county center reads all.
            例 Example: tingsu access grant --area 恩江镇 --for 专班专用 --device 司法所 --device 十里村平板
            """,
        subcommands: [List.self, Grant.self, End.self, Reveals.self], defaultSubcommand: List.self)

    /// Which scope is meant.
    struct PlaceOptions: ParsableArguments {
        @Option(name: .long, help: "村、乡镇或县：这里和下面各村的记录都放这里 the area; what is recorded below it lies there, too")
        var area: String

        @Option(name: .customLong("for"), help: "专班专用、心理记录、检举材料 case_team, psychological, whistle_blowing")
        var purpose: String

        var place: LocalNode.AccessPlace { LocalNode.AccessPlace(area: area, purpose: purpose) }
    }

    /// `tingsu access list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出限制阅读的范围和能看的机器 list the scopes and who may read them")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListAccessCommand(), options) { AccessCommand.text($0, options) }
        }
    }

    /// `tingsu access grant`
    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "grant",
            abstract: "授权机器读写；没有这个范围就新设 let machines read and write; makes the scope (at the center)")

        @OptionGroup var scope: PlaceOptions

        @Option(name: .long, help: "机器名称或编号，可多次 a machine, by name or id; repeat")
        var device: [String] = []

        @Flag(name: .long, help: "只许看，不许写 to read only")
        var readOnly = false

        @OptionGroup var county: CountyOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = GrantAccessCommand(
                scope.place, devices: device, readOnly: readOnly, author: county.author)
            try await Output.perform(command, options) { AccessCommand.text($0, options) }
        }
    }

    /// `tingsu access end`
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "收回一台机器的授权 end the right of a machine (at the center)",
            discussion: """
                已写的仍然有效，以后的不再给它；它已经存下的还在那台机器上，要紧的请收回机器。
                What it wrote stays; it is given nothing more. What it holds already stays on it: collect the machine if that
                matters.
                """)

        @OptionGroup var scope: PlaceOptions

        @Option(name: .long, help: "机器名称或编号 the machine, by name or id")
        var device: String

        @Option(name: .long, help: "原因 reason")
        var reason: String

        @OptionGroup var county: CountyOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = EndAccessCommand(scope.place, device: device, reason: reason, author: county.author)
            try await Output.perform(command, options) { AccessCommand.text($0, options) }
        }
    }

    /// `tingsu access reveals`
    struct Reveals: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reveals", abstract: "谁看过完整的身份证号等号码 who had hidden numbers shown whole")

        @Argument(help: "只看某条记录的：姓名、案件或编号 of one record only")
        var record: String?

        @OptionGroup var limit: ListLimitOption
        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListRevealsCommand(record: record, area: place.area, limit: limit.most)
            try await Output.perform(command, options) { reply in
                guard !reply.reveals.isEmpty else {
                    return options.text("没有人看过完整号码", "nobody had numbers shown whole")
                }
                let lines = reply.reveals.map { reveal in
                    let time = ShanghaiTime(instant: reveal.at).map { "\($0.date) \($0.timeText)" } ?? ""
                    let of = reveal.record.map {
                        "\($0.kindLabel.text(in: options.language)) \($0.title.text(in: options.language))"
                    }
                    return [time, reveal.by, reveal.area, of, reveal.way, reveal.reason].compactMap(\.self)
                        .joined(separator: "  ")
                }
                return (lines + ListLimitOption.note(reply.isCut, options)).joined(separator: "\n")
            }
        }
    }

    private static func text(_ reply: AccessReply, _ options: GlobalOptions) -> String {
        guard !reply.scopes.isEmpty else {
            return options.text(
                "还没有限制阅读的范围：县中心用 tingsu access grant 设一个",
                "there is no scope with named readers yet: make one with `tingsu access grant` at the center")
        }
        return reply.scopes.map { scope in
            let head = "\(scope.area)  \(scope.purposeLabel.text(in: options.language))"
            let readers = scope.readers.map { reader in
                let right =
                    reader.mayWrite
                    ? options.text("可读写", "reads and writes") : options.text("只读", "reads only")
                return "  \(reader.name)（\(reader.people.joined(separator: "、"))） \(right)"
            }
            let none = options.text("  除县中心外没有机器能看", "  no machine but the center reads it")
            return ([head] + (readers.isEmpty ? [none] : readers)).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
