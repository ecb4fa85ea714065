import ArgumentParser
import CaseFile
import Node

/// `tingsu followup …`
struct FollowUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followup", abstract: "回访 follow-ups", subcommands: [Plan.self, Done.self])

    /// `tingsu followup plan`
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "定一次回访 plan a follow-up")

        @Option(name: .customLong("case"), help: "案件 case")
        var caseFile: String

        @Option(name: .long, help: "镇 town 或 村 village level")
        var level: String

        @Option(name: .long, help: "回访期限 due date")
        var due: String

        @Option(name: .long, help: "期限依据 reason for the date")
        var dueReason: String?

        @Option(name: .long, help: "回访事由 purpose")
        var purpose: String?

        @Option(name: .long, help: "回访责任人 owner")
        var owner: String?

        @Option(name: .long, help: "协议 agreement")
        var agreement: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("case", caseFile)
            list.add("agreement", agreement)
            list.add("level", level)
            list.add("due", group: [("date", due), ("reason", dueReason)])
            list.add("purpose", purpose)
            list.add("owner", owner)
            try await Output.save([.init("follow_up_plan", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu followup done`
    struct Done: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "done", abstract: "记一次已做的回访 record a follow-up that was done",
            discussion: "写了 --plan，案件和层级从计划中取。With --plan, case and level are the plan's.")

        @Option(name: .long, help: "回访计划 the plan that it fulfils")
        var plan: String?

        @Option(name: .customLong("case"), help: "案件（没有计划时） case, where there is no plan")
        var caseFile: String?

        @Option(name: .long, help: "镇 town 或 村 village（没有计划时） level, where there is no plan")
        var level: String?

        @Option(name: .long, help: "回访日期，默认今天 date; default: today")
        var on = "@today"

        @Option(name: .long, help: "履行情况 状态[:说明] performance, STATUS[:DETAILS]")
        var performance: String?

        @Option(name: .long, help: "满意度 satisfaction, see tingsu fields follow_up")
        var satisfaction: String?

        @Option(name: .long, help: "有无反复 是或否[:说明] whether it recurred, yes or no[:DETAILS]")
        var recurred: String?

        @Option(name: .long, help: "群众原话 the person's own words")
        var words: String?

        @Option(name: .long, help: "回访人，可多次；默认说话的人 a visitor; repeat; default: who speaks")
        var visitor: [String] = []

        @Option(name: .long, help: "回访方式 mode")
        var mode: String?

        @Option(name: .long, help: "逾期或补录原因 why it was late, or recorded late")
        var reason: String?

        @Option(name: .long, help: "其他字段=内容，可多次 further field=value; repeat")
        var set: [String] = []

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            if plan == nil, caseFile == nil || level == nil {
                throw ValidationError("请写 --plan，或写 --case 和 --level；give --plan, or --case and --level")
            }
        }

        func run() async throws {
            var (caseFile, level) = (caseFile, level)
            if let plan {
                try await Output.run(options) {
                    let planned = try await Output.reply(
                        ShowRecordCommand(record: plan, area: recording.area, kind: "follow_up_plan"), options)
                    caseFile = try caseFile ?? agreed("case", planned)
                    level = try level ?? agreed("level", planned)
                }
            }
            var list = FieldList()
            list.add("plan", plan)
            list.add("case", caseFile)
            list.add("level", level)
            list.add("done_on", on)
            list.add("performance", group: Self.pair(performance, "status"))
            list.add("satisfaction", satisfaction)
            list.add("recurrence", group: Self.pair(recurred, "recurred"))
            list.add("words", words)
            list.add("visitors", visitor.isEmpty ? ["@author"] : visitor)
            list.add("mode", mode)
            list.add("late_reason", reason)
            try list.add(set)
            try await Output.save([.init("follow_up", fields: list.fields)], recording, options)
        }

        private static func pair(_ text: String?, _ lead: String) -> [(String, String?)] {
            guard let text else { return [] }
            let parts = FieldArguments.parts(text, separators: ":：")
            let rest = parts.dropFirst().compactMap(\.self).joined(separator: "：")
            return [(lead, parts.first ?? nil), ("text", rest.isEmpty ? nil : rest)]
        }

        /// What the plan says, where it says one thing.
        private func agreed(_ name: String, _ plan: RecordReply) throws -> String {
            guard let field = plan.field(name), field.readings.count == 1, let reading = field.readings.first,
                case .string(let text) = reading.value.field
            else {
                throw CommandFailure(
                    kind: .badInput, code: "plan-unclear", zhHans: "回访计划没有写明或有分歧，请用 --case 和 --level 写明",
                    en: "the plan does not say it or is disputed: give --case and --level")
            }
            return text
        }
    }
}
