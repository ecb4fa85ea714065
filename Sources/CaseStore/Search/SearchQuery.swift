/// What somebody typed to find records by, as words that must all be there.
///
/// A number that is shown masked is found only as a whole, so that nobody reads it digit by digit out of what is found.
public struct SearchQuery: Hashable, Sendable {
    /// Longer texts are pasted, not typed.
    public static let charactersMax = 60
    /// Stands before a number in the index that is found only as a whole; no word has it.
    static let wholeMark: Character = "ǂ"

    /// The words, folded, each once, in the order in which they were typed.
    let words: [Word]

    struct Word: Hashable, Sendable {
        let text: String
        let isHan: Bool
    }

    /// Nil for a text that has nothing to search for: spaces and punctuation.
    public init?(_ text: String) {
        var words: [Word] = []
        for run in TextGrams.runs(of: String(text.prefix(SearchQuery.charactersMax))) {
            let word = Word(text: run.text, isHan: run.isHan)
            if !words.contains(word) { words.append(word) }
        }
        guard !words.isEmpty else { return nil }
        self.words = words
    }

    /// The words as they are looked for in the stretches that wait for the index: a condition on each, and what it asks
    /// for. It finds what `expression` does and no less.
    var waitingCondition: (sql: String, arguments: [String]) {
        var (conditions, arguments): ([String], [String]) = ([], [])
        for word in words {
            if word.isHan {
                conditions.append("instr(stretches, ?)")
                arguments.append(word.text)
            } else {
                conditions.append("(instr(stretches, ?) OR instr(stretches, ?))")
                arguments += [" " + word.text, " \(SearchQuery.wholeMark)\(word.text)"]
            }
        }
        return (conditions.joined(separator: " AND "), arguments)
    }

    /// The words as FTS5 reads them: each piece quoted, all of them asked for.
    ///
    /// Source: sqlite.org/fts5.html, section 3.
    var expression: String {
        var terms: [String] = []
        for word in words {
            if word.isHan, word.text.unicodeScalars.count > 1 {
                let scalars = Array(word.text.unicodeScalars)
                for index in 1..<scalars.count {
                    terms.append("\"" + String(String.UnicodeScalarView(scalars[(index - 1)...index])) + "\"")
                }
            } else if word.text.unicodeScalars.count >= SearchedText.maskedMin {
                terms.append("(\"\(word.text)\"* OR \"\(SearchQuery.wholeMark)\(word.text)\")")
            } else {
                terms.append("\"\(word.text)\"*")
            }
        }
        var seen: Set<String> = []
        return terms.filter { seen.insert($0).inserted }.joined(separator: " AND ")
    }
}
