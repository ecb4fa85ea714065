import ArgumentParser
import Node

/// `tingsu extend`
struct ExtendDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "延期，写明理由 give something more time, with a reason",
        discussion: """
            按规则算的期限，有人批准才算数（--approved-by），也不超过规则允许的天数。约定的日子改到以后，原来的留在历史里。
            A period under a rule counts its extension once somebody approved it, and no more than the rule allows. A day
            that was agreed on moves; the earlier one stays in the history.
            """)

    @OptionGroup var target: DueTargetArguments

    @Option(name: .long, help: "延长几天（按规则的单位） by how much, in the rule's unit")
    var days: Int?

    @Option(name: .long, help: "延长到哪天 until which day")
    var until: String?

    @Option(name: .long, help: "谁批准的 who approved it")
    var approvedBy: String?

    @Option(name: .long, help: "理由 reason")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (days == nil) != (until == nil) else {
            throw ValidationError("--days 和 --until 写一个；give one of --days and --until")
        }
        if let days, !(1...365).contains(days) { throw ValidationError("--days \(days)：1–365") }
    }

    func run() async throws {
        let move = MoveDueCommand.Move.extend(by: days, until: until, approvedBy: approvedBy, reason: reason)
        try await MoveDueText.perform(MoveDueCommand(target.target, move), options)
    }
}

/// `tingsu suspend`
struct SuspendDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "中止期限，如听证 let a period stand still, such as for a hearing")

    @OptionGroup var target: DueTargetArguments

    @Option(name: .long, help: "从哪天起不算，默认今天 the first day that does not count; default: today")
    var from: String?

    @Option(name: .long, help: "理由 reason")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await MoveDueText.perform(MoveDueCommand(target.target, .suspend(from: from, reason: reason)), options)
    }
}

/// `tingsu resume`
struct ResumeDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "恢复计算期限 let a period run on")

    @OptionGroup var target: DueTargetArguments

    @Option(name: .long, help: "不算的最后一天，默认今天 the last day that does not count; default: today")
    var last: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await MoveDueText.perform(MoveDueCommand(target.target, .resume(last: last)), options)
    }
}

/// Says what was saved and when it is due now.
enum MoveDueText {
    static func perform(_ command: MoveDueCommand, _ options: GlobalOptions) async throws {
        try await Output.perform(command, options) { reply in
            let due = reply.due.map { options.text("现在的期限：\($0)", "due now: \($0)") }
            return [SavedText(options.language).text(reply.saved), due].compactMap(\.self).joined(separator: "\n")
        }
    }
}
