import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu settle`
struct SettleConflict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "定下有分歧的字段 end a disagreement about one field",
        discussion: """
            例 Example: tingsu settle 永丰-001 next --take 1 --reason 两人电话核对 --seen 1a2b3c4d.5e6f7a8b
            编号和标记由 tingsu conflicts 或 tingsu show 给出；没有采用的说法留在历史里。
            Number and token come from tingsu conflicts or tingsu show; the other readings stay in the history.
            """)

    @Argument(help: "记录 a record")
    var record: String

    @Argument(help: "字段 a field")
    var field: String

    @Option(name: .long, help: "采用第几种说法 take the reading with this number")
    var take: Int?

    @Option(name: .long, help: "采用另外的内容 take another value instead")
    var value: String?

    @Option(name: .long, help: "理由 reason")
    var reason: String

    @Option(name: .long, help: "看过的标记 token of what was seen")
    var seen: String

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (take == nil) != (value == nil) else {
            throw ValidationError("--take 和 --value 请写一个；give one of them")
        }
    }

    func run() async throws {
        let choice: SettleConflictCommand.Choice =
            if let take { .take(take) } else { .value(try FieldArguments.field("\(field)=\(value ?? "")").value) }
        let command = SettleConflictCommand(
            record: record, field: field, choice: choice, reason: reason, seen: seen, area: recording.area,
            speaker: recording.speaker)
        try await Output.perform(command, options) {
            SavedText(options.language, done: options.text("已定", "settled")).text($0)
        }
    }
}

/// `tingsu conflicts`
struct ListConflicts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts", abstract: "列出有分歧的字段 list what people disagree about")

    @OptionGroup var revealing: RevealOption
    @OptionGroup var limit: ListLimitOption
    @OptionGroup var place: AreaOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let command = ListConflictsCommand(
            area: place.area, revealing: revealing.revealing, limit: limit.most)
        try await Output.perform(command, options) { reply in
            let language = options.language
            var lines = reply.conflicts.flatMap(lines)
            for edit in reply.editsBesideWithdrawals {
                let fields = edit.fields.map { $0.text(in: language) }.joined(separator: options.text("、", ", "))
                lines += TextLayout.wrapped(RecordText(language).heading(edit.record))
                lines += TextLayout.wrapped(
                    options.text(
                        "已由\(edit.withdrawnBy.joined(separator: "、"))作废，但有没看到的改动：\(fields)。再次作废或恢复即可。",
                        "withdrawn by \(edit.withdrawnBy.joined(separator: ", ")), with edits they had not seen: \(fields). Withdraw it again or reinstate it."
                    ),
                    indent: 2)
                lines += ["  tingsu show \(edit.record.short)", ""]
            }
            if reply.conflicts.contains(where: { $0.sides.contains(where: \.isMasked) }) {
                lines.append(RevealOption.note(options))
            }
            lines += ListLimitOption.note(reply.isCut, options)
            if lines.last == "" { lines.removeLast() }
            return lines.isEmpty ? options.text("没有分歧", "nothing is disputed") : lines.joined(separator: "\n")
        }
    }

    private func lines(_ conflict: ListConflictsCommand.Reply.Conflict) -> [String] {
        let language = options.language
        var lines = TextLayout.wrapped(
            RecordText(language).heading(conflict.record) + "  " + conflict.label.text(in: language))
        for side in conflict.sides {
            lines += TextLayout.labelled("\(side.number))", side.text.text(in: language), column: 4, indent: 2)
            for voice in side.voices {
                let visit =
                    voice.visit.map { "  \($0.kindLabel.text(in: language)) \($0.title.text(in: language))" } ?? ""
                let time = Text.time(voice.recordedAt) + RecordText(language).suspect(voice.isTimeSuspect)
                lines.append("      \(voice.authorName) \(time)\(visit)")
            }
        }
        let settle =
            "tingsu settle \(conflict.record.short) \(conflict.field) --take 1 --reason … --seen \(conflict.seen)"
        return lines + ["  " + settle, ""]
    }
}
