import ArgumentParser
import Node

/// `tingsu meeting hold`
struct HoldMeeting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "记会议情况，议定事项直接变成任务 record a meeting; decisions become tasks",
        discussion: """
            例 Example: tingsu meeting hold 2026-06-01 --attendees 张干部、王所长 --absent 赵医生：下乡 \\
                --decision "永丰-001|三天内答复报销办法|民政局/李科长|先查政策再书面答复|MEETING-3"
            议定事项 decision: 案件|内容|责任单位或责任人|路径|期限（日期或规则，默认 MEETING-3）。没有责任单位的只记入纪要。
            CASE|WHAT|RESPONSIBLE|PATH|DUE (a day or a rule). Without somebody responsible it is minuted only.
            不写开始时间的，按计划时间。Without --started it began when it was planned.
            """)

    @Argument(help: "会议编号（末8位即可）或日期 the meeting by id, or its day")
    var meeting: String

    @Option(name: .long, help: "开始时间 started")
    var started: String?

    @Option(name: .long, help: "结束时间 ended")
    var ended: String?

    @Option(name: .long, help: "地点 place")
    var place: String?

    @Option(name: .long, help: "召集人 convener")
    var convener: String?

    @Option(name: .long, help: "参会人员，用顿号隔开 attendees")
    var attendees: String?

    @Option(name: .long, help: "请假和缺席人员，姓名：原因 absent, NAME:REASON")
    var absent: String?

    @Option(name: .long, help: "到场当事人 people of the case who were there")
    var parties: String?

    @Option(name: .long, help: "会议纪要 minutes")
    var minutes: String?

    @Option(name: .long, help: "议定事项，可多次 a decision; repeat")
    var decision: [String] = []

    @OptionGroup var seen: SeenOption
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let decisions = try decision.map { text in
            let parts = FieldArguments.parts(text)
            func part(_ index: Int) -> String? { parts.indices.contains(index) ? parts[index] : nil }
            guard let what = part(1) else {
                throw ValidationError(
                    "“\(text)”：请写成 案件|内容|责任单位|路径|期限；write it as CASE|WHAT|RESPONSIBLE|PATH|DUE")
            }
            return HoldMeetingCommand.Decision(
                caseFile: part(0), text: what, responsible: part(2), path: part(3), due: part(4))
        }
        let command = HoldMeetingCommand(
            meeting: meeting,
            account: HoldMeetingCommand.Account(
                started: started, ended: ended, place: place, convener: convener, attendees: attendees,
                absent: absent, parties: parties, minutes: minutes),
            decisions: decisions, seen: seen.token, area: recording.area, speaker: recording.speaker)
        try await Output.perform(command, options) { SavedText(options.language).text($0) }
    }
}
