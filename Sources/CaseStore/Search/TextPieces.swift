/// The pieces of a record's stretches for the index, each once, in the order in which they first appear.
///
/// Made of numbers and bytes, and not of a string for each pair of characters: at the county's evening this was the
/// dearest step (`merge_county_day`).
struct TextPieces {
    private var bytes: [UInt8] = []
    /// Two scalars, or one and zero.
    private var pairs: Set<UInt64> = []
    /// Their bytes: what looks alike is not what is searched for.
    private var words: Set<[UInt8]> = []

    /// The pieces, parted by spaces.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Cuts what `SearchedText.stretches` made.
    init(of stretches: String) {
        bytes.reserveCapacity(stretches.utf8.count * 2)
        // Of scalars: a mark that stands alone would hide the space before it.
        for stretch in stretches.unicodeScalars.split(separator: " ") {
            if stretch.first?.isHan == true { addPairs(of: stretch) } else { add(word: stretch) }
        }
    }

    /// The last character of a Chinese stretch is a piece by itself, so that a search for one character, which asks for
    /// all pairs that begin with it, finds it there, too.
    private mutating func addPairs(of stretch: Substring.UnicodeScalarView) {
        var first: Unicode.Scalar?
        for scalar in stretch {
            if let first { add(first, scalar) }
            first = scalar
        }
        if let first { add(first, nil) }
    }

    private mutating func add(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) {
        guard pairs.insert(UInt64(first.value) << 32 | UInt64(second?.value ?? 0)).inserted else { return }
        begin()
        first.append(to: &bytes)
        second?.append(to: &bytes)
    }

    private mutating func add(word: Substring.UnicodeScalarView) {
        let word = Array(Substring(word).utf8)
        guard words.insert(word).inserted else { return }
        begin()
        bytes.append(contentsOf: word)
    }

    private mutating func begin() {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    }
}
