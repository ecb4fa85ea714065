import ArgumentParser
import CaseFile
import CaseWork
import Node

extension AgreementCommand {
    /// `tingsu agreement amend`
    struct Amend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "amend", abstract: "双方同意变更协议，写明原因 the parties change what they agreed",
            discussion: "例 Example: tingsu agreement amend A1B2C3D4 --what 分两次付清 --reason 收成晚了 --set total_amount=18万")

        @Argument(help: "协议编号（末8位即可） the agreement, by id")
        var record: String

        @OptionGroup var change: AmendmentArguments
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await change.perform(record, kind: "agreement", [], recording, options)
        }
    }

    /// `tingsu agreement confirm`
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm", abstract: "记司法确认（只有人民调解协议可以） a court confirmed it; people's mediation only",
            discussion: """
                协议生效后30日内由双方共同申请；息诉罢访协议不能确认。
                Both parties ask together within 30 days of its taking effect; one to end petitioning cannot be confirmed.
                """)

        @Argument(help: "协议编号（末8位即可） the agreement, by id")
        var record: String

        @Option(name: .long, help: "确认日期 day")
        var on: String

        @Option(name: .long, help: "法院 court")
        var court: String?

        @Option(name: .long, help: "裁定书文号 number of the ruling")
        var document: String?

        @OptionGroup var seen: SeenOption
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add(
                "confirmed", group: [("confirmed", "是"), ("date", on), ("court", court), ("document", document)])
            try await Output.save(
                [],
                correcting: [.init(record: record, kind: "agreement", fields: list.fields, seen: seen.token)],
                recording, options)
        }
    }
}

extension MilestoneCommand {
    /// `tingsu milestone amend`
    struct Amend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "amend", abstract: "双方同意变更履行节点，写明原因 the parties change a milestone",
            discussion: "例 Example: tingsu milestone amend A1B2C3D4 --what 推迟一个月 --reason 收成晚了 --due 2026-08-31")

        @Argument(help: "节点编号（末8位即可） the milestone, by id")
        var record: String

        @Option(name: .long, help: "新的期限 the new day")
        var due: String?

        @OptionGroup var change: AmendmentArguments
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            if let due { list.add("due", group: [("date", due), ("reason", change.reason)]) }
            try await change.perform(record, kind: "milestone", list.fields, recording, options)
        }
    }
}

/// What every change of terms says.
struct AmendmentArguments: ParsableArguments {
    @Option(name: .long, help: "变更内容 what changes")
    var what: String

    @Option(name: .long, help: "变更原因 why")
    var reason: String

    @Option(name: .long, help: "谁同意的 who agreed")
    var agreedBy: String?

    @Option(name: .long, help: "变更日期，默认今天 day; default: today")
    var on: String?

    @Option(name: .long, help: "新的 字段=内容，可多次 new field=value; repeat")
    var set: [String] = []

    func perform(
        _ record: String, kind: String, _ fields: [TypedField], _ recording: RecordingOptions, _ options: GlobalOptions
    ) async throws {
        let command = AmendTermsCommand(
            record: record, kind: kind, what: what, reason: reason, agreedBy: agreedBy, on: on,
            fields: fields + (try FieldArguments.fields(set)), area: recording.area, speaker: recording.speaker)
        try await Output.perform(command, options) { SavedText(options.language).text($0) }
    }
}
