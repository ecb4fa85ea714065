import ArgumentParser
import CaseFile
import Node

/// `tingsu consult …`
struct ConsultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consult", abstract: "分级会诊 consultations on a case, level by level",
        subcommands: [Open.self, Opinion.self, Conclude.self, Escalate.self, Show.self])

    /// `tingsu consult open`
    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "提出会诊 put a question to specialists",
            discussion: "层级由县里定（tingsu county code add consultation_level …）。Levels are the county's.")

        @Argument(help: "案件 case")
        var caseFile: String

        @Option(name: .long, help: "层级 level: village 村级, town 镇级, county 县级")
        var level: String

        @Option(name: .long, help: "会诊问题 question")
        var question: String

        @Option(name: .long, help: "日期，默认今天 date; default: today")
        var on = "@today"

        @Option(name: .long, help: "会诊人员，用顿号隔开 specialists")
        var specialists: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("case", caseFile)
            list.add("level", level)
            list.add("question", question)
            list.add("on", on)
            list.add("specialists", specialists)
            try await Output.save([.init("consultation", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu consult opinion`
    struct Opinion: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "opinion", abstract: "记一份意见：法律、情理、心理 record an opinion by law, reason or psychology")

        @Argument(help: "会诊编号（末8位即可） the consultation by id")
        var consultation: String

        @Option(name: .long, help: "方面 aspect: law 法律, reason 情理, psychology 心理")
        var aspect: String

        @Option(name: .long, help: "意见 opinion")
        var text: String

        @Option(name: .long, help: "提出人，默认说话的人；可写 单位=…；姓名=… by whom; default: who speaks")
        var by = "@author"

        @Option(name: .long, help: "日期，默认今天 date; default: today")
        var on = "@today"

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let shown = try await Output.reply(
                    ShowRecordCommand(record: consultation, area: recording.area, kind: "consultation"), options)
                guard case .string(let caseFile)? = shown.field("case")?.readings.first?.value.field else {
                    throw CommandFailure(
                        kind: .badInput, code: "consultation-unclear", zhHans: "这次会诊没有写明案件，请先更正",
                        en: "the consultation names no case: correct it first")
                }
                var list = FieldList()
                list.add("case", caseFile)
                list.add("consultation", shown.record.id)
                list.add("aspect", aspect)
                list.add("by", by)
                list.add("on", on)
                list.add("text", text)
                try await Output.save([.init("opinion", fields: list.fields)], recording, options)
            }
        }
    }

    /// `tingsu consult conclude`
    struct Conclude: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "conclude", abstract: "记会诊结论 record the conclusion")

        @Argument(help: "会诊编号（末8位即可） the consultation by id")
        var consultation: String

        @Option(name: .long, help: "结论 conclusion")
        var text: String

        @Option(name: .long, help: "日期，默认今天 date; default: today")
        var on: String?

        @OptionGroup var seen: SeenOption
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ConcludeConsultationCommand(
                consultation: consultation, text: text, on: on, seen: seen.token, area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu consult escalate`
    struct Escalate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "escalate", abstract: "本级定不了，提到上一级会诊 take the question to a higher level")

        @Argument(help: "会诊编号（末8位即可） the consultation by id")
        var consultation: String

        @Option(name: .long, help: "本级的结论 what this level concludes")
        var text: String

        @Option(name: .long, help: "提到哪一级，默认上一级 to which level; default: the next one")
        var to: String?

        @Option(name: .long, help: "日期，默认今天 date; default: today")
        var on: String?

        @OptionGroup var seen: SeenOption
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ConcludeConsultationCommand(
                consultation: consultation, text: text, on: on, isEscalated: true, level: to, seen: seen.token,
                area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu consult show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "看会诊：问题、三方面意见、结论 show question, opinions and conclusion")

        @Argument(help: "会诊编号，或案件（看它的全部会诊） a consultation, or a case for all of its")
        var record: String

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ShowConsultationsCommand(record: record, area: place.area)
            try await Output.perform(command, options) { reply in
                if reply.consultations.isEmpty { return options.text("还没有会诊", "no consultations yet") }
                return reply.consultations.map { text($0).joined(separator: "\n") }.joined(separator: "\n\n")
            }
        }

        private func text(_ one: ShowConsultationsCommand.Reply.Consultation) -> [String] {
            let language = options.language
            var lines = TextLayout.facts([
                one.record.short, one.levelLabel.text(in: language), one.on ?? "",
                one.specialists?.text(in: language) ?? "",
            ])
            lines += TextLayout.wrapped(options.text("问题：", "question: ") + one.question, indent: 2)
            for aspect in one.aspects {
                let label = aspect.label.text(in: language)
                if aspect.opinions.isEmpty {
                    lines.append("  \(label)" + options.text("：还没有意见", ": nothing yet"))
                }
                for opinion in aspect.opinions {
                    lines += TextLayout.wrapped(
                        "\(label) \(opinion.on ?? "") \(opinion.by.text(in: language))："
                            + opinion.text, indent: 2)
                }
            }
            if let conclusion = one.conclusion {
                lines += TextLayout.wrapped(
                    options.text("结论：", "conclusion: ") + conclusion.text(in: language), indent: 2)
            }
            for next in one.raisedTo {
                lines.append("  " + options.text("已提级，见 ", "escalated, see ") + next.short)
            }
            return lines
        }
    }
}
