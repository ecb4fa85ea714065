import ArgumentParser
import CaseFile
import Node

/// `tingsu case analyse`
struct AnalyseCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyse", abstract: "按四句话分析案情 look at a case by the four sentences",
        discussion: """
            尊重历史、照顾现实、依法依规、情理结合。没写的那几句保持不变，写成空的就清掉。
            What is not given stays as it is; a blank text empties it.
            例 Example: tingsu case analyse 永丰-002 --history 1998年批文没有落实 --law 可按原办法补发
            """)

    @Argument(help: "案件 case")
    var record: String

    @Option(name: .long, help: "尊重历史：当年怎么定的、答应过什么 its history: what was decided and promised")
    var history: String?

    @Option(name: .long, help: "照顾现实：现在难在哪里、最急什么 how things are now, and what presses most")
    var reality: String?

    @Option(name: .long, help: "依法依规：法律和政策怎么说、哪些能办 what law and rules say, and what can be done")
    var law: String?

    @Option(name: .long, help: "情理结合：乡亲们怎么看、怎样双方都过得去 what is reasonable to those who live there")
    var reason: String?

    @OptionGroup var seen: SeenOption
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if [history, reality, law, reason].allSatisfy({ $0 == nil }) {
            throw ValidationError("请写 --history、--reality、--law、--reason 中的至少一项；give at least one of them")
        }
    }

    func run() async throws {
        let command = AnalyseCaseCommand(
            record: record, history: history, reality: reality, law: law, reason: reason, seen: seen.token,
            area: recording.area, speaker: recording.speaker)
        try await Output.perform(command, options) { reply in
            reply.saved.isEmpty
                ? options.text("和原来写的一样，没有再记一遍", "it says what stands there already, and nothing was written")
                : SavedText(options.language).text(reply)
        }
    }
}
