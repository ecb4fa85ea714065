import ArgumentParser
import Node

/// `tingsu emotion …`
struct EmotionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emotion", abstract: "心情：一个人自评的变化 feelings: how one person's own ratings moved",
        discussion: "走访时记心情用 tingsu visit record --emotion。To record one: tingsu visit record --emotion.",
        subcommands: [Trend.self], defaultSubcommand: Trend.self)

    /// `tingsu emotion trend`
    struct Trend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trend", abstract: "一个人历次走访的自评变化 one person's own ratings over the visits",
            discussion: """
                只和本人自己比，不和别人比，不进报表，不排名。0–10 的自评没有在矛盾化解中验证过；量表不是诊断。
                It compares a person with the same person only; it is in no return and ranks nobody. The 0–10 rating has no
                validation in dispute mediation, and the questionnaire is no diagnosis.
                """)

        @Argument(help: "人员：姓名或编号 a person, by name or id")
        var person: String

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(EmotionTrendCommand(person: person, area: place.area), options) { text($0) }
        }

        private func text(_ reply: EmotionTrendCommand.Reply) -> String {
            let name = reply.person.title.text(in: options.language)
            guard !reply.points.isEmpty else {
                return options.text("\(name)还没有心情记录", "no feelings of \(name) are recorded")
            }
            func rating(_ score: Int64?, _ isDeclined: Bool) -> String {
                if let score { return "\(score)" }
                return isDeclined ? options.text("不愿说", "declined") : "—"
            }
            var lines = [options.text("\(name)：自评难受程度（0–10），开始 → 结束", "\(name): own rating, 0–10, before → after")]
            for point in reply.points {
                var parts = [
                    point.day,
                    "\(rating(point.before, point.beforeDeclined)) → \(rating(point.after, point.afterDeclined))",
                ]
                if let view = point.observersView {
                    let words = point.observersWords.map { "，\($0)" } ?? ""
                    parts.append(options.text("观察者看法：", "observer's view: ") + view.text(in: options.language) + words)
                }
                if point.suggestsCounsellor {
                    parts.append(options.text("建议请心理咨询师看看（不是诊断）", "suggest a counsellor (no diagnosis)"))
                }
                lines.append("  " + parts.joined(separator: "  "))
            }
            if let change = reply.changeOverall {
                let signed = change > 0 ? "+\(change)" : "\(change)"
                lines.append(
                    options.text(
                        "从第一次到最近一次：\(signed)（负数是轻了）", "from the first to the last: \(signed) (below 0 is easier)"))
            }
            return lines.joined(separator: "\n")
        }
    }
}
