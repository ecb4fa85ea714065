/// The beginning of a text: a list shows what a record is about, and the record's own page the whole of it.
enum Excerpt {
    /// Characters that an entry of a timeline shows of each text.
    static let entryMax = 280
    /// Characters of one line in a list within an entry.
    static let lineMax = 60

    /// Code points of all readings together on a page that settles: some 30 KB of Chinese.
    static let readingsMax = 9_000
    /// What each reading has at least, however many there are.
    static let readingMin = 280

    /// The beginning of one of `count` readings that stand on one page; nil where the whole is short enough for it.
    ///
    /// Counted in code points: of what a reader takes for one character, foreign bytes may hold any number.
    static func reading(_ text: String, of count: Int) -> String? {
        let most = max(readingMin, readingsMax / max(1, count))
        let points = text.unicodeScalars
        return points.count > most ? String(points.prefix(most)) + "…" : nil
    }

    /// At most so many characters, the last one an ellipsis where something was cut.
    static func text(_ text: String, max: Int = lineMax) -> String {
        text.count > max ? text.prefix(max - 1) + "…" : text
    }
}
