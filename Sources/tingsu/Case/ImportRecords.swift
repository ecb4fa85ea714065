import ArgumentParser
import CaseFile
import Node

/// `tingsu import`
struct ImportRecords: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入 JSON 行 import records from JSON lines",
        discussion: """
            每行一条，按字段名 One record a line, by the names of the fields:
            {"kind":"case","key":"zou","fields":{"title":"…","source":"home_visit","stage":"handling",…}}
            {"kind":"visit","key":"v1","unit":"day-1","fields":{"case":"@zou","started":"2026-05-06 09:00"}}
            {"op":"correct","kind":"case","record":"@zou","fields":{"stage":"closed"},"reason":"…"}
            {"op":"withdraw","kind":"visit","record":"@v1","reason":"…"}
            @key 指同一或先前文件中的记录；unit 相同的相邻行一起保存；author 写明说话的人。
            可重复导入，已有的不改动；有一处错误则全部不导入。
            @key names a record of this or an earlier file; neighbouring lines of one unit are saved together; author is
            who speaks. Repeating it changes nothing that is there; one mistake and nothing is imported.
            """)

    @Argument(help: "文件，- 为标准输入 the file; - is the standard input")
    var file: String

    @Flag(name: .long, help: "只检查，不写入 check only")
    var dryRun = false

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await ImportRecords.run(.jsonLines, file: file, isDryRun: dryRun, recording, options)
    }

    static func run(
        _ form: ImportRecordsCommand.Form, file: String, isDryRun: Bool, _ recording: RecordingOptions,
        _ options: GlobalOptions
    ) async throws {
        try await Output.run(options) {
            let data = try Output.contents(of: file)
            let command = ImportRecordsCommand(
                form, file: data, isDryRun: isDryRun, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { text($0, options) }
        }
    }

    private static func text(_ reply: ImportRecordsCommand.Reply, _ options: GlobalOptions) -> String {
        var lines = [
            options.text(
                "\(reply.isDryRun ? "检查通过，没有写入：将" : "已导入\(reply.area)：")新增 \(reply.created.count) 条，"
                    + "改动 \(reply.changed.count) 条，\(reply.present) 条已有",
                "\(reply.isDryRun ? "checked, nothing written: would make" : "imported into \(reply.area):") "
                    + "\(reply.created.count) new, \(reply.changed.count) changed, \(reply.present) were there")
        ]
        lines += differing(reply.differing, options)
        lines += reply.warnings.flatMap {
            TextLayout.wrapped(options.text("注意：", "note: ") + $0.message.text(in: options.language))
        }
        return lines.joined(separator: "\n")
    }

    /// A line for each record that is there and says something else.
    static func differing(
        _ differences: [ImportRecordsCommand.Reply.Difference], _ options: GlobalOptions
    ) -> [String] {
        differences.flatMap { difference in
            let fields = difference.fields.map { $0.text(in: options.language) }
            return TextLayout.wrapped(
                options.text(
                    "第\(difference.line)行：\(difference.record.title.zhHans)已有不同的\(fields.joined(separator: "、"))，没有改动",
                    "line \(difference.line): \(difference.record.title.en) has other \(fields.joined(separator: ", ")), left as it is"
                ))
        }
    }
}
