import CaseFile
import Node

/// The history of a record as text, the oldest change first.
struct HistoryText {
    private let language: Language
    private let record: RecordText

    init(_ language: Language) {
        self.language = language
        record = RecordText(language)
    }

    func text(_ reply: ShowHistoryCommand.Reply) -> String {
        var lines = TextLayout.wrapped(record.heading(reply.record))
        for entry in reply.entries { lines += [""] + self.lines(entry) }
        return lines.joined(separator: "\n")
    }

    private func lines(_ entry: ShowHistoryCommand.Reply.Entry) -> [String] {
        let typist = entry.enteredByName.map { language == .zhHans ? "（\($0)代录）" : " (typed by \($0))" } ?? ""
        var head = "\(Text.time(entry.recordedAt))  \(entry.authorName)\(typist)  \(short(entry.change))"
        head += "  " + record.custody(entry.custody)
        if entry.isReissued { head += language == .zhHans ? "  【重新登记】" : "  [issued again]" }
        if let mark = standing(entry.standing) { head += "  " + mark }
        var lines = TextLayout.wrapped(head)
        let column = min(entry.writes.map { TextWidth.columns(of: $0.label.text(in: language)) }.max() ?? 0, 22) + 2
        for write in entry.writes {
            let text = write.text.text(in: language)
            let value = text.isEmpty ? (language == .zhHans ? "（清空）" : "(emptied)") : text
            lines += TextLayout.labelled(
                write.label.text(in: language), value + outcome(write), column: column, indent: 2)
        }
        if let note = entry.note {
            lines += TextLayout.labelled(language == .zhHans ? "理由" : "reason", note, column: column, indent: 2)
        }
        return lines
    }

    private func outcome(_ write: ShowHistoryCommand.Reply.Write) -> String {
        guard write.outcome == "lost" else { return "" }
        let winners = write.lostTo.map(short).joined(separator: " ")
        return language == .zhHans ? "  ［已被 \(winners) 取代］" : "  [lost to \(winners)]"
    }

    private func standing(_ word: String) -> String? {
        switch word {
        case "held", "held_unapplied": language == .zhHans ? "【待裁定】" : "[held]"
        case "unapplied": language == .zhHans ? "【本版本不识别】" : "[not understood by this version]"
        default: nil
        }
    }

    private func short(_ change: String) -> String { String(change.prefix(8)) }
}
