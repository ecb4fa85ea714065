import ArgumentParser
import Node

/// `tingsu meeting show`
struct ShowMeeting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "看一次会议：议程、参会人员、纪要、任务 show one meeting")

    @Argument(help: "会议编号（末8位即可）或日期 the meeting by id, or its day")
    var meeting: String

    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let command = ShowMeetingCommand(meeting: meeting, area: place.area)
        try await Output.perform(command, options) { MeetingText(options).whole($0) }
    }
}
