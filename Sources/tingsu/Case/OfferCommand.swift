import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu offer …`
struct OfferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer", abstract: "协商方案，一轮一轮记 offers, round by round",
        subcommands: [Make.self, Answer.self, List.self])

    /// `tingsu offer make`
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make", abstract: "记一方提出的方案 record what one side offers",
            discussion: """
                例 Example: tingsu offer make 永丰-001 --side 申请方 --amount 20万 --stage 先还旧账 --terms 一次付清
                轮次不写就接着记：这一方在本轮已经提过，就算下一轮。阶段不写就沿用上一个。
                Without --round the talks go on: a side that has made its offer in this round opens the next.
                """)

        @Argument(help: "案件 case")
        var record: String

        @Option(name: .long, help: "提出方：申请方、对方 which side")
        var side: String

        @Option(name: .long, help: "金额（元） amount, in yuan")
        var amount: String?

        @Option(name: .long, help: "方案内容 terms")
        var terms: String

        @Option(name: .long, help: "协商阶段：先还旧账、再补新账… stage")
        var stage: String?

        @Option(name: .long, help: "第几轮 round")
        var round: Int?

        @Option(name: .long, help: "提出日期，默认今天 day; default: today")
        var on: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("amount", amount)
            list.add("terms", terms)
            list.add("stage", stage)
            list.add("round", round.map(String.init))
            list.add("on", on ?? "@today")
            let command = MakeOfferCommand(
                record: record, side: side, fields: list.fields, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu offer answer`
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "answer", abstract: "记对方的回应 record what the other side said")

        @Argument(help: "方案编号（末8位即可） the offer, by id")
        var record: String

        @Option(name: .long, help: "接受、不接受、再考虑、提出新方案 response")
        var response: String

        @Option(name: .long, help: "对方的话 in their words")
        var words: String?

        @Option(name: .long, help: "回应日期，默认今天 day; default: today")
        var on: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = AnswerOfferCommand(
                record: record, response: response, words: words, on: on, area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu offer list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "一轮一轮看方案，差多少 the rounds, and how far apart the sides are")

        @Argument(help: "案件 case")
        var record: String

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListOffersCommand(record: record, area: place.area)
            try await Output.perform(command, options) { reply in
                if reply.rounds.isEmpty { return options.text("还没有方案", "nobody has offered anything yet") }
                return reply.rounds.flatMap(round).joined(separator: "\n")
            }
        }

        private func round(_ round: ListOffersCommand.Reply.Round) -> [String] {
            let gap = round.gap.map { YuanText.text($0) }
            let head =
                options.text("第 \(round.number) 轮", "Round \(round.number)")
                + (gap.map { options.text("  相差 \($0) 元", "  \($0) yuan apart") } ?? "")
            return [head]
                + TextLayout.table(
                    round.offers.map { offer in
                        [
                            offer.record.short, offer.side.text(in: options.language),
                            offer.amount.map { YuanText.text($0) + options.text(" 元", " yuan") } ?? "",
                            offer.stage?.text(in: options.language) ?? "", offer.on ?? "",
                            offer.response?.text(in: options.language) ?? options.text("还没有回应", "not answered"),
                            offer.terms,
                        ]
                    }, indent: 2)
        }
    }
}
