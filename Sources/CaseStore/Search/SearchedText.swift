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

    /// The stretches of all texts, folded, each after a space: equal texts make equal stretches, without which no entry of
    /// the index could be taken away. Empty where there is nothing to find.
    static func stretches(of texts: [SearchedText]) -> String {
        var bytes: [UInt8] = []
        for text in texts {
            bytes.reserveCapacity(bytes.count + text.text.utf8.count + text.text.utf8.count / 8 + 8)
            // Where the number that may have to be found as a whole begins, and its characters so far.
            var (word, count) = (0, 0)
            func end() {
                if count >= maskedMin { bytes.insert(contentsOf: String(SearchQuery.wholeMark).utf8, at: word) }
            }
            TextGrams.eachScalar(of: text.text) { scalar, isHan, begins in
                if begins {
                    end()
                    bytes.append(UInt8(ascii: " "))
                    (word, count) = (bytes.count, 0)
                }
                if text.masksNumbers, !isHan { count += 1 }
                scalar.append(to: &bytes)
            }
            end()
        }
        return String(decoding: bytes, as: UTF8.self)
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
