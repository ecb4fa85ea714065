import ArgumentParser
import CaseFile
import Foundation
import Node

/// `tingsu catalog`
struct WriteCatalog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "写出全部字段和代码表 write out all kinds, fields and tables of codes",
        discussion: """
            本机已设置的，连同县里增加的字段和代码；没有设置的，只有程序自带的。
            On a machine that is set up with what the county added; elsewhere the program's own.
            --json 与 SyncProtocol/catalog.json 相同的格式；--markdown（默认）给人看，中英对照。
            """)

    @Flag(name: .long, help: "给人看的文档，中英对照 a document for people, in both languages")
    var markdown = false

    @Option(name: .shortAndLong, help: "写到文件 write to this file")
    var out: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if markdown, options.json {
            throw ValidationError("--json 和 --markdown 只能用一个；use only one of them")
        }
    }

    func run() async throws {
        let form: WriteCatalogCommand.Form = options.json ? .json : .markdown
        try await Output.run(options) {
            let text = try await Output.catalog(WriteCatalogCommand(form), options) {
                WriteCatalogCommand.Reply(text: form.text(for: .current))
            }.text
            guard let out else {
                print(text, terminator: "")
                return
            }
            let isWritten = ServiceUser.asCaller {
                FileManager.default.createFile(atPath: out, contents: Data(text.utf8))
            }
            guard isWritten else {
                throw CommandFailure(
                    kind: .badInput, code: "file-not-written", zhHans: "写不了文件 \(out)，请换一个位置",
                    en: "cannot write the file \(out): choose another place")
            }
            Output.note(options.text("已写到 \(out)", "written to \(out)"))
        }
    }
}

extension Output {
    /// What a node says of its catalog; what the program says of its own where there is no node, or where it cannot be
    /// asked, which is then said.
    static func catalog<Command: NodeCommand>(
        _ command: Command, _ options: GlobalOptions, else own: () throws -> Command.Reply
    ) async throws -> Command.Reply {
        guard options.folder.isSetUp else { return try own() }
        let connection: NodeConnection
        do {
            connection = try await NodeConnection.open(options.folder, logger: options.logger())
        } catch {
            let why = CommandFailure.describing(error)
            note(
                options.text(
                    "没有县里增加的内容，因为打不开本机的数据：\(why.zhHans)",
                    "without what the county added, since this machine's data could not be opened: \(why.en)"))
            return try own()
        }
        do {
            let reply = try await connection.perform(command)
            try await connection.close()
            return reply
        } catch {
            try? await connection.close()
            throw error
        }
    }
}
