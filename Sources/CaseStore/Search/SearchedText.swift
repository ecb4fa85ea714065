import CaseFile
import Replication

/// A text of a record that a search looks into.
struct SearchedText: Hashable {
    let register: RegisterNumber
    let text: String
    /// Whether numbers in it are shown masked, and so found only as a whole.
    let masksNumbers: Bool

    /// Characters of a number that is masked (`Masking.charactersMin`).
    static let maskedMin = Masking.charactersMin

    /// The pieces of all texts for the index, each once: equal texts make equal entries, without which none could be taken
    /// away.
    static func words(of texts: [SearchedText]) -> String {
        var pieces = TextPieces()
        for text in texts {
            for run in TextGrams.runs(of: text.text) {
                if text.isWhole(run) {
                    pieces.add(word: "\(SearchQuery.wholeMark)\(run.text)")
                } else {
                    pieces.add(run)
                }
            }
        }
        return pieces.text
    }

    private func isWhole(_ run: TextGrams.Run) -> Bool {
        masksNumbers && !run.isHan && run.scalars.count >= SearchedText.maskedMin
    }

    /// Whether the text has the word: at any place in Chinese, at the beginning of a word or number otherwise.
    func has(_ word: SearchQuery.Word) -> Bool {
        TextGrams.runs(of: text).contains { run in
            guard run.isHan == word.isHan else { return false }
            if word.isHan { return run.text.contains(word.text) }
            return isWhole(run) ? run.text == word.text : run.text.hasPrefix(word.text)
        }
    }
}
