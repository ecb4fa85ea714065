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
        let voices = Set(reply.fields.flatMap { $0.readings.flatMap(\.voices).map(said) })
        lines += fields(reply.fields, indent: 2, withVoices: voices.count > 1)
        lines.append("")
        if voices.count == 1, let only = voices.first { lines.append((language == .zhHans ? "记录：" : "by ") + only) }
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
        _ fields: [RecordReply.Field], indent: Int, withVoices: Bool = false, without names: [String] = []
    ) -> [String] {
        let shown = fields.filter { !names.contains($0.name) && !($0.readings.count == 1 && text($0).isEmpty) }
        let widest = shown.map { TextWidth.columns(of: $0.label.text(in: language)) }.max() ?? 0
        let column = min(widest, 22) + 2
        return shown.flatMap { lines($0, column: column, indent: indent, withVoices: withVoices) }
    }

    /// The shown value of a field; empty where it has none.
    func text(_ field: RecordReply.Field?) -> String { field?.readings.first?.text.text(in: language) ?? "" }

    /// Who says it, and when.
    func said(_ voice: RecordReply.Voice) -> String {
        let typist = voice.enteredByName.map { language == .zhHans ? "（\($0)代录）" : " (typed by \($0))" } ?? ""
        return "\(voice.authorName)\(typist) \(Text.time(voice.recordedAt))"
    }

    private func lines(
        _ field: RecordReply.Field, column: Int, indent: Int, withVoices: Bool
    ) -> [String] {
        let label = field.label.text(in: language)
        guard field.isDisputed else {
            var lines = TextLayout.labelled(label, text(field), column: column, indent: indent)
            guard withVoices, let voice = field.readings.first?.voices.first else { return lines }
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
