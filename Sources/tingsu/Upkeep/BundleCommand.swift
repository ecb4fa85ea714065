import ArgumentParser
import Foundation
import Node

/// `tingsu bundle …`
struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "没有网络时用U盘送 carry records on a stick where there is no line",
        discussion: """
            1 在本机：tingsu bundle make U盘   2 在上级：tingsu bundle take U盘 --answer U盘   3 回本机：tingsu bundle take U盘
            文件是加密的，只有收件的机器能读；送晚了、送两次、丢了都不要紧，再做一次就是。
            Make on this machine, take on the one above with --answer, take the answer here. The files are sealed: nobody else
            reads them. Late, twice or lost does no harm: make another.

            退出码 Exit codes: 2 no bundle; 3 nothing there; 5 for another machine or county, or too new; 7 cut off, changed or
            forged; 1 no room or unreadable stick.
            """,
        subcommands: [Make.self, Inspect.self, Take.self])

    /// `tingsu bundle make`
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make", abstract: "把要上送的写到U盘 write what the machine above lacks to a stick",
            discussion: "例 Example: tingsu bundle make /media/usb --size 500M")

        @Argument(help: "文件夹，如U盘 a folder, such as a stick")
        var folder: String

        @Option(name: .long, help: "每个文件最大多少，如 500M；不写为 1G the most that one file may have; 1G")
        var size: ByteSize?

        @Flag(name: .long, help: "连上级已有的一起送（上级数据丢失时） also what the machine above has: it lost its data")
        var everything = false

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let stick = BundleStick(folder, options)
                let reply = try await Output.reply(
                    to:
                        MakeBundleCommand(partBytes: (size ?? .standard).bytes, everything: everything), options)
                let files = try stick.take(reply)
                try Output.show(Made(reply, files), options) { made in text(made) }
            }
        }

        /// What `--json` prints.
        struct Made: Encodable {
            let set: String
            let receiver: String
            let changes: Int
            let files: Int
            let bytes: Int
            let paths: [String]

            init(_ reply: MakeBundleCommand.Reply, _ paths: [String]) {
                set = reply.set
                receiver = reply.receiver
                changes = reply.changes
                files = reply.files
                bytes = reply.parts.reduce(0) { $0 + $1.bytes }
                self.paths = paths
            }
        }

        private func text(_ made: Made) -> String {
            let content = options.text(
                "给“\(made.receiver)”：\(made.changes) 条改动，\(made.files) 个附件，\(made.bytes) 字节",
                "for \"\(made.receiver)\": \(made.changes) changes, \(made.files) files, \(made.bytes) bytes")
            let next = options.text(
                "写好了，可以拔U盘。到那台机器上运行 tingsu bundle take，把回执带回来",
                "done, the stick can be pulled out. Run tingsu bundle take there, and bring the answer back")
            return ([content] + made.paths.map { "  \($0)" } + [next]).joined(separator: "\n")
        }
    }

    /// `tingsu bundle inspect`
    struct Inspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "inspect", abstract: "看看文件是给谁的、完好不完好 look at files without taking them")

        @Argument(help: "文件或文件夹 files or folders")
        var files: [String]

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let stick = try BundleStick.find(files, options)
                defer { stick.leave() }
                let command = InspectBundlesCommand(paths: stick.paths)
                // Whoever finds a stick has no node here: what everybody may read is shown all the same.
                let reply =
                    options.folder.isSetUp
                    ? try await Output.reply(to: command, options) : InspectBundlesCommand.asAnybody(stick.paths)
                try Output.show(reply, options) { reply in
                    reply.files.map { BundleText(options).line($0) }.joined(separator: "\n")
                }
                try BundleStick.exit(reply.files.compactMap(\.problem))
            }
        }
    }

    /// `tingsu bundle take`
    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "take", abstract: "收下U盘送来的 take in what was brought",
            discussion: """
                写文件夹时，收其中所有给本机的文件。上级收下后用 --answer 把回执写回U盘。
                Of a folder, all files for this machine are taken. Above, --answer writes the answers to the stick.
                """)

        @Argument(help: "文件或文件夹 files or folders")
        var files: [String]

        @Option(name: .long, help: "回执写到哪里，如U盘 where the answers go, such as the stick")
        var answer: String?

        @Option(name: .long, help: "回执每个文件最大多少；不写为 1G the most that one file of an answer may have; 1G")
        var size: ByteSize?

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.run(options) {
                let stick = try BundleStick.find(files, options)
                defer { stick.leave() }
                let reply = try await Output.reply(
                    to:
                        TakeBundlesCommand(
                            paths: stick.paths, passesOverOthers: stick.isFolder,
                            answerPartBytes: (size ?? .standard).bytes
                        ), options)
                let answers = reply.sets.compactMap(\.answer)
                var paths: [String] = []
                for made in answers {
                    if let answer {
                        paths += try BundleStick(answer, options).take(made)
                    } else {
                        BundleStick.drop(made)
                    }
                }
                try Output.show(Taken(reply: reply, answers: paths), options) { taken in
                    BundleText(options).text(taken.reply, answers: taken.answers, isAnswerWanted: answer != nil)
                }
                try BundleStick.exit(reply.files.compactMap(\.problem) + reply.sets.compactMap(\.problem))
            }
        }

        /// What `--json` prints.
        struct Taken: Encodable {
            let reply: TakeBundlesCommand.Reply
            /// The files of answers that were written.
            let answers: [String]

            func encode(to encoder: any Encoder) throws {
                try reply.encode(to: encoder)
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(answers, forKey: .answers)
            }

            private enum CodingKeys: CodingKey { case answers }
        }
    }
}
