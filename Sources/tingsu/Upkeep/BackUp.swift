import ArgumentParser
import Foundation
import Node

/// `tingsu backup`
struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "备份到一个新文件夹 write the whole node into a new folder",
        discussion: "其中有私钥，请妥善保管。It holds private keys: guard it like the machine itself.")

    @Argument(help: "新文件夹 a new folder")
    var folder: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        // A daemon has a working folder of its own.
        let path = URL(fileURLWithPath: folder).standardizedFileURL.path
        try await Output.perform(BackupCommand(folder: path), options) { reply in
            options.text(
                "已备份 \(reply.changes) 条改动到 \(reply.folder)，内有私钥，请妥善保管",
                "backed up \(reply.changes) changes to \(reply.folder); it holds private keys: guard it")
        }
    }
}
