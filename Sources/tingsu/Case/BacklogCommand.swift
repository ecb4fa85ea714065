import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu backlog …`
struct BacklogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backlog", abstract: "信访积案 long-standing cases", subcommands: [List.self, Step.self],
        defaultSubcommand: List.self)

    /// `tingsu backlog list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "积案清零表：多少年、信访和报警次数、走到哪一步 the clearance list")

        @Flag(name: .long, help: "已化解的也列 also those that are resolved")
        var all = false

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListBacklogCommand(includesCleared: all, area: place.area)
            try await Output.perform(command, options) { reply in
                let sum = options.text(
                    "未化解 \(reply.openCount) 件，已化解 \(reply.clearedCount) 件",
                    "\(reply.openCount) open, \(reply.clearedCount) resolved")
                let head = [
                    options.text("编号", "id"), options.text("年数", "years"), options.text("信访", "petitions"),
                    options.text("报警", "police"), options.text("阶段", "stage"), options.text("案件", "case"),
                ]
                let rows = reply.items.map { item in
                    [
                        item.record.short, item.years.map(String.init) ?? "—", item.petitions.map(String.init) ?? "—",
                        item.policeCalls.map(String.init) ?? "—",
                        item.cleared.map { options.text("\($0) 化解", "resolved \($0)") }
                            ?? (item.stage?.text(in: options.language) ?? options.text("还没开始", "not begun"))
                                + (item.daysInStage.map { options.text(" 已\($0)天", " \($0) days") } ?? ""),
                        item.record.title.text(in: options.language),
                    ]
                }
                return ((rows.isEmpty ? [] : TextLayout.table([head] + rows)) + [sum]).joined(separator: "\n")
            }
        }
    }

    /// `tingsu backlog step`
    struct Step: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "step", abstract: "积案进入四步中的一步，写明依据 a case enters one of the four stages",
            discussion: "例 Example: tingsu backlog step 永丰-009 --stage 积案溯源 --evidence 找到1998年的批文 --on 2026-05-01")

        @Argument(help: "案件 case")
        var record: String

        @Option(name: .long, help: "积案溯源、精准拆解、多元协同、闭环治理 stage")
        var stage: String

        @Option(name: .long, help: "依据 what shows it")
        var evidence: String

        @Option(name: .long, help: "进入日期，默认今天 day; default: today")
        var on: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = StepBacklogCommand(
                record: record, stage: stage, evidence: evidence, on: on, area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }
}

/// `tingsu family …`
struct FamilyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "family", abstract: "亲情重建计划 plans to bring a family together", subcommands: [Plan.self, Note.self])

    /// `tingsu family plan`
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "定一步：谁与谁，做什么，到哪天 plan a step",
            discussion: "例 Example: tingsu family plan 永丰-001 --who 邹某某 --with 刘某某 --what 清明一起扫墓 --due 2026-04-05")

        @Argument(help: "案件 case")
        var record: String

        @Option(name: .long, help: "谁，可多次 who; repeat")
        var who: [String]

        @Option(name: .long, help: "与谁，可多次 with whom; repeat")
        var with: [String] = []

        @Option(name: .long, help: "做什么 what")
        var what: String

        @Option(name: .long, help: "到哪天 by when")
        var due: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("case", record)
            list.add("who", who)
            list.add("with", with)
            list.add("what", what)
            list.add("due", group: [("date", due)])
            try await Output.save([.init("family_step", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu family note`
    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "note", abstract: "记这一步的进展 note what happened to a step")

        @Argument(help: "编号（末8位即可） the step, by id")
        var record: String

        @Option(name: .long, help: "进展 what happened")
        var text: String

        @Option(name: .long, help: "哪天，默认今天 day; default: today")
        var on: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = NoteFamilyStepCommand(
                record: record, text: text, on: on, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }
}
