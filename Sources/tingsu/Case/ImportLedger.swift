import ArgumentParser
import CaseFile
import Foundation
import Node

extension CaseCommand {
    /// `tingsu case import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "从台账导入案件 import cases from a ledger, XLSX or CSV",
            discussion: """
                认得常用的栏名；合并的表头、重复的表头、合计行、签名行都不必先删。没有对应的栏，原话留在案件的“原台账其他栏”。
                可重复导入，已有的不改动；有一处错误则全部不导入。先用 --dry-run 看每一栏当作什么、哪些行有问题。
                栏名不常用时，用 --write-mapping 写出对应表，改好后用 --mapping 交回。对应表的四栏：
                  栏名,对应,固定值,取值
                  来件时间,case.first_received.at,,
                  渠道,case.source,,群众来访=来访;电话=来电
                  ,case.first_received.name,张三,
                Usual headings are known; merged and repeated heads, sums and signatures may stay. Repeating it changes nothing
                that is there; one mistake and nothing is imported. A mapping file says what other headings mean.
                例 Example: tingsu case import 台账.xlsx --area 石仓村 --dry-run
                """)

        @Argument(help: "XLSX 或 CSV 文件，- 为标准输入 the file; - is the standard input")
        var file: String

        @Option(name: .long, help: "对应表 mapping file, a CSV")
        var mapping: String?

        @Option(name: .long, help: "只检查，并把每栏的对应写到这个文件 check only, and write the mapping to this file")
        var writeMapping: String?

        @Option(name: .long, help: "工作表，有几张台账时 the sheet, where several are ledgers")
        var sheet: String?

        @Flag(name: .long, help: "读不懂的栏原样留在案件里，不拒绝 keep what no field takes in its words")
        var keepUnreadable = false

        @Flag(name: .long, help: "只检查，不写入 check only")
        var dryRun = false

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                try demandFree()
                let command = ImportLedgerCommand(
                    file: try Output.contents(of: file), mapping: try mapping.map { try Output.contents(of: $0) },
                    sheet: sheet, keepsUnreadable: keepUnreadable, isDryRun: dryRun || writeMapping != nil,
                    area: recording.area, speaker: recording.speaker)
                let reply = try await Output.reply(to: command, options)
                if let writeMapping { try write(reply, to: writeMapping) }
                try Output.show(reply, options, text: text)
            }
        }

        /// Throws `CommandFailure` where the mapping would be written over a file that is there.
        private func demandFree() throws {
            guard let writeMapping, FileManager.default.fileExists(atPath: writeMapping) else { return }
            throw CommandFailure(
                kind: .badInput, code: "file-exists", zhHans: "\(writeMapping) 已经存在：请换一个名字，或先删掉它",
                en: "\(writeMapping) exists: choose another name, or delete it first")
        }

        /// The columns as a mapping file, to be edited.
        private func write(_ reply: ImportLedgerCommand.Reply, to path: String) throws {
            func cell(_ text: String) -> String { "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
            let lines = ["栏名,对应,固定值,取值"] + reply.columns.map { "\(cell($0.heading)),\($0.target),," }
            try Data(("\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n").utf8)
                .write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        }

        private func text(_ reply: ImportLedgerCommand.Reply) -> String {
            let sheet = reply.sheet.map { options.text("工作表“\($0)”，", "sheet \"\($0)\", ") } ?? ""
            let rows = Set(reply.headRows).sorted().map(String.init).joined(separator: "–")
            var lines = [options.text("\(sheet)表头在第\(rows)行：", "\(sheet)head in row \(rows):")]
            lines += TextLayout.table(
                reply.columns.map { column in
                    [
                        "  \(column.heading)",
                        column.isKnown
                            ? column.target : options.text("keep（没有对应，原话保留）", "keep (unknown, kept in its words)"),
                    ]
                })
            lines.append(
                options.text(
                    "\(reply.isDryRun ? "检查通过，没有写入：" : "已导入：")\(reply.cases) 个案件，新增 \(reply.created.count) 条记录，\(reply.present) 条已有",
                    "\(reply.isDryRun ? "checked, nothing written:" : "imported:") \(reply.cases) cases, "
                        + "\(reply.created.count) new records, \(reply.present) were there"))
            lines += reply.passed.flatMap { TextLayout.wrapped($0.message.text(in: options.language)) }
            lines += ImportRecords.differing(reply.differing, options)
            lines += reply.warnings.flatMap {
                TextLayout.wrapped(options.text("注意：", "note: ") + $0.message.text(in: options.language))
            }
            return lines.joined(separator: "\n")
        }
    }
}
