import Foundation

/// How a Chinese name sounds: the same for 张强 and 章强, which one listener writes down as the other.
///
/// The standard reading of each character, without tones; a name with a second reading (单, 仇) sounds to everybody who
/// writes it down by the first. Only for proposing what a person then decides.
///
/// Source: ICU, transliterator Han-Latin.
enum NameSound {
    /// Names are short; more is no name.
    static let charactersMax = 20

    /// The syllables, in order; letters and digits stay what they are.
    static func syllables(of name: String) -> [String] {
        let plain = TextGrams.runs(of: String(name.prefix(charactersMax))).map(\.text).joined()
        guard let latin = plain.applyingTransform(.mandarinToLatin, reverse: false),
            let bare = latin.applyingTransform(.stripDiacritics, reverse: false)
        else { return plain.map(String.init) }
        return bare.split(separator: " ").map(String.init)
    }
}
