import ArgumentParser
import CaseFile
import Foundation
import Node

/// `tingsu visit note`
struct NoteVisit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "给一次走访补记背靠背的话，只给有授权的人看 add words for named readers to a visit",
        discussion: "例 Example: tingsu visit note 3f2a91c0 --text 他背后说……")

    @Argument(help: "走访，编号末8位即可 the visit, by the end of its id")
    var visit: String

    @Option(name: .long, help: "说的话 what was said")
    var text: String?

    @Option(name: .customLong("file"), help: "说的话的文件，- 为标准输入 a file with it; - is the standard input")
    var path: String?

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (text == nil) != (path == nil) else {
            throw ValidationError("--text 和 --file 请写其中一个；give one of --text and --file")
        }
    }

    func run() async throws {
        var words = text ?? ""
        if let path {
            try await Output.run(options) { words = String(decoding: try Output.contents(of: path), as: UTF8.self) }
        }
        var list = FieldList()
        list.add("visit", visit)
        list.add("text", words)
        try await Output.save(
            [SaveRecordsCommand.NewRecord("restricted_note", fields: list.fields)], recording, options)
    }
}
