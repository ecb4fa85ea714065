import ArgumentParser
import CaseExport
import Foundation
import Node

/// `tingsu verify-export`: needs no node, no data folder and no network.
struct VerifyExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-export", abstract: "核验导出的案卷有没有被改动 verify an exported case file",
        discussion: """
            在任何一台电脑上都能核验，不需要数据，也不需要网络。有问题时退出码为 7，并写明是哪个文件、哪条改动。
            Works on any machine, without data or network; exits with 7 where something is wrong, and names it.
            """)

    @Argument(help: "案卷文件夹 the folder")
    var folder: String

    @Option(
        name: .customLong("root-fingerprint"),
        help: "县中心报的县级证书指纹，32 或 64 位 the authority's fingerprint as the county center reads it out")
    var rootFingerprint: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.run(options, keepsRights: true) {
            let path = URL(fileURLWithPath: folder).standardizedFileURL.path
            var verification = try ExportVerification(
                folder: path, rootFingerprint: rootFingerprint, program: TingsuVersion.text)
            let report = try verification.report()
            try Output.show(report, options) { text($0) }
            if !report.isSound { throw ExitCode(CommandFailure.Kind.unsound.rawValue) }
        }
    }

    private func text(_ report: ExportReport) -> String {
        let language = options.language
        func list(_ sentences: [ExportSentence]) -> [String] {
            sentences.flatMap { TextLayout.labelled("  •", $0.text(in: language), column: 4, indent: 0) }
        }
        guard report.isSound else {
            let problems = report.problems.prefix(VerifyExport.problemsMax).map(\.sentence)
            let rest = report.problems.count - problems.count
            return
                ([options.text("案卷有问题，不能当作原件：", "NOT sound, do not take it for the original:")] + list(problems)
                + (rest > 0 ? [options.text("  还有 \(rest) 处", "  and \(rest) more")] : []))
                .joined(separator: "\n")
        }
        return
            ([options.text("核验无误。已经证明：", "Sound. Proven:")] + list(report.proven)
            + [options.text("没有证明、要您自己判断的：", "Not proven, for you to judge:")] + list(report.notProven))
            .joined(separator: "\n")
    }

    /// Each change behind a damaged one is a problem of its own; the first ones say where.
    private static let problemsMax = 20
}
