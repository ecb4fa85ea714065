import ArgumentParser
import CaseFile
import Node

/// `tingsu contribution …`
struct ContributionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contribution", abstract: "多方筹措：谁提供什么 who provides what, and by when",
        subcommands: [Add.self, Received.self, ListContributions.self])

    /// `tingsu contribution add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "记一份答应提供的资金或帮助 record what somebody will provide",
            discussion: "例 Example: tingsu contribution add 永丰-002 --from 原单位 --what 住房补贴 --amount 8万 --due 2026-06-30")

        @Argument(help: "案件 case")
        var record: String

        @Option(name: .customLong("from"), help: "提供单位或人员；可写 单位=…；姓名=… who provides it")
        var provider: String

        @Option(name: .long, help: "提供什么 what")
        var what: String

        @Option(name: .long, help: "金额（元） amount, in yuan")
        var amount: String?

        @Option(name: .long, help: "到哪天 by when")
        var due: String?

        @Option(name: .long, help: "期限依据 reason for the date")
        var dueReason: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            if due == nil, dueReason != nil {
                throw ValidationError("--due-reason 须与 --due 一起用；it needs --due")
            }
        }

        func run() async throws {
            var list = FieldList()
            list.add("case", record)
            list.add("provider", provider)
            list.add("what", what)
            list.add("amount", amount)
            list.add("due", group: [("date", due), ("reason", dueReason)])
            try await Output.save([.init("contribution", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu contribution received`
    struct Received: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "received", abstract: "落实了：哪天、多少、凭证 record that it came",
            discussion: """
                整体保存，原来的内容留在历史里；分几次到的，写到今天为止的合计。
                It is written as a whole; of what came in parts, write the sum until now.
                """)

        @Argument(help: "编号（末8位即可） the contribution, by id")
        var record: String

        @Option(name: .long, help: "落实金额（元） amount, in yuan")
        var amount: String?

        @Option(name: .long, help: "凭证 proof")
        var proof: String?

        @Option(name: .long, help: "哪天，默认今天 day; default: today")
        var on = "@today"

        @Option(name: .long, help: "看过的标记（tingsu show） token of what was seen, from tingsu show")
        var seen: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("delivered", group: [("on", on), ("amount", amount), ("proof", proof)])
            let correction = SaveRecordsCommand.Correction(
                record: record, kind: "contribution", fields: list.fields, seen: seen)
            try await Output.save([], correcting: [correction], recording, options)
        }
    }
}
