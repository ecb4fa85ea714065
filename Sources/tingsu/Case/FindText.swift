import ArgumentParser
import CaseFile
import Node

/// `tingsu find`
struct FindText: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "查文字：写过的哪条记录里有这些字 find records by words that stand in them",
        discussion: """
            几个词用空格隔开，都有才算。姓名、村名、经过里的字都能查，一两个字也行；证件号码要写全。
            Several words are parted by spaces; a record must have all of them. A number of a document is found as a whole.
            例 Example: tingsu find 宅基地 界桩 --kind visit
            """)

    @Argument(help: "要查的字 what to look for")
    var text: [String]

    @Option(name: .long, help: "只查这一类，如 visit 或 走访 only records of this kind")
    var kind: String?

    @Option(name: .long, help: "最多列几条 how many at most")
    var limit = 20

    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        try ListLimitOption.validate(limit, max: FindCommand.limitMax)
    }

    func run() async throws {
        let command = FindCommand(text: text.joined(separator: " "), kind: kind, area: place.area, limit: limit)
        try await Output.perform(command, options) { reply in
            if reply.items.isEmpty {
                return options.text("没有找到“\(command.text)”", "nothing has \"\(command.text)\"")
            }
            let rows = reply.items.map { item in
                [
                    item.record.kindLabel.text(in: options.language), item.record.short, item.record.area,
                    item.record.title.text(in: options.language),
                    item.field.text(in: options.language) + options.text("：", ": ") + item.excerpt,
                ]
            }
            return (TextLayout.table(rows) + ListLimitOption.note(reply.isCut, options)).joined(separator: "\n")
        }
    }
}
