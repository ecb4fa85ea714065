/// Cuts text into the pieces by which it is found: pairs of neighbouring Chinese characters, and words of everything
/// else.
///
/// Chinese has no spaces, and whoever searches types two characters, for which SQLite's own trigrams find nothing. Pairs
/// need no dictionary, so that a village that is in none is found like any other word. Upper and lower case, full-width
/// and plain forms are one; punctuation and spaces part words.
///
/// Source: PLATFORM.md, "Chinese full text"; Unicode, blocks of CJK ideographs.
public enum TextGrams {
    /// Characters of a text that are looked at: more than the longest field (`ValueType.longTextMaxCharacters`), and a
    /// bound for what foreign bytes bring.
    static let scalarsMax = 20_000
    /// A word is cut here; no number that people search for is longer.
    static let wordMax = 40

    /// A stretch of text without anything in between: Chinese characters, or a word or number.
    package struct Run: Hashable {
        package let isHan: Bool
        package let scalars: [Unicode.Scalar]

        package var text: String { String(String.UnicodeScalarView(scalars)) }
    }

    /// The stretches of a text, folded, in order.
    package static func runs(of text: String) -> [Run] {
        var runs: [Run] = []
        var run: [Unicode.Scalar] = []
        var isHan = false
        func end() {
            if !run.isEmpty { runs.append(Run(isHan: isHan, scalars: run)) }
            run.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars.prefix(scalarsMax) {
            guard let folded = folded(scalar) else {
                end()
                continue
            }
            let han = folded.isHan
            if han != isHan || (!han && run.count >= wordMax) { end() }
            isHan = han
            run.append(folded)
        }
        end()
        return runs
    }

    /// The scalar as it is compared; nil where it parts words.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 0x30...0x39, 0x61...0x7A: return Unicode.Scalar(value)
        case 0x41...0x5A: return Unicode.Scalar(value + 0x20)
        case 0..<0x80: return nil
        default: break
        }
        guard let plain = Unicode.Scalar(value) else { return nil }
        if plain.isHan { return plain }
        let properties = plain.properties
        guard properties.isAlphabetic || properties.numericType != nil else { return nil }
        let lower = properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first : plain
    }
}

extension Unicode.Scalar {
    /// Whether it is a Chinese character.
    fileprivate var isHan: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }
}
