/// Lays text out for a terminal of 80 columns.
enum TextLayout {
    /// What every terminal has, and what a printed page takes.
    static let columnsMax = 80

    /// The text in lines of at most `columnsMax`, each behind `indent` spaces. Chinese breaks anywhere, but no line
    /// begins with a closing sign; other words break at spaces.
    static func wrapped(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
            lines(of: line, width: max(columnsMax - indent, 20)).map { $0.isEmpty ? "" : margin + $0 }
        }
    }

    /// Short facts in a line, two spaces between; a line breaks between two of them where it can.
    static func facts(_ parts: [String], indent: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        for part in parts where !part.isEmpty {
            let joined = line.isEmpty ? part : line + "  " + part
            if !line.isEmpty, TextWidth.columns(of: joined) > columnsMax - indent {
                lines.append(line)
                line = "  " + part
            } else {
                line = joined
            }
        }
        return (lines + [line]).flatMap { wrapped($0, indent: indent) }
    }

    /// A text behind a label; further lines stand below the text. A label longer than its column has its own line.
    static func labelled(_ label: String, _ text: String, column: Int, indent: Int) -> [String] {
        let body = wrapped(text, indent: indent + column)
        let margin = String(repeating: " ", count: indent)
        guard TextWidth.columns(of: label) < column else { return [margin + label] + body }
        let first = body.first.map { String($0.drop { $0 == " " }) } ?? ""
        return [margin + TextWidth.padded(label, to: column) + first] + body.dropFirst()
    }

    /// Rows in columns, two spaces between; the last column is not padded and continues below itself.
    static func table(_ rows: [[String]], indent: Int = 0) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<max(count - 1, 0)).map { column in
            rows.map { $0.indices.contains(column) ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
        }
        let left = indent + widths.reduce(0) { $0 + $1 + 2 }
        return rows.flatMap { row -> [String] in
            var line = String(repeating: " ", count: indent)
            for (column, cell) in row.dropLast().enumerated() {
                line += TextWidth.padded(cell, to: widths[column]) + "  "
            }
            let last = row.last ?? ""
            guard row.count == count, left < columnsMax - 20 else { return wrapped(last, indent: 0).map { line + $0 } }
            let body = wrapped(last, indent: left)
            return [line + (body.first.map { String($0.dropFirst(left)) } ?? "")] + body.dropFirst()
        }
        .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    }

    // MARK: Breaking lines

    private static let closing: Set<Character> = ["，", "。", "、", "；", "：", "！", "？", "）", "》", "”", "’", "】", "…"]

    private static func lines(of text: Substring, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in words(of: text) {
            let columns = TextWidth.columns(of: word)
            let hangs = word.count == 1 && word.first.map(closing.contains) ?? false
            if used + columns > width, !line.isEmpty, !hangs {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if line.isEmpty, !lines.isEmpty, word.allSatisfy(\.isWhitespace) { continue }
            line += word
            used += columns
        }
        lines.append(line)
        return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    /// The parts between which a line may break: each wide sign, each run of others, each space.
    private static func words(of text: Substring) -> [String] {
        var words: [String] = []
        var run = ""
        for character in text {
            if character.isWhitespace || TextWidth.columns(of: character) == 2 || closing.contains(character) {
                if !run.isEmpty { words.append(run) }
                words.append(String(character))
                run = ""
            } else {
                run.append(character)
            }
        }
        if !run.isEmpty { words.append(run) }
        return words
    }
}
