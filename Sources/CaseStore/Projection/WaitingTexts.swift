import GRDB
public import ReplicaStore

/// What people wrote that is not in the index of texts yet, and its way into it.
///
/// To enter words is several times dearer than to keep them, and half a county writes within minutes: so a commit only
/// keeps them, in the order of arrival, and the index is made behind it, many records at once. Nobody waits to be found: a
/// search reads what waits (`CaseQueries.mentions`). For that there is a bound.
///
/// Source: O'Neil et al., "The Log-Structured Merge-Tree", 1996; the figures are those of `merge_county_day`.
struct WaitingTexts {
    /// The slowest search takes 42 milliseconds beside so many, 16 without (`search_at_100k`; the limit is 50).
    static let bound = 32_768
    /// Where the bound is reached, so many are entered by the commit that reached it, in a fifth of a second.
    static let atTheBound = 4096

    private let find: HotStatement
    private let putWords: HotStatement
    private let removeWords: HotStatement
    private let remove: HotStatement

    init(_ database: Database) throws {
        find = try HotStatement(
            "SELECT number, entered, stretches FROM text_waiting ORDER BY number LIMIT ?", in: database)
        putWords = try HotStatement("INSERT INTO text_words (rowid, words) VALUES (?, ?)", in: database)
        removeWords = try HotStatement(
            "INSERT INTO text_words (text_words, rowid, words) VALUES ('delete', ?, ?)", in: database)
        remove = try HotStatement("DELETE FROM text_waiting WHERE number <= ?", in: database)
    }

    static func count(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM text_waiting") ?? 0
    }

    /// Enters those that wait longest, and answers how many.
    ///
    /// By rising number: FTS5 gathers what it is given, and writes it out at once where a number is lower than the one
    /// before (SQLite 3.40.1, fts5_index.c, `sqlite3Fts5IndexBeginWrite`). The index keeps no texts: to take an entry away
    /// is to say what it was made of.
    func enter(_ limit: Int) throws -> Int {
        var (count, last): (Int, Int64?) = (0, nil)
        try find.eachRow(Int64(limit)) { row in
            let number = row.integer(0)
            let (entered, stretches) = (row.text(1), row.text(2))
            if !entered.isEmpty { try removeWords.run(number, TextPieces(of: entered).text) }
            if !stretches.isEmpty { try putWords.run(number, TextPieces(of: stretches).text) }
            count += 1
            last = number
            return true
        }
        if let last { try remove.run(last) }
        return count
    }
}

extension SQLiteTransaction {
    /// How many records have texts that are not in the index yet. Throws what the database throws.
    public func waitingTextCount() throws -> Int { try WaitingTexts.count(database) }

    /// Enters the texts that wait longest into the index, and answers how many: fewer than `limit` where none is left.
    ///
    /// For the time when nobody waits for the store; what a reader finds is the same before and after. Some 30
    /// milliseconds for 512 texts. Throws what the database throws.
    public func enterWaitingTexts(limit: Int) throws -> Int { try WaitingTexts(database).enter(limit) }
}
