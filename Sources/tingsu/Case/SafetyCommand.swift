import ArgumentParser
import CaseFile
import Foundation
import Node

/// `tingsu safety …`
struct SafetyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "safety", abstract: "安全风险：谁提出、谁处置 signs of danger, and what was done about them",
        discussion: """
            走访时提出的安全风险当天要有人处置，写明是谁。没有处置以前，案件、交办和这次走访都不能办结，
            别处离线办结、取消标记的也不算：它一直在这里和待办里。误勾的，处置里写明“误勾”和为什么，再去取消标记。
            处置只对写的人看到过的那次提出有效：别处同时或以后再提出的，要再处置。
            A sign of danger is answered the same day and by name. Before that, neither its case nor a task nor the visit can be
            closed; and what somebody closed or lowered elsewhere, offline, ends nothing: it stays in this list and in what is
            due. A flag that was ticked by mistake is answered by saying so, and lowered then. An answer ends what its author
            had seen: what was raised elsewhere meanwhile, or again later, is answered again.
            """, subcommands: [List.self, Answer.self], defaultSubcommand: List.self)

    /// `tingsu safety list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出还没有处置的安全风险 list those that nobody has answered")

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListSafetyCommand(area: place.area), options) { reply in
                guard !reply.concerns.isEmpty else {
                    return options.text("没有待处置的安全风险", "no safety concern is open")
                }
                return reply.concerns.map { text($0) }.joined(separator: "\n")
            }
        }

        private func text(_ concern: ListSafetyCommand.Concern) -> String {
            let words = { (zhHans: String, en: String) in options.text(zhHans, en) }
            let day = ShanghaiTime(instant: concern.raisedAt).map { "\($0.date) \($0.timeText)" } ?? ""
            var parts = [concern.record.short, day, concern.raisedBy]
            parts.append(concern.concern?.text(in: options.language) ?? words("未写类型", "no kind given"))
            parts.append(concern.caseFile?.title.text(in: options.language) ?? words("没有案件", "no case"))
            if concern.isCaseClosed { parts.append(words("案件已结，风险没有处置", "its case is closed, this is not")) }
            if concern.isLowered { parts.append(words("标记已取消，风险没有处置", "the flag was lowered, this is not answered")) }
            if concern.hasEarlierAnswer {
                parts.append(words("处置的人当时没有看到这次提出", "an answer stands whose author had not seen this"))
            }
            if concern.isWithdrawn { parts.append(words("走访已作废，风险没有处置", "its record is withdrawn, this is not")) }
            return parts.joined(separator: "  ") + (concern.text.isEmpty ? "" : "\n    \(concern.text)")
        }
    }

    /// `tingsu safety answer`
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "answer", abstract: "写明一处安全风险是怎样处置的 say by name what was done about one",
            discussion: "例 Example: tingsu safety answer 3f2a91c0 --what 已上门，本人情绪平稳，女儿陪着 --told 镇派出所")

        @Argument(help: "提出风险的走访或心情记录，编号末8位即可 the visit or feeling, by the end of its id")
        var record: String

        @Option(name: .long, help: "怎样处置的 what was done")
        var what: String

        @Option(name: .long, help: "谁处置的，姓名；不写即说话的人 who did it, by name; default: who speaks")
        var by: String?

        @Option(name: .long, help: "什么时候；不写即现在 when; default: now")
        var at: String?

        @Option(name: .long, help: "告知了谁 who was told")
        var told: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = AnswerSafetyCommand(
                record: record, by: by, at: at, what: what, told: told, area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }
}
