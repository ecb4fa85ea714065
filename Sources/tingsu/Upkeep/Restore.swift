import ArgumentParser
import Foundation
import Node

/// `tingsu restore`
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "从备份恢复到空文件夹 put a copy into an empty data folder",
        discussion: """
            一步步问：备份在哪里、恢复哪一份。先核验，再放到位；已有数据的文件夹不会被覆盖。
            Asks step by step where the copies are and which it shall be. Verified before it is put in its place; a folder
            that holds anything is never written over. --drill does all of it and leaves nothing behind.
            """)

    @Option(name: .long, help: "一份备份，或存放备份的文件夹 a copy, or the folder with the copies")
    var from: String?

    @Option(name: .long, help: "用 --with-keys 另存的密钥 the copy with the keys, made with --with-keys")
    var keys: String?

    @Flag(name: .shortAndLong, help: "不提问；有多份时取最新的 ask nothing; of several copies take the newest")
    var yes = false

    @Flag(name: .long, help: "演练：恢复、核验，再清除 try it all and remove it again")
    var drill = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        // A backup disk may belong to the user numbers of another machine.
        try await Output.run(options, keepsRights: true) {
            defer { ServiceUser.give(options.folder) }
            let copy = try choose()
            let restore = NodeRestore(copy: copy, keys: keys)
            if drill {
                let report = try await restore.drill(in: options.folder)
                return try Output.show(report, options, text: drilled)
            }
            if !yes {
                Output.note(BackupText(options).line(copy))
                guard
                    try Question(options).confirm(
                        "恢复到 \(options.folder.path)？", "restore into \(options.folder.path)?")
                else { throw ExitCode(CommandFailure.Kind.badInput.rawValue) }
            }
            try Output.show(await restore.run(to: options.folder), options, text: restored)
        }
    }

    private func choose() throws -> BackupCopy {
        var place = from ?? ""
        if from == nil {
            guard !yes else { throw ValidationError("--yes 须与 --from 同用 goes with --from") }
            place = try Question(options).ask("备份在哪个文件夹？", "which folder holds the copies?")
        }
        let copies = BackupCopy.find(at: place)
        guard let newest = copies.first else { throw RestoreProblem.noCopy(path: place) }
        guard copies.count > 1, !yes else { return newest }
        for (index, copy) in copies.enumerated() { Output.note("\(index + 1)  \(BackupText(options).line(copy))") }
        let answer = try Question(options).ask("恢复第几份？", "which one?", standard: "1") { text in
            guard let number = Int(text), copies.indices.contains(number - 1) else {
                throw CommandFailure(
                    kind: .badInput, code: "number", zhHans: "请写 1–\(copies.count)", en: "write 1–\(copies.count)")
            }
        }
        return copies[(Int(answer) ?? 1) - 1]
    }

    /// What is said where files of attachments were not beside the copy; empty where all were.
    private func missing(_ report: NodeRestore.Report) -> String {
        guard report.filesMissing > 0 else { return "" }
        return "\n"
            + options.text(
                "警告：备份里的附件少了 \(report.filesMissing) 个。附件在备份旁边的 tingsu-blobs-… 文件夹里，请连它一起拷来再恢复；"
                    + "找不到也不要紧张：下级机器上有的，同步时会补回来",
                "warning: \(report.filesMissing) attached files of this copy are missing. They lie in the folder tingsu-blobs-… "
                    + "beside the copies: bring it along and restore again. What the machines below have comes back as they sync"
            )
    }

    private func restored(_ report: NodeRestore.Report) -> String {
        options.text(
            """
            已恢复到 \(options.folder.path)：\(report.changes) 条改动，核验无误，备份于 \(Text.time(report.copy.manifest.madeAt))
            接下来：运行 tingsu run（或启动服务）。这台机器会换一个新的编号继续写，不会与备份之后写的混淆。
            下级同步时，备份之后的记录会自动补回来；补回之前，各处的“已到县中心”会先退回，再升上去。
            """,
            """
            restored into \(options.folder.path): \(report.changes) changes, verified, of \(Text.time(report.copy.manifest.madeAt))
            next: `tingsu run`, or start the service. This machine goes on under a new number, so that nothing is mixed up
            with what it wrote after the copy. What was recorded since comes back as the others sync; until it has, "at the
            county center" falls everywhere, and then rises again.
            """) + missing(report)
    }

    private func drilled(_ report: NodeRestore.Report) -> String {
        let seconds = "\(report.milliseconds / 1000).\(report.milliseconds / 100 % 10)"
        return options.text(
            "演练成功：\(Text.time(report.copy.manifest.madeAt)) 的备份能恢复，\(report.changes) 条改动核验无误，用时 \(seconds) 秒，已清除",
            "the drill succeeded: the copy of \(Text.time(report.copy.manifest.madeAt)) can be restored, \(report.changes) "
                + "changes verified, in \(seconds) s; nothing was left behind") + missing(report)
    }
}
