import CaseFile
import CaseWork
import Node

/// A record as text: every field, both readings where people disagree.
struct RecordText {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    /// `案件 邹某某与刘某某工伤赔偿纠纷（3f9a21c7）`
    func heading(_ record: RecordName) -> String {
        let kind = record.kindLabel.text(in: language)
        let title = record.title.text(in: language)
        let name = title.isEmpty ? kind : "\(kind) \(title)"
        return language == .zhHans ? "\(name)（\(record.short)）" : "\(name) (\(record.short))"
    }

    /// How far a record has come.
    func custody(_ word: String) -> String { Words(language).text("custody.\(word)") }

    /// The whole record with its id, custody and token.
    func whole(_ reply: RecordReply) -> String {
        var lines = TextLayout.wrapped(heading(reply.record))
        lines.append("\(reply.record.id)  \(reply.record.area)  \(custody(reply.custody))")
        lines += marks(reply)
        lines.append("")
        let usual = usualVoice(reply.fields)
        lines += fields(reply.fields, indent: 2, usual: usual)
        lines.append("")
        if let usual {
            let others = reply.fields.contains { $0.readings.contains { $0.voices.contains { said($0) != usual } } }
            let rest = others ? (language == .zhHans ? "（未另注明的）" : " (where nobody else is named)") : ""
            lines.append((language == .zhHans ? "记录：" : "by ") + usual + rest)
        }
        lines.append("--seen \(reply.seen)")
        return lines.joined(separator: "\n")
    }

    /// What is the matter with a record: withdrawn, incomplete.
    func marks(_ reply: RecordReply) -> [String] {
        var lines: [String] = []
        if reply.isWithdrawn {
            let reason = reply.withdrawalReason ?? ""
            lines += TextLayout.wrapped(language == .zhHans ? "【作废】\(reason)" : "[withdrawn] \(reason)")
        }
        if !reply.missing.isEmpty {
            let names = reply.missing.map { $0.text(in: language) }
            lines += TextLayout.wrapped(
                language == .zhHans
                    ? "【不完整】缺少：\(names.joined(separator: "、"))"
                    : "[incomplete] missing: \(names.joined(separator: ", "))")
        }
        return lines
    }

    func fields(
        _ fields: [RecordReply.Field], indent: Int, usual: String? = nil, without names: [String] = []
    ) -> [String] {
        let shown = fields.filter { !names.contains($0.name) && !($0.readings.count == 1 && text($0).isEmpty) }
        // A label that is longer than the others has a line of its own.
        let widths = shown.map { TextWidth.columns(of: $0.label.text(in: language)) }
        let column = (widths.filter { $0 <= RecordText.labelColumnsMax }.max() ?? 0) + 2
        return shown.flatMap { lines($0, column: column, indent: indent, usual: usual) }
    }

    private static let labelColumnsMax = 22

    /// Who says most of a record, and when: named once instead of at every field.
    private func usualVoice(_ fields: [RecordReply.Field]) -> String? {
        let voices = fields.flatMap { $0.readings.flatMap(\.voices).map(said) }
        return Array(Set(voices)).sorted().max { left, right in
            voices.count { $0 == left } < voices.count { $0 == right }
        }
    }

    /// The shown value of a field; empty where it has none.
    func text(_ field: RecordReply.Field?) -> String { field?.readings.first?.text.text(in: language) ?? "" }

    /// Who says it, and when.
    func said(_ voice: RecordReply.Voice) -> String {
        let typist = voice.enteredByName.map { language == .zhHans ? "（\($0)代录）" : " (typed by \($0))" } ?? ""
        return "\(voice.authorName)\(typist) \(Text.time(voice.recordedAt))" + suspect(voice.isTimeSuspect)
    }

    /// The mark of a time by a clock that was off.
    func suspect(_ isTimeSuspect: Bool) -> String {
        isTimeSuspect ? Words(language).text("time.suspect") : ""
    }

    private func lines(
        _ field: RecordReply.Field, column: Int, indent: Int, usual: String?
    ) -> [String] {
        let label = field.label.text(in: language)
        guard field.isDisputed else {
            var lines = TextLayout.labelled(label, text(field), column: column, indent: indent)
            guard let usual, let voice = field.readings.first?.voices.first, said(voice) != usual else { return lines }
            let source = "— " + said(voice)
            if let last = lines.last, TextWidth.columns(of: last + source) + 2 <= TextLayout.columnsMax {
                lines[lines.count - 1] = last + "  " + source
            } else {
                lines.append(String(repeating: " ", count: indent + column) + source)
            }
            return lines
        }
        var lines = TextLayout.labelled(
            label, language == .zhHans ? "【有分歧】" : "[disputed]", column: column, indent: indent)
        for (index, reading) in field.readings.enumerated() {
            let text = reading.text.text(in: language)
            lines += TextLayout.labelled(
                "\(index + 1))", text.isEmpty ? (language == .zhHans ? "（空）" : "(empty)") : text, column: 4,
                indent: indent + 2)
            lines += reading.voices.map { String(repeating: " ", count: indent + 6) + "— " + said($0) }
        }
        return lines
    }
}
