import ArgumentParser
import Node

/// `tingsu restore`
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "从备份恢复到空文件夹 put a backup into an empty data folder",
        discussion: "备份之后写的，由下级和上级在下次同步时补回。What was written since comes back from the neighbours at the next sync.")

    @Argument(help: "备份文件夹 the backup folder")
    var backup: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.run(options) {
            try NodeRestore(backup: backup).run(to: options.folder)
            try Output.show(["folder": options.folder.path], options) { _ in
                options.text(
                    "已恢复到 \(options.folder.path)。下级同步后，备份之后的记录会补回来",
                    "restored to \(options.folder.path); what was written since the backup comes back as others sync")
            }
        }
    }
}
