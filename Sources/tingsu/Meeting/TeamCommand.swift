import ArgumentParser
import Node

/// `tingsu team …`
struct TeamCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "专班包案 the team of a case",
        subcommands: [Show.self, Join.self, Leave.self, Lead.self])

    /// `tingsu team show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "谁在专班里，谁来过 who is in the team, and who was")

        @Argument(help: "案件 case")
        var caseFile: String

        @Option(name: .long, help: "看哪一天的，默认今天 on which day; default: today")
        var on: String?

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ShowTeamCommand(caseFile: caseFile, on: on, area: place.area)
            try await Output.perform(command, options) { text($0) }
        }

        private func text(_ reply: ShowTeamCommand.Reply) -> String {
            let language = options.language
            var lines = TextLayout.facts([
                reply.caseFile.title.text(in: language), reply.day,
                reply.lead.map { options.text("包案领导 ", "lead: ") + $0.text(in: language) } ?? "",
            ])
            if reply.members.isEmpty { lines.append(options.text("还没有人", "nobody yet")) }
            lines += TextLayout.table(
                reply.members.map { member in
                    [
                        member.isIn ? options.text("在", "in") : options.text("曾在", "was in"),
                        member.leads ? options.text("包案", "leads") : "", member.role.text(in: language),
                        "\(member.from ?? "") – \(member.until ?? "")", member.member.text(in: language),
                    ]
                }, indent: 2)
            return lines.joined(separator: "\n")
        }
    }

    /// What the three steps take.
    struct Step: ParsableArguments {
        @Argument(help: "案件 case")
        var caseFile: String

        @Argument(help: "姓名，或 单位/姓名 a name, or ORGANISATION/NAME")
        var member: String

        @Option(name: .long, help: "哪一天，默认今天 the day; default: today")
        var on: String?
    }

    /// `tingsu team join`
    struct Join: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "join", abstract: "加入专班 bring somebody into the team",
            discussion: "例 Example: tingsu team join 永丰-001 检察院/王检察官 --role 法律 --on 2026-06-01")

        @OptionGroup var step: Step

        @Option(name: .long, help: "职责 role: lead, law, mediation, psychology, grassroots, department, third_party")
        var role: String

        @Option(name: .long, help: "联系电话 phone")
        var phone: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ChangeTeamCommand(
                .join, caseFile: step.caseFile, member: step.member, role: role, on: step.on, phone: phone,
                area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu team leave`
    struct Leave: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "leave", abstract: "退出专班；以前的留在记录里 somebody leaves; the history stays")

        @OptionGroup var step: Step

        @Option(name: .long, help: "理由 reason")
        var reason: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ChangeTeamCommand(
                .leave, caseFile: step.caseFile, member: step.member, on: step.on, reason: reason,
                area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu team lead`
    struct Lead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lead", abstract: "由谁包案 who leads the team",
            discussion: """
                例 Example: tingsu team lead 永丰-001 县综治中心/陈主任 --position 主任
                原来包案的人前一天退出；还留在专班的，请再用 join 加入。案件的“包案领导”同时更新。
                Who led before leaves the day before; join them again where they stay.
                """)

        @OptionGroup var step: Step

        @Option(name: .long, help: "职责，默认牵头 role; default: lead")
        var role: String?

        @Option(name: .long, help: "职务 position")
        var position: String?

        @Option(name: .long, help: "联系电话 phone")
        var phone: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ChangeTeamCommand(
                .lead, caseFile: step.caseFile, member: step.member, role: role, on: step.on, position: position,
                phone: phone, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }
}
