import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu closure …`
struct ClosureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "closure", abstract: "结案核查 what is open before a case is closed", subcommands: [Check.self])

    /// `tingsu closure check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "看还有什么没办完；程序和实质分开 what is open, procedure and matter apart",
            discussion: """
                不加 --record 只看。记下核查时，法结和心结由人来说：--legal yes|no[:说明]、--emotional yes|no[:说明]；
                其余按档案记录，要说成已落实而档案里还没办完的，写明理由，如 --papers "yes:原件在法院"。
                Without --record it only looks. The two knots are for people to judge; the rest is as the records have it,
                and what is called met while records of it are open needs a note.
                """)

        @Argument(help: "案件 case")
        var record: String

        @Flag(name: .customLong("record"), help: "记下这次核查 record the check")
        var isRecorded = false

        @Option(name: .long, help: "法律事项 yes|no[:说明] legal matters")
        var legal: String?

        @Option(name: .long, help: "心结 yes|no[:说明] what people feel")
        var emotional: String?

        @Option(name: .long, help: "履行节点 yes|no[:说明] milestones")
        var milestones: String?

        @Option(name: .long, help: "回访 yes|no[:说明] follow-ups")
        var followUps: String?

        @Option(name: .long, help: "承诺和交办 yes|no[:说明] promises and tasks")
        var tasks: String?

        @Option(name: .long, help: "档案材料 yes|no[:说明] documents")
        var papers: String?

        @Option(name: .long, help: "备注 note")
        var note: String?

        @Option(name: .long, help: "核查日期，默认今天 day; default: today")
        var on: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            let answers = try self.answers
            if !isRecorded, !answers.isEmpty || note != nil || on != nil {
                throw ValidationError("要记下核查，请加 --record；add --record to record the check")
            }
        }

        private var answers: [CheckClosureCommand.Answer] {
            get throws {
                let given = [
                    ("legal", legal), ("emotional", emotional), ("milestones", milestones), ("follow_ups", followUps),
                    ("tasks", tasks), ("papers", papers),
                ]
                return try given.compactMap { item, text in try text.map { try Self.answer(item, $0) } }
            }
        }

        private static func answer(_ item: String, _ text: String) throws -> CheckClosureCommand.Answer {
            let parts = text.split(maxSplits: 1) { ":：".contains($0) }.map { String($0).trimmingSpaces }
            let isMet: Bool
            switch parts.first?.lowercased() {
            case "yes", "y", "是", "已落实": isMet = true
            case "no", "n", "否", "未落实": isMet = false
            default: throw ValidationError("“\(text)”：请写 yes 或 no，后面可加 :说明；write yes or no, then :NOTE")
            }
            return .init(item: item, isMet: isMet, note: parts.count > 1 ? parts[1] : nil)
        }

        func run() async throws {
            let command = CheckClosureCommand(
                record: record, answers: isRecorded ? try answers : nil, note: note, on: on, area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options, text: text)
        }

        private func text(_ reply: CheckClosureCommand.Reply) -> String {
            var lines: [String] = []
            for (isProcedural, zhHans, en, end, count) in [
                (true, "程序", "Procedure", reply.proceduralEnd, reply.proceduralOpen),
                (false, "实质", "Matter", reply.substantiveEnd, reply.substantiveOpen),
            ] {
                let ended = end.map { options.text("已于 \($0) 终结", "ended \($0)") } ?? options.text("未终结", "not ended")
                lines.append("【\(options.text(zhHans, en))】\(ended)，" + options.text("没办完 \(count) 项", "\(count) open"))
                for item in reply.items where item.isProcedural == isProcedural {
                    let state =
                        item.open.isEmpty
                        ? item.isJudged ? options.text("请人来说", "for people to judge") : options.text("都办完了", "done")
                        : "\(item.open.count)"
                    lines.append("  \(item.label.text(in: options.language))：\(state)")
                    lines += item.open.flatMap { open in
                        TextLayout.facts(
                            [open.text.text(in: options.language), open.due ?? "", open.record ?? ""], indent: 4)
                    }
                }
            }
            if let saved = reply.saved { lines += ["", SavedText(options.language).text(saved)] }
            return lines.joined(separator: "\n")
        }
    }
}
