import ArgumentParser
import Node

extension AreasCommand {
    /// `tingsu areas merge`
    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge", abstract: "撤并一个村 make one area part of another (at the center)",
            discussion: """
                记录不动，原来的村从这天起算在并入的村里；两边的机器都能填写。原代码只用来查以前的事。
                No record moves. From the day on the old area counts to its successor, and machines of either may write both.
                """)

        @Argument(help: "撤掉的区域：代码或名称 the area that ends, by code or name")
        var old: String

        @Argument(help: "并入的区域：代码或名称 the area that it becomes part of")
        var successor: String

        @Option(name: .long, help: "从哪天起，默认今天 from which day; default: today")
        var from: String?

        @Option(name: .long, help: "依据 reason")
        var reason: String?

        @Option(name: .customLong("as"), help: "谁办理：县中心使用人的姓名或编号 who does it, by name or id; default: the first person")
        var author: String?

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = MergeAreaCommand(old: old, into: successor, from: from, reason: reason, author: author)
            try await Output.perform(command, options) { reply in
                options.text(
                    "\(reply.old)自 \(reply.from) 起并入\(reply.successor)；新增授权 \(reply.grants) 项",
                    "\(reply.old) is part of \(reply.successor) from \(reply.from) on; \(reply.grants) rights given")
            }
        }
    }
}
