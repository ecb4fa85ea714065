/// The beginning of a text: a list shows what a record is about, and the record's own page the whole of it.
enum Excerpt {
    /// Characters that an entry of a timeline shows of each text.
    static let entryMax = 280
    /// Characters of one line in a list within an entry.
    static let lineMax = 60

    /// At most so many characters, the last one an ellipsis where something was cut.
    static func text(_ text: String, max: Int = lineMax) -> String {
        text.count > max ? text.prefix(max - 1) + "…" : text
    }
}
