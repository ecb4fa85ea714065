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
        for entry in reply.entries { lines += [""] + self.lines(entry, among: reply.entries) }
        return lines.joined(separator: "\n")
    }

    private func lines(
        _ entry: ShowHistoryCommand.Reply.Entry, among all: [ShowHistoryCommand.Reply.Entry]
    ) -> [String] {
        let typist = entry.enteredByName.map { language == .zhHans ? "（\($0)代录）" : " (typed by \($0))" } ?? ""
        let time = Text.time(entry.recordedAt) + record.suspect(entry.isTimeSuspect)
        var head = "\(time)  \(entry.authorName)\(typist)  \(short(entry.change))"
        head += "  " + record.custody(entry.custody)
        if entry.isReissued { head += language == .zhHans ? "  【重新登记】" : "  [issued again]" }
        if let mark = standing(entry.standing) { head += "  " + mark }
        var lines = TextLayout.wrapped(head)
        let reason = words("理由", "reason")
        let labels = entry.writes.map { $0.label.text(in: language) } + (entry.note == nil ? [] : [reason])
        let column = (labels.map { TextWidth.columns(of: $0) }.filter { $0 <= 22 }.max() ?? 0) + 2
        for write in entry.writes {
            let text = write.text.text(in: language)
            let value = text.isEmpty ? (language == .zhHans ? "（清空）" : "(emptied)") : text
            lines += TextLayout.labelled(
                write.label.text(in: language), value + outcome(write, among: all), column: column, indent: 2)
        }
        if let note = entry.note {
            lines += TextLayout.labelled(reason, note, column: column, indent: 2)
        }
        return lines
    }

    private func outcome(
        _ write: ShowHistoryCommand.Reply.Write, among all: [ShowHistoryCommand.Reply.Entry]
    ) -> String {
        guard write.outcome == "lost" else { return "" }
        // Whoever replaced a winner replaced this value too; what comes first tells the story.
        let later = all.filter { entry in
            write.lostTo.contains(entry.change) && entry.supersedes.contains { write.lostTo.contains($0) }
        }.map(\.change)
        let winners = write.lostTo.filter { !later.contains($0) }.map(short).joined(separator: " ")
        return words("  ［已被 \(winners) 取代］", "  [lost to \(winners)]")
    }

    private func words(_ zhHans: String, _ en: String) -> String { language == .zhHans ? zhHans : en }

    private func standing(_ word: String) -> String? {
        switch word {
        case "held", "held_unapplied": language == .zhHans ? "【待裁定】" : "[held]"
        case "unapplied": language == .zhHans ? "【本版本不识别】" : "[not understood by this version]"
        default: nil
        }
    }

    private func short(_ change: String) -> String { String(change.prefix(8)) }
}
