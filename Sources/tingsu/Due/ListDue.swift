import ArgumentParser
import CaseFile
import CaseWork
import Foundation
import Identity
import Node

/// `tingsu due`
struct ListDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "到期的事：期限、履行节点、回访、承诺和交办 what is due, with the rule that says so",
        discussion: """
            例 Example: tingsu due --week --mine；tingsu due --ics 到期.ics
            每件事下面写明依据哪条规则、从哪天起算、为什么。日期说法不一时按较早的算。
            日历文件默认只写案件编号和期限名称，不写姓名和内容，因为日历会同步到手机和网上；要写全，加 --with-names。
            Below each date stands its rule, since when it counts and why. Of disputed dates the earliest counts.
            A calendar says the case's code and the rule, and no names, because calendars leak; --with-names says all.
            """)

    @OptionGroup var range: DueRangeOptions
    @Flag(name: .long, help: "只看我负责的（用 --as 说明是谁） only what I see to; --as says who")
    var mine = false

    @Option(
        name: .customLong("as"), help: "我是谁：姓名或编号 who asks, by name or id; default: the only person of this machine")
    var author: String?

    @Option(name: .long, help: "写成日历文件，- 为标准输出 write a calendar (iCalendar) to this file, - for the standard output")
    var ics: String?

    @Flag(name: .long, help: "日历里写上案件名称、内容、责任人和原因 the calendar says titles, people and reasons, too")
    var withNames = false

    @OptionGroup var limit: ListLimitOption
    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if withNames, ics == nil { throw ValidationError("--with-names 只用于 --ics；--with-names goes with --ics") }
    }

    func run() async throws {
        if let ics { return try await writeCalendar(ics) }
        let command = ListDueCommand(range.query(mine, author, place.area), limit: limit.most)
        try await Output.perform(command, options) { reply in
            if reply.items.isEmpty { return options.text("\(reply.today) 没有要办的事", "\(reply.today): nothing is due") }
            let more =
                reply.count > reply.items.count
                ? [
                    options.text(
                        "共 \(reply.count) 件，这里是最早的 \(reply.items.count) 件，用 --limit 多列一些。",
                        "\(reply.count) in all; these are the earliest \(reply.items.count): list more with --limit.")
                ] : []
            return (DueText(options).lines(reply.items) + more).joined(separator: "\n")
        }
    }

    private func writeCalendar(_ path: String) async throws {
        // A calendar without the days to come would be empty most of the time.
        let query = range.query(mine, author, place.area, default: .all)
        let command = DueCalendarCommand(query, hasNames: withNames, isChinese: options.language == .zhHans)
        try await Output.run(options) {
            let reply = try await Output.reply(command, options)
            if path == "-" {
                FileHandle.standardOutput.write(Data(reply.text.utf8))
                return
            }
            // A calendar is fetched anew every week, under the name that the calendar program knows.
            try ServiceUser.asCaller { try DurableFile(path).write(Array(reply.text.utf8), readers: .owner) }
            try Output.show(reply, options) {
                options.text("已写入 \(path)：\($0.count) 件", "wrote \(path): \($0.count)")
            }
        }
    }
}

/// How much of what is due is meant; one of them.
struct DueRangeOptions: ParsableArguments {
    @Flag(name: .long, help: "今天到期的 due today")
    var today = false

    @Flag(name: .long, help: "今天到这个星期日到期的 due from today to Sunday")
    var week = false

    @Flag(name: .long, help: "已逾期的 overdue")
    var overdue = false

    @Flag(name: .long, help: "全部没有办完的，也包括中止的 everything that is open")
    var all = false

    @Option(name: .long, help: "已逾期的和今后几天的，默认7 what is overdue and due within so many days; default: 7")
    var within: Int?

    func validate() throws {
        guard [today, week, overdue, all, within != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError("--today、--week、--overdue、--all、--within 只能写一个；give only one of them")
        }
        if let within, !(0...3660).contains(within) { throw ValidationError("--within \(within)：0–3660") }
    }

    func query(
        _ isMine: Bool, _ author: String?, _ area: String?, default range: DueQuery.Range = .within
    ) -> DueQuery {
        let asked: DueQuery.Range =
            if today { .today } else if week { .week } else if overdue { .overdue } else if all { .all } else {
                within == nil ? range : .within
            }
        return DueQuery(asked, days: within ?? 7, area: area, isMine: isMine, speaker: Speaker(author: author))
    }
}

/// Things to be done, as lines for people.
struct DueText {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) {
        self.options = options
    }

    func lines(_ items: [ListDueCommand.Reply.Item]) -> [String] {
        let heads = TextLayout.table(
            items.map { item in
                let dispute = item.isDisputed ? options.text("【日期有分歧】", "[date disputed] ") : ""
                let title = item.record.kind == "case" ? nil : (item.caseCode ?? item.caseTitle.map(short))
                // What has no words of its own is called as its rule, and need not be called so twice.
                let what = item.what == item.ruleName ? title ?? "" : item.what.text(in: options.language)
                let ofCase = item.what == item.ruleName ? nil : title.map { options.text("（\($0)）", " (\($0))") }
                return [
                    item.due ?? "----------", state(item), item.ruleName.text(in: options.language), item.record.short,
                    dispute + what + (ofCase ?? ""), item.who ?? "",
                ]
            })
        return zip(heads, items).flatMap { head, item in
            [head] + item.why.flatMap { TextLayout.wrapped($0.text(in: options.language), indent: 12) }
        }
    }

    /// The beginning of a case's title, which tells it apart.
    private func short(_ title: String) -> String { title.count > 10 ? title.prefix(10) + "…" : title }

    private func state(_ item: ListDueCommand.Reply.Item) -> String {
        let word = Words(options.language).text("due.\(item.state)")
        guard let left = item.daysLeft, left != 0 else { return word }
        let days = abs(left)
        return left < 0
            ? word + options.text("\(days)天", " \(days) d") : options.text("还有\(days)天", "in \(days) d")
    }
}
