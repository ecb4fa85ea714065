import ArgumentParser
import CaseExport
import CaseFile
import CaseWork
import Foundation
import Node

extension CaseCommand {
    /// `tingsu case export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "导出案卷：网页、记录、附件和签名证明 hand a case file out, with its proof",
            discussion: """
                例 Example: tingsu case export 永丰-001 --to /media/usb/永丰-001
                收到的人用 tingsu verify-export 核验，不需要网络和别的数据。号码默认遮住一部分；只给指定的人看的记录默认不随卷。
                Whoever gets it verifies it with tingsu verify-export, without a network or other data.
                """)

        @Argument(help: "案件 a case")
        var record: String

        @Option(name: .customLong("to"), help: "新文件夹的名字 a new folder")
        var folder: String

        @Flag(name: .customLong("without-attachments"), help: "不带附件 without the content of attachments")
        var withoutAttachments = false

        @Flag(
            name: .customLong("with-restricted"),
            help: "连同心理意见、专班专用、检举材料和说到别的案件的会议 also what is for named readers, or speaks of other cases")
        var withRestricted = false

        @OptionGroup var revealing: RevealOption
        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let path = URL(fileURLWithPath: folder).standardizedFileURL.path
                // Asked before anything is gathered, and again when it is written.
                let writer = try ServiceUser.asCaller { try ExportWriter(path) }
                do {
                    let written = try await write(with: writer)
                    try ServiceUser.asCaller { try writer.finish() }
                    try Output.show(written, options) { text($0) }
                } catch {
                    ServiceUser.asCaller { writer.abandon() }
                    throw error
                }
            }
        }

        /// What `--json` prints.
        struct Written: Encodable {
            let path: String
            let page: String
            let title: String
            let files: Int
            let attachments: Int
            let absentAttachments: Int
            let withheldRecords: Int
            let rootFingerprint: String
            let maskedChanges: Int
        }

        private func write(with writer: ExportWriter) async throws -> Written {
            let connection = try await NodeConnection.open(options.folder, logger: options.logger())
            do {
                let reply = try await connection.perform(
                    ExportCaseCommand(
                        record: record, area: place.area, revealing: revealing.revealing,
                        includesRestricted: withRestricted, includesFiles: !withoutAttachments,
                        // A file for the archive is Chinese, whatever the terminal speaks, unless it was asked for.
                        language: options.lang == "en" ? .en : .zhHans))
                for file in reply.files {
                    try ServiceUser.asCaller { try writer.add(file.path, Array(file.content)) }
                }
                for file in reply.attached {
                    guard
                        let content = try await connection.perform(ReadContentCommand(sha256: file.sha256)).content
                    else { throw ExportTrouble.lost(file: file.path) }
                    try ServiceUser.asCaller { try writer.add(file.path, Array(content)) }
                }
                try await connection.close()
                return Written(
                    path: writer.path, page: "\(writer.path)/\(ExportedCase.pagePath)", title: reply.title,
                    files: reply.files.count + reply.attached.count, attachments: reply.attached.count,
                    absentAttachments: reply.absentAttachments, withheldRecords: reply.withheldRecords,
                    rootFingerprint: reply.fingerprint, maskedChanges: reply.maskedChanges)
            } catch {
                try? await connection.close()
                throw error
            }
        }

        private func text(_ written: Written) -> String {
            let words = ExportWords.words(in: options.language)
            var lines = [
                words.text(
                    "written.done",
                    [
                        "path": written.path, "files": "\(written.files)", "attachments": "\(written.attachments)",
                        "page": ExportedCase.pagePath,
                    ])
            ]
            if written.maskedChanges > 0 { lines.append(words.text("written.masked")) }
            if written.absentAttachments > 0 {
                lines.append(words.text("written.absent", ["count": "\(written.absentAttachments)"]))
            }
            if written.withheldRecords > 0 {
                lines.append(words.text("written.withheld", ["count": "\(written.withheldRecords)"]))
            }
            lines.append(words.text("written.fingerprint", ["fingerprint": written.rootFingerprint]))
            return lines.joined(separator: "\n")
        }
    }
}
