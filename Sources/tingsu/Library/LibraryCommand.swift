import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu library …`
struct LibraryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "案例库 the library of cases",
        discussion: """
            写案例和核对案例要两个人；没有核对的案例不能引用。
            Who writes a case and who checks it are two people; what nobody checked is not to be used.
            """,
        subcommands: [Propose.self, Check.self, List.self, Show.self, Similar.self], defaultSubcommand: List.self)

    /// `tingsu library propose`
    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "propose", abstract: "由复盘写出案例草稿，去掉姓名、号码、住址、村名 a draft without names",
            discussion: """
                先不加 --save 看一遍：换掉了什么、还有什么像姓名或号码。还要换的用 --replace 原词=替换；可以自己写标题和内容，
                写的也会再过一遍。满意了加 --save 存下，再请另一个人核对。
                Look at it without --save first. What still tells somebody is replaced with --replace WORD=PLACEHOLDER; a
                title or text of your own goes through the same pass. Then --save, and ask somebody else to check it.
                """)

        @Argument(help: "案件 case")
        var record: String

        @Option(name: .long, help: "自己写的标题 a title of your own")
        var title: String?

        @Option(name: .long, help: "自己写的内容 a text of your own")
        var text: String?

        @Option(name: .long, help: "还要换的词，写成 原词=替换，可多次 a further word, WORD=PLACEHOLDER; repeat")
        var replace: [String] = []

        @Flag(name: .long, help: "存下 keep it")
        var save = false

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ProposeLibraryCaseCommand(
                record: record, wishes: .init(title: title, text: text, replacing: replace), isKept: save,
                area: recording.area, speaker: recording.speaker)
            try await Output.perform(command, options) { LibraryText(options.language).proposal($0) }
        }
    }

    /// `tingsu library check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "由另一个人核对案例 a second person checks a library case",
            discussion: "谁写的、谁录入的、谁改过的，都不能核对。Nobody checks what they wrote, typed or changed.")

        @Argument(help: "案例标题或编号 library case, by title or id")
        var record: String

        @Flag(name: .long, help: "认不出当事人，可以引用 nobody can be recognised")
        var anonymous = false

        @Flag(name: .long, help: "还能认出当事人，不能引用 somebody can be recognised")
        var recognisable = false

        @Option(name: .long, help: "说明 note")
        var note: String?

        @Option(name: .long, help: "核对日期，默认今天 day; default: today")
        var on: String?

        @OptionGroup var seen: SeenOption
        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            guard anonymous != recognisable else {
                throw ValidationError("请写 --anonymous 或 --recognisable 中的一个；give one of the two")
            }
        }

        func run() async throws {
            let command = CheckLibraryCaseCommand(
                record: record, isAnonymous: anonymous, note: note, on: on, seen: seen.token, area: recording.area,
                speaker: recording.speaker)
            try await Output.perform(command, options) {
                SavedText(options.language, done: options.text("已核对", "checked")).text($0)
            }
        }
    }

    /// `tingsu library list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出案例，连同能不能引用 list library cases, and whether each may be used")

        @Flag(name: .long, help: "只列可以引用的 only those that may be used")
        var usable = false

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListLibraryCommand(isUsableOnly: usable, area: place.area)
            try await Output.perform(command, options) { LibraryText(options.language).list($0) }
        }
    }

    /// `tingsu library show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "看一个案例 show a library case")

        @Argument(help: "案例标题（写一部分也行）或编号 library case, by title, part of it, or id")
        var record: String

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListLibraryCommand(record: record, area: place.area)
            try await Output.perform(command, options) { reply in
                reply.cases.map { LibraryText(options.language).whole($0) }.joined(separator: "\n")
            }
        }
    }

    /// `tingsu library similar`
    struct Similar: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "similar", abstract: "找同类案例，并说明像在哪里 library cases that are like a case in hand, and why")

        @Argument(help: "案件 case")
        var record: String

        @Option(name: .long, help: "最多列几个 how many at most")
        var limit = 10

        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            guard (1...100).contains(limit) else { throw ValidationError("--limit \(limit)：1–100") }
        }

        func run() async throws {
            let command = FindSimilarCasesCommand(record: record, limit: limit, area: place.area)
            try await Output.perform(command, options) { LibraryText(options.language).similar($0) }
        }
    }
}
