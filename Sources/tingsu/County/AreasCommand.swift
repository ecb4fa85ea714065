import ArgumentParser
import Foundation
import Node

/// `tingsu areas …`
struct AreasCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "areas", abstract: "区划 areas of the county", subcommands: [Import.self, List.self, Merge.self])

    /// `tingsu areas import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "导入区划表 code,name,parent import a table of areas (at the center)",
            discussion: "可重复导入，已有的不变。Repeating it changes nothing that is there.")

        @Argument(help: "XLSX 或 CSV 文件，表头 code,name,parent the file")
        var file: String

        @Flag(name: .long, help: "只检查，不写入 check only")
        var dryRun = false

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let data = try Output.contents(of: file)
                let connection = try await NodeConnection.open(options.folder, logger: options.logger())
                let reply: ImportAreasCommand.Reply
                do {
                    reply = try await connection.perform(ImportAreasCommand(file: data, isDryRun: dryRun))
                } catch {
                    try? await connection.close()
                    throw error
                }
                try await connection.close()
                try Output.show(reply, options) {
                    options.text(
                        "\(dryRun ? "检查通过：将" : "已")新增 \($0.added) 个区划，\($0.unchanged) 个已有",
                        "\(dryRun ? "checked: would add" : "added") \($0.added) areas, \($0.unchanged) were there")
                }
            }
        }
    }

    /// `tingsu areas list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出区划 list the areas")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListAreasCommand(), options) { reply in
                reply.areas.map { "\($0.code)  \($0.path)  \($0.scope ?? "")" }.joined(separator: "\n")
            }
        }
    }
}
