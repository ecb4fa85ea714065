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
        package fileprivate(set) var scalars: [Unicode.Scalar]

        package var text: String { String(String.UnicodeScalarView(scalars)) }
    }

    /// The stretches of a text, folded, in order.
    package static func runs(of text: String) -> [Run] {
        var runs: [Run] = []
        eachScalar(of: text) { scalar, isHan, begins in
            if begins {
                runs.append(Run(isHan: isHan, scalars: [scalar]))
            } else {
                runs[runs.count - 1].scalars.append(scalar)
            }
        }
        return runs
    }

    /// Each character of the stretches of a text, folded: whether it is Chinese, and whether a stretch begins with it.
    static func eachScalar(of text: String, _ body: (Unicode.Scalar, _ isHan: Bool, _ begins: Bool) -> Void) {
        var (isInside, isHan, count) = (false, false, 0)
        for scalar in text.unicodeScalars.prefix(scalarsMax) {
            guard let folded = folded(scalar) else {
                isInside = false
                continue
            }
            let han = folded.isHan
            let begins = !isInside || han != isHan || (!han && count >= wordMax)
            count = begins ? 1 : count + 1
            (isInside, isHan) = (true, han)
            body(folded, han, begins)
        }
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
    func append(to bytes: inout [UInt8]) {
        for unit in UTF8.encode(self) ?? UTF8.encodedReplacementCharacter { bytes.append(unit) }
    }

    /// Whether it is a Chinese character.
    var isHan: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }
}
