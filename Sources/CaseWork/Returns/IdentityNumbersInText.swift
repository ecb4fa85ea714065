import CaseFile

/// Identity numbers that somebody wrote into a text.
enum IdentityNumbersInText {
    private static let length = 18

    /// The text with the middle of every well-formed identity number hidden. Other numbers stay whole: an amount, the
    /// reference of a letter, a telephone that the form has a column for.
    static func masked(_ text: String) -> String {
        guard text.utf8.count >= length else { return text }
        var masked = ""
        var run = ""
        func end() {
            masked += run.count == length && (try? IdentityNumber(run)) != nil ? Masking.masked(run) : run
            run = ""
        }
        for character in text {
            if isOfNumber(character) {
                run.append(character)
            } else {
                end()
                masked.append(character)
            }
        }
        end()
        return masked
    }

    private static func isOfNumber(_ character: Character) -> Bool {
        ("0"..."9").contains(character) || ("０"..."９").contains(character) || "XxＸｘ".contains(character)
    }
}
