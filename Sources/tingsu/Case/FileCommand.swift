import ArgumentParser
import CaseFile
import Foundation
import Identity
import Node

/// `tingsu file …`
struct FileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "附件：签字扫描件、照片、录音 scans, photographs and recordings of a record",
        discussion: """
            记录先走，附件随后，断线后从断处续传。
            Records go first and files follow; after a cut they go on where they were.
            """,
        subcommands: [Attach.self, List.self, Save.self])

    /// `tingsu file attach`
    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "attach", abstract: "把文件附在记录上 attach a file to a record",
            discussion: "例 Example: tingsu file attach 8f3a91c2 签字件.jpg --note 双方已签字")

        @Argument(help: "记录：走访、协议或履行节点的编号 a visit, an agreement or a milestone")
        var record: String

        @Argument(help: "文件，- 为标准输入 the file; - is the standard input")
        var file: String

        @Option(name: .long, help: "说明 a note on the change")
        var note: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let content: Data
            do {
                content = try Output.contents(of: file)
            } catch {
                return try await Output.run(options, keepsRights: true) { throw error }
            }
            let command = AttachFileCommand(
                record: record, file: content, note: note, speaker: recording.speaker)
            try await Output.perform(command, options) {
                SavedText(options.language, done: options.text("已附上", "attached")).text($0)
            }
        }
    }

    /// `tingsu file list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出记录的附件 list the files of a record")

        @Argument(help: "记录 a record")
        var record: String

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListFilesCommand(record: record), options) { reply in
                guard !reply.files.isEmpty else { return options.text("没有附件", "no files") }
                return reply.files.map { file in
                    let form = file.form.text(in: options.language)
                    let size = Label.fileSize(file.size).text(in: options.language)
                    return "\(file.number)  \(form)  \(size)  \(place(of: file))  \(file.sha256.prefix(8))"
                }.joined(separator: "\n")
            }
        }

        private func place(of file: ListFilesCommand.File) -> String {
            if file.isHere {
                return file.isUpstream ? options.text("已送到上级", "at the upstream") : options.text("在本机", "here")
            }
            return file.isWished
                ? options.text("下次同步取回", "fetched with the next sync") : options.text("不在本机", "not here")
        }
    }

    /// `tingsu file save`
    struct Save: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "save", abstract: "把附件存成文件 write a file of a record to the disk",
            discussion: "不在本机的附件会记下，下次同步时取回。A file that is not here is fetched with the next sync.")

        @Argument(help: "记录 a record")
        var record: String

        @Argument(help: "第几个（tingsu file list） which, as tingsu file list counts")
        var number: Int

        @Option(name: .shortAndLong, help: "写到文件，不覆盖 where to; nothing is written over")
        var output: String

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let connection = try await NodeConnection.open(options.folder, logger: options.logger())
                let reply: ReadFileCommand.Reply
                do {
                    reply = try await connection.perform(ReadFileCommand(record: record, number: number))
                } catch {
                    try? await connection.close()
                    throw error
                }
                try await connection.close()
                guard !FileManager.default.fileExists(atPath: output) else {
                    throw CommandFailure(
                        kind: .badInput, code: "file-exists", zhHans: "\(output) 已经存在：请换一个名字",
                        en: "\(output) exists: choose another name")
                }
                try ServiceUser.asCaller { try DurableFile(output).write(reply.content, readers: .owner) }
                try Output.show(Saved(path: output, sha256: reply.sha256, bytes: reply.content.count), options) { _ in
                    options.text("已存为 \(output)", "written to \(output)")
                }
            }
        }

        /// What `--json` prints.
        private struct Saved: Encodable {
            let path: String
            let sha256: String
            let bytes: Int
        }
    }
}
