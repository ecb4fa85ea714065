import ArgumentParser
import Node

/// `tingsu meeting …`
struct MeetingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "会议：周会商、月调度、现场协调会、联席座谈 meetings and what they decide",
        subcommands: [
            List.self, MeetingSeriesCommand.self, Plan.self, Call.self, MeetingAgenda.self, HoldMeeting.self,
            ShowMeeting.self,
        ], defaultSubcommand: List.self)

    /// `tingsu meeting list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出会议，最早的在前 list meetings, the earliest first",
            discussion: """
                例会不用逐次登记，按周期自动列出；逢休息日按例会的规定调整。不写日期时看前两周到后五周。
                Meetings of a series are named by it; they move off free days where the series says so.
                """)

        @Option(name: .long, help: "从哪天起 first day")
        var from: String?

        @Option(name: .long, help: "到哪天止 last day")
        var until: String?

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListMeetingsCommand(from: from, until: until, area: place.area)
            try await Output.perform(command, options) { MeetingText(options).list($0) }
        }
    }

    /// `tingsu meeting plan`
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "把例会排出来 make records of the meetings that the series name",
            discussion: """
                排出来的会议随同步送到上级和其他电脑。重复运行、几台电脑各自运行，都只有一次会议。
                A second run, and one on another machine, makes no second meeting.
                """)

        @Option(name: .long, help: "排到哪天，默认五周后 last day; default: five weeks from now")
        var until: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = PlanMeetingsCommand(until: until, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { reply in
                reply.saved.isEmpty
                    ? options.text("没有要新排的会议", "there is nothing to plan")
                    : SavedText(options.language, done: options.text("已排", "planned")).text(reply)
            }
        }
    }

    /// `tingsu meeting call`
    struct Call: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "call", abstract: "召集一次会：现场协调会、联席座谈 call a meeting of its own, at any hour",
            discussion: """
                例 Example: tingsu meeting call --kind 现场协调会 --case 五家渠-001 --at "2026-07-21 19:30" --place 社区
                时间不限于上班时间。After hours is no error.
                """)

        @Option(name: .long, help: "会议类型 kind: weekly, monthly, on_the_spot, joint_session, other")
        var kind: String

        @Option(name: .customLong("case"), help: "专题研究的案件 the case that it is about")
        var caseFile: String?

        @Option(name: .long, help: "时间；默认现在 when; default: now")
        var at = "@now"

        @Option(name: .long, help: "地点 place")
        var place: String?

        @Option(name: .long, help: "召集人 who calls it; default: who speaks")
        var convener = "@author"

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("kind", kind)
            list.add("case", caseFile)
            list.add("planned", at)
            list.add("place", place)
            list.add("convener", convener)
            try await Output.save([.init("meeting", fields: list.fields)], recording, options)
        }
    }
}
