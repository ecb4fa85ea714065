import ArgumentParser
import Node

/// `tingsu meeting agenda`
struct MeetingAgenda: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "议程：看，或者改定 show the agenda, or write it down",
        discussion: """
            没有人改过的议程由程序从在办案件里提出：先是逾期的，再是高风险的、积案、有未办结任务的，每件都写明上会原因。
            写了 --add、--drop、--empty 或 --keep，议程就按改定的保存。
            An agenda that nobody has written down is proposed from the open cases, each with why it is there.
            例 Example: tingsu meeting agenda 2026-06-01 --add "永丰-001|群众当面提出" --drop 永丰-002
            """)

    @Argument(help: "会议编号（末8位即可）或日期 the meeting by id, or its day")
    var meeting: String

    @Option(name: .long, help: "加一项 案件|上会原因，或 |原因|议题；可多次 an item CASE|WHY|TEXT; repeat")
    var add: [String] = []

    @Option(name: .long, help: "去掉一件案件，可多次 a case to leave out; repeat")
    var drop: [String] = []

    @Flag(name: .long, help: "从空白议程开始 begin with an empty agenda")
    var empty = false

    @Flag(name: .long, help: "照程序提出的保存 write the proposal down as it is")
    var keep = false

    @OptionGroup var seen: SeenOption
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        guard !add.isEmpty || !drop.isEmpty || empty || keep else {
            let command = ShowMeetingCommand(meeting: meeting, area: recording.area)
            return try await Output.perform(command, options) { MeetingText(options).agenda($0) }
        }
        let items = add.map { text in
            let parts = FieldArguments.parts(text)
            func part(_ index: Int) -> String? { parts.indices.contains(index) ? parts[index] : nil }
            return EditAgendaCommand.Item(caseFile: part(0), text: part(2) ?? "", why: part(1) ?? "")
        }
        let command = EditAgendaCommand(
            meeting: meeting, isEmptied: empty, added: items, dropped: drop, seen: seen.token, area: recording.area,
            speaker: recording.speaker)
        try await Output.perform(command, options) { SavedText(options.language).text($0) }
    }
}
