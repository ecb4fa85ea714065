import ArgumentParser
import Node

/// `tingsu obstacle …`
struct ObstacleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "obstacle", abstract: "症结：卡在哪里，谁来打通 what a case is stuck on, and who removes it",
        subcommands: [Add.self, Assign.self, Resolve.self])

    /// Who removes it: the options that make a task of it.
    struct TaskOptions: ParsableArguments {
        @Option(name: .long, help: "责任单位或责任人，默认涉及部门 who is to do it; default: the department")
        var responsible: String?

        @Option(name: .long, help: "解决路径 how")
        var path: String?

        @Option(name: .long, help: "期限：日期或规则，默认 MEETING-3 a day or a rule")
        var due: String?

        @Option(name: .long, help: "规则从哪天起算，默认今天 the day from which a rule counts")
        var start: String?

        @Option(name: .long, help: "交办的会议 the meeting that gave it")
        var meeting: String?

        func task(_ text: String?) -> RecordObstacleCommand.Task {
            RecordObstacleCommand.Task(
                text: text, responsible: responsible, path: path, due: due, start: start, meeting: meeting)
        }
    }

    /// `tingsu obstacle add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "记一个症结，可以同时交办 record an obstacle, with its task where one is given",
            discussion: """
                例 Example: tingsu obstacle add 五家渠-001 --kind 文件失效 --text 原救助文件已作废 --department 县民政局 \\
                    --task 请示后书面答复 --path 先问市局 --due MEETING-3
                写了 --task、--responsible、--path 或 --due，就同时交办。Any of these makes a task of it.
                """)

        @Argument(help: "案件 case")
        var caseFile: String

        @Option(name: .long, help: "类型 kind: document_void, duty_gap, time_gap, material_missing, other")
        var kind: String

        @Option(name: .long, help: "症结是什么 what it is")
        var text: String

        @Option(name: .long, help: "涉及部门 department")
        var department: String?

        @Option(name: .long, help: "涉及政策（资源库编号），用顿号隔开 policies, by id")
        var policies: String?

        @Option(name: .customLong("task"), help: "交办的内容，默认症结本身 what is to be done; default: the obstacle's words")
        var what: String?

        @OptionGroup var task: TaskOptions
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let isAssigned = [what, task.responsible, task.path, task.due, task.meeting].contains { $0 != nil }
            let command = RecordObstacleCommand(
                record: caseFile,
                obstacle: RecordObstacleCommand.Obstacle(
                    kind: kind, text: text, department: department, policies: policies),
                task: isAssigned ? task.task(what) : nil, area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu obstacle assign`
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign", abstract: "把症结交办给单位 make a task of an obstacle")

        @Argument(help: "症结编号（末8位即可） the obstacle by id")
        var obstacle: String

        @Option(name: .customLong("task"), help: "交办的内容，默认症结本身 what is to be done; default: the obstacle's words")
        var what: String?

        @OptionGroup var task: TaskOptions
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = RecordObstacleCommand(
                record: obstacle, obstacle: nil, task: task.task(what), area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options) { SavedText(options.language).text($0) }
        }
    }

    /// `tingsu obstacle resolve`
    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve", abstract: "症结打通了 record that an obstacle is out of the way")

        @Argument(help: "症结编号（末8位即可） the obstacle by id")
        var obstacle: String

        @Option(name: .long, help: "如何打通 how")
        var how: String

        @Option(name: .long, help: "哪一天，默认今天 the day; default: today")
        var on = "@today"

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("resolved", group: [("on", on), ("how", how)])
            try await Output.save(
                [], correcting: [.init(record: obstacle, kind: "obstacle", fields: list.fields)], recording, options)
        }
    }
}
