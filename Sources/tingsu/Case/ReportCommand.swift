import ArgumentParser
import CaseFile
import CaseWork
import Foundation
import Identity
import Node

/// `tingsu report …`
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "报表：台账和月报表，Excel 或 CSV returns: ledgers and the monthly table",
        discussion: """
            报表从案卷算出，不用另外填。谁已报当日，看 tingsu board；签当日报告用 tingsu return。
            Returns are derived from the case files. Who returned the day: tingsu board; signing it: tingsu return.
            """,
        subcommands: [List.self, Make.self])

    /// `tingsu report list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出能出的报表 list the returns that can be made")

        @OptionGroup var options: GlobalOptions

        private struct Template: Encodable {
            let name: String
            let title: String
            let about: String
        }

        func run() async throws {
            try await Output.run(options, keepsRights: true) {
                let templates = ReportTemplate.allCases.map {
                    Template(
                        name: $0.rawValue, title: $0.label.text(in: options.language),
                        about: $0.about.text(in: options.language))
                }
                try Output.show(templates, options) { templates in
                    templates.flatMap { ["\($0.name)  \($0.title)", "    \($0.about)"] }.joined(separator: "\n")
                }
            }
        }
    }
}
