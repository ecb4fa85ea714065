import ArgumentParser
import CaseWork
import Node

extension CaseCommand {
    /// `tingsu case hand-over`
    struct HandOver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hand-over", abstract: "提出把案件移交其他乡镇 ask another township to take a case over",
            discussion: """
                对方接收以前，案件仍在原处办理；对方接收后用 tingsu case accept 记下，提出异议的用
                tingsu case object 记下。首接人不变。
                Until the other side accepts, the case stays where it is; its answer is recorded with tingsu case accept or
                tingsu case object.
                例 Example: tingsu case hand-over 永丰-001 佐龙乡 --reason 当事人都住在佐龙乡
                """)

        @Argument(help: "案件编号或名称 the case, by code or title")
        var record: String

        @Argument(help: "移交到哪里：区划代码或名称 the area that is to have it, by code or name")
        var target: String

        @Option(name: .long, help: "原因 reason")
        var reason: String

        @Option(name: .long, help: "移交的材料 which papers go along")
        var papers: String?

        @Option(name: .long, help: "哪天提出，默认今天 when it was asked; default: today")
        var on: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = HandOverCaseCommand(
                record: record, to: target, on: on, reason: reason, papers: papers, area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options) {
                SavedText(options.language, done: options.text("已提出移交", "asked")).text($0)
            }
        }
    }

    /// `tingsu case accept`
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "记下对方接收，案件移过去 record that the other side takes a case over",
            discussion: """
                在两边都能填写的机器上办理：同一乡镇的村之间在乡镇，乡镇之间在县中心。以后在原处补录的内容会自动跟过去。
                On a machine that may write both areas: a hub among its villages, else the center. What is written late in
                the old area follows by itself.
                """)

        @Argument(help: "案件编号或名称 the case, by code or title")
        var record: String

        @Option(name: .long, help: "说明 a word on it")
        var reason: String?

        @OptionGroup var answer: HandoverAnswerOptions

        func run() async throws {
            try await answer.perform(record, .accepted, reason: reason, done: ("已移交", "handed over"))
        }
    }

    /// `tingsu case object`
    struct ObjectToHandover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "object",
            abstract: "记下对方不接收的理由，案件留在原处 record that the other side objects to taking a case over",
            discussion: """
                与 tingsu case accept 在同一台机器上办理。以后可以再次提出移交。
                On the same machines as tingsu case accept. It may be asked again.
                例 Example: tingsu case object 永丰-001 --by 陈镇长 --reason 当事人户口不在本镇
                """)

        @Argument(help: "案件编号或名称 the case, by code or title")
        var record: String

        @Option(name: .long, help: "理由 why")
        var reason: String

        @OptionGroup var answer: HandoverAnswerOptions

        func run() async throws {
            try await answer.perform(
                record, .objected, reason: reason, done: ("已记下异议，案件不动", "objection noted, the case stays"))
        }
    }
}

/// What is said of every answer to a handover.
struct HandoverAnswerOptions: ParsableArguments {
    @Option(name: .long, help: "对方谁答复的 who of the other side said so")
    var by: String?

    @Option(name: .long, help: "哪天答复，默认今天 when; default: today")
    var on: String?

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func perform(
        _ record: String, _ verdict: HandoverVerdict, reason: String?, done: (String, String)
    ) async throws {
        let command = AnswerHandoverCommand(
            record: record, verdict, on: on, by: by, reason: reason, area: recording.area, speaker: recording.speaker)
        try await Output.perform(command, options) {
            SavedText(options.language, done: options.text(done.0, done.1)).text($0)
        }
    }
}
