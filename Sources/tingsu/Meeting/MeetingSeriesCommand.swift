import ArgumentParser
import Node

/// `tingsu meeting series …`
struct MeetingSeriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series", abstract: "例会 series of meetings", subcommands: [Add.self, End.self])

    /// `tingsu meeting series add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "定一个例会 begin a series",
            discussion: """
                例 Example: tingsu meeting series add 周会商 --kind weekly --rhythm weekly --day 1 --time 09:00 \\
                    --from 2026-06-01 --on-free-day later --area 恩江镇
                逢休息日 on a free day: stays 照常开, later 顺延, earlier 提前, dropped 当次不开。
                """)

        @Argument(help: "例会名称 title")
        var title: String

        @Option(name: .long, help: "会议类型 kind: weekly 周会商, monthly 月调度, other 其他")
        var kind: String

        @Option(name: .long, help: "周期：weekly 每周 或 monthly 每月 every week or month")
        var rhythm: String

        @Option(name: .long, help: "星期几（1–7）或几号（1–31） day of the week or of the month")
        var day: Int

        @Option(name: .long, help: "几点，如 09:00 time of day")
        var time: String?

        @Option(name: .long, help: "从哪天起，默认今天 first day; default: today")
        var from = "@today"

        @Option(name: .long, help: "到哪天止 last day")
        var until: String?

        @Option(name: .long, help: "逢休息日 on a free day; default: stays")
        var onFreeDay: String?

        @Option(name: .long, help: "召集人 who calls it")
        var convener: String?

        @Option(name: .long, help: "地点 place")
        var place: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("kind", kind)
            list.add("title", title)
            list.add("rhythm", rhythm)
            list.add("day", "\(day)")
            list.add("time", time)
            list.add("from", from)
            list.add("until", until)
            list.add("on_free_day", onFreeDay)
            list.add("convener", convener)
            list.add("place", place)
            try await Output.save([.init("meeting_series", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu meeting series end`
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "例会开到哪天为止 end a series")

        @Argument(help: "例会的编号（末8位即可） the series by id")
        var series: String

        @Option(name: .long, help: "最后一天，默认今天 last day; default: today")
        var on = "@today"

        @Option(name: .long, help: "理由 reason")
        var reason: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("until", on)
            try await Output.save(
                [],
                correcting: [.init(record: series, kind: "meeting_series", fields: list.fields, note: reason)],
                recording, options)
        }
    }
}
