import ArgumentParser
import CaseWork
import Foundation
import Identity
import Node

extension ReportCommand {
    /// `tingsu report make`
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make", abstract: "出一张报表 make a return",
            discussion: """
                例 Example: tingsu report make township --month 2026-06 --out 六月台账.xlsx
                第二页说明各栏含义，第三页列出每个数的来源。没有 --out 时只看表；--json 给出每个数的记录编号。
                The second sheet says what each column means, the third where each figure comes from. Without --out the table is shown;
                --json has the ids of the records behind every figure.
                """)

        @Argument(help: "报表名（tingsu report list） which, as tingsu report list names them")
        var name: String

        @Option(
            name: [.customShort("o"), .customLong("out")],
            help: "写到文件，以 .xlsx 或 .csv 结尾 where to, ending in .xlsx or .csv")
        var output: String?

        @Option(name: .long, help: "CSV 的编码 utf-8 或 gb18030 encoding of CSV; default: utf-8")
        var encoding: String?

        @Option(name: .long, help: "月份，如 2026-06 a month; default: this month")
        var month: String?

        @Option(name: .long, help: "起日 first day")
        var from: String?

        @Option(name: .long, help: "止日 last day")
        var to: String?

        @Option(name: .long, help: "区域：编码或名称，含下级 an area by code or name, with all below it")
        var area: String?

        @Flag(name: .long, help: "覆盖已有的文件 write over a file that is there")
        var force = false

        @OptionGroup var reveal: RevealOption
        @OptionGroup var options: GlobalOptions

        /// What `--json` prints.
        private struct Made: Encodable {
            /// Nil where no file was written.
            let path: String?
            let report: Report
        }

        func run() async throws {
            try await Output.run(options) {
                let form = try form()
                try demandFree()
                let connection = try await NodeConnection.open(options.folder, logger: options.logger())
                let reply: MakeReportCommand.Reply
                do {
                    reply = try await connection.perform(
                        MakeReportCommand(
                            template: name, form: form, month: month, from: from, to: to, area: area,
                            revealing: reveal.revealing))
                } catch {
                    try? await connection.close()
                    throw error
                }
                try await connection.close()
                if let output, let content = reply.content {
                    try demandFree()
                    try ServiceUser.asCaller { try DurableFile(output).write(content, readers: .owner) }
                }
                try Output.show(Made(path: output, report: reply.report), options) { text($0.report) }
            }
        }

        /// By the end of the file's name and the encoding. Throws `CommandFailure`.
        private func form() throws -> ReportForm? {
            let encoding = (encoding ?? "utf-8").lowercased()
            guard ["utf-8", "utf8", "gb18030"].contains(encoding) else {
                throw CommandFailure(
                    kind: .badInput, code: "encoding", zhHans: "不认识编码“\(encoding)”：请用 utf-8 或 gb18030",
                    en: "\"\(encoding)\" is no encoding that is known: use utf-8 or gb18030")
            }
            guard let output else { return nil }
            if output.lowercased().hasSuffix(".csv") { return encoding == "gb18030" ? .csvGB18030 : .csv }
            guard output.lowercased().hasSuffix(".xlsx") else {
                throw CommandFailure(
                    kind: .badInput, code: "file-form", zhHans: "\(output)：文件名请以 .xlsx 或 .csv 结尾",
                    en: "\(output): let the name end in .xlsx or .csv")
            }
            guard encoding != "gb18030" else {
                throw CommandFailure(
                    kind: .badInput, code: "encoding", zhHans: "只有 CSV 要选编码：.xlsx 去掉 --encoding，或写成 .csv",
                    en: "only CSV has an encoding: leave --encoding out for .xlsx, or write .csv")
            }
            return .xlsx
        }

        /// Throws `CommandFailure` where the file is there and was not to be written over.
        private func demandFree() throws {
            guard let output, !force, FileManager.default.fileExists(atPath: output) else { return }
            throw CommandFailure(
                kind: .badInput, code: "file-exists", zhHans: "\(output) 已经存在：请换一个名字，或用 --force 覆盖",
                en: "\(output) exists: choose another name, or write over it with --force")
        }

        private func text(_ report: Report) -> String {
            let head = ["\(report.title)", report.subtitle]
            if let output {
                let count = report.rows.count(where: { !$0.isTotal })
                return (head + [options.text("已写到 \(output)，\(count) 行", "written to \(output), \(count) rows")])
                    .joined(separator: "\n")
            }
            let rows = report.rows.map { row in
                row.cells.map { $0.text.replacing("\n", with: " ") }.joined(separator: " | ")
            }
            let titles = report.columns.map(\.title).joined(separator: " | ")
            return (head + [titles] + rows + (reveal.reveals ? [] : [RevealOption.note(options)]))
                .joined(separator: "\n")
        }
    }
}
