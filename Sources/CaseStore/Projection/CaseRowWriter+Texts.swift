import ReplicaStore
import Replication

/// What a record's entry in the index of texts was made of, and is to be made of.
struct TextEntry {
    let key: RecordKey
    /// Nil where it has none yet.
    let number: Int64?
    let before: [SearchedText]
    let after: [SearchedText]
}

extension CaseRowWriter {
    func entry(_ before: [SearchedText], _ after: [SearchedText], of key: RecordKey) throws -> TextEntry {
        let number = try statement(.findText).first(key, read: { $0.integer(0) })
        return TextEntry(key: key, number: number, before: before, after: after)
    }

    /// Writes entries in the order of their numbers: FTS5 gathers what it is given, and writes it out at once where a
    /// number is lower than the one before. The new ones come last, with the highest numbers.
    ///
    /// Source: SQLite 3.40.1, fts5_index.c, `sqlite3Fts5IndexBeginWrite`; measured by `merge_county_day`.
    func enter(_ entries: [TextEntry]) throws {
        for entry in entries.sorted(by: { ($0.number ?? .max, $0.key) < ($1.number ?? .max, $1.key) }) {
            try enter(entry)
        }
    }

    /// The index keeps no texts: to take an entry away is to say what it was made of.
    private func enter(_ entry: TextEntry) throws {
        if let number = entry.number, !entry.before.isEmpty {
            try statement(.removeWords).run(number, SearchedText.words(of: entry.before))
        }
        guard !entry.after.isEmpty else { return try statement(.removeText).run(entry.key) }
        if let number = entry.number {
            return try statement(.putWords).run(number, SearchedText.words(of: entry.after))
        }
        let new = try statement(.nextText).first(read: { $0.integer(0) }) ?? 1
        try statement(.putText).run(new, entry.key)
        try statement(.putWords).run(new, SearchedText.words(of: entry.after))
    }
}
