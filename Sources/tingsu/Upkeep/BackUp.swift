import ArgumentParser
import Foundation
import Node

/// `tingsu backup …`
struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "备份：每天自动或现在 copies of this node: every night, or now",
        discussion: """
            tingsu backup 现在备份一次到设好的文件夹；tingsu backup 新文件夹 备份到指定的地方；tingsu backup set 设置每天自动备份。
            每份备份都打开核验过才算数。平时的备份不含密钥；建站后请用 --with-keys 另存一份，锁进保险柜。
            Every copy is opened and verified before it counts. Nightly copies hold no keys: make one with --with-keys when
            a center or hub has been set up, and lock it away.
            """, subcommands: [Now.self, Schedule.self, List.self], defaultSubcommand: Now.self)

    /// `tingsu backup`, and `tingsu backup now`
    struct Now: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "now", abstract: "现在备份一次 make a copy now",
            discussion: "不写文件夹：备份到设好的文件夹，并清理最旧的。Without a folder: into the one that is set, and the oldest go.")

        @Argument(help: "新文件夹 a new folder; default: a new one in the folder that is set")
        var folder: String?

        @Flag(name: .long, help: "连同私钥（须写明新文件夹） with the private keys, into a folder that you name")
        var withKeys = false

        @OptionGroup var options: GlobalOptions

        func validate() throws {
            if withKeys, folder == nil {
                throw ValidationError("--with-keys：请写明新文件夹，不要放在每天的备份旁边 name a new folder for it")
            }
        }

        func run() async throws {
            // A daemon has a working folder of its own.
            guard let path = folder.map({ URL(fileURLWithPath: $0).standardizedFileURL.path }) else {
                return try await Output.perform(BackupCommand(folder: nil), options) { text($0, at: $0.folder) }
            }
            // The service reaches few places, and root all: what is not for the service is handed over.
            let room = ServiceUser.handingOver(to: path, from: options)
            try await Output.perform(BackupCommand(folder: room ?? path, withKeys: withKeys), options) { reply in
                text(reply, at: path)
            } before: {
                if let room { try ServiceUser.handOver(room, to: path) }
            }
        }

        private func text(_ reply: BackupCommand.Reply, at path: String) -> String {
            let done = options.text(
                "已备份并核验：\(reply.changes) 条改动，\(path)", "backed up and verified: \(reply.changes) changes, \(path)")
            guard reply.hasKeys else { return done }
            return done + "\n"
                + options.text(
                    "注意：内有私钥，谁拿到谁就能冒充这台机器（县中心的还能签发任何机器）。请锁进保险柜，不要留在电脑上",
                    "careful: it holds private keys; whoever has it can pass for this machine, and with a center's for any. "
                        + "Lock it away and leave none on a computer")
        }
    }

    /// `tingsu backup set`
    struct Schedule: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "设置每天自动备份 say where and when copies are made every night",
            discussion: "立即生效，后台程序不用重启。It holds at once, for a running daemon too. TINGSU_BACKUP_FOLDER goes before it."
        )

        @Option(name: .long, help: "文件夹，须已存在，最好在另一块盘上 a folder that exists, best on another disk")
        var folder: String?

        @Option(name: .long, help: "每天的时间（北京时间） time of day in Asia/Shanghai")
        var time: String?

        @Option(name: .long, help: "保留几份 how many copies to keep")
        var keep: Int?

        @Flag(name: .long, help: "不再自动备份 no more nightly copies")
        var off = false

        @OptionGroup var options: GlobalOptions

        private struct Reply: Encodable {
            let backup: BackupSettings?
        }

        func run() async throws {
            try await Output.run(options) {
                let before = try await NodeSettings.load(from: options.folder).backup
                var backup = before
                if off {
                    try NodeSettings.setBackup(nil, in: options.folder)
                    backup = nil
                } else if folder != nil || time != nil || keep != nil {
                    guard let path = folder.map({ URL(fileURLWithPath: $0).standardizedFileURL.path }) ?? before?.folder
                    else { throw BackupProblem.notSet }
                    let chosen = BackupSettings(
                        folder: path, time: time ?? before?.time ?? BackupSettings.standardTime,
                        keep: keep ?? before?.keep ?? BackupSettings.standardKeep)
                    try chosen.check()
                    ServiceUser.prepare(copies: chosen.folder, for: options.folder)
                    try NodeSettings.setBackup(chosen, in: options.folder)
                    backup = chosen
                }
                try Output.show(Reply(backup: backup), options) { reply in
                    guard let backup = reply.backup else { return options.text("没有自动备份", "no nightly backup") }
                    return options.text(
                        "每天 \(backup.time) 备份到 \(backup.folder)，保留 \(backup.keep) 份",
                        "every day at \(backup.time) into \(backup.folder), \(backup.keep) copies are kept")
                }
            }
        }
    }

    /// `tingsu backup list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出备份 list the copies, newest first")

        @Argument(help: "文件夹 a folder; default: the one that is set")
        var folder: String?

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                var path = folder
                if path == nil { path = try await NodeSettings.load(from: options.folder).backup?.folder }
                guard let path else { throw BackupProblem.notSet }
                try Output.show(["copies": BackupCopy.find(at: path)], options) { reply in
                    let copies = reply["copies"] ?? []
                    if copies.isEmpty { return options.text("\(path) 里没有备份", "no copies in \(path)") }
                    return copies.map { "\(BackupText(options).line($0))\n    \($0.path)" }.joined(separator: "\n")
                }
            }
        }
    }
}
