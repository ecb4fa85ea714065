/// The pieces of texts for the index, each once, in the order in which they first appear.
///
/// Made of numbers and bytes, and not of a string for each pair of characters: at the county's evening this was the
/// dearest step (`merge_county_day`).
struct TextPieces {
    private var bytes: [UInt8] = []
    /// Two scalars, or one and zero.
    private var pairs: Set<UInt64> = []
    private var words: Set<String> = []

    /// The pieces, parted by spaces.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds the pieces of a stretch. The last character of a Chinese stretch is a piece by itself, so that a search for
    /// one character, which asks for all pairs that begin with it, finds it there, too.
    mutating func add(_ run: TextGrams.Run) {
        guard run.isHan else { return add(word: run.text) }
        let scalars = run.scalars
        for index in scalars.indices {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            guard pairs.insert(UInt64(scalars[index].value) << 32 | UInt64(next?.value ?? 0)).inserted else { continue }
            begin()
            append(scalars[index])
            if let next { append(next) }
        }
    }

    /// Adds a piece as it is.
    mutating func add(word: String) {
        guard words.insert(word).inserted else { return }
        begin()
        bytes.append(contentsOf: word.utf8)
    }

    private mutating func begin() {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(unit) }
    }
}
