import CaseFile
import GRDB
public import Replication

extension CaseQueries {
    /// A record that has all words of a query.
    public struct Mention: Hashable, Sendable {
        public let key: RecordKey
        /// Where the first of the words stands.
        public let register: RegisterNumber
        /// The text of that register.
        public let text: String
        /// Where in `text` the word begins, in characters; what is shown begins a little before.
        public let offset: Int
    }

    /// Candidates that are compared with the words before the search ends: what the index finds is nearly always right,
    /// and a reader types another word long before.
    private static var candidatesMax: Int { 2000 }
    private static var batch: Int { 64 }

    /// The records whose texts have all words, in any reading, those that arrived last first. Withdrawn ones are left
    /// out, and so is what nobody may search for (`SearchedRegisters`).
    ///
    /// What waits for the index is read, too (`WaitingTexts`).
    ///
    /// - Parameter record: The record's state as it is now; the index keeps no texts, and what it found is compared.
    public func mentions(
        of query: SearchQuery, kinds: [RecordKind]? = nil, in scopes: [ScopeID]? = nil, limit: Int = 20,
        record: (RecordKey) throws -> MergedRecord<some ChangeCodec>?
    ) throws -> [Mention] {
        var filter = Filter(scopes: scopes)
        if let kinds {
            filter.add(
                "kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))", all: kinds.map { Int64($0.rawValue) })
        }
        filter.add(CaseQueries.belongsHere("text_item"))
        var (entered, waiting) = (filter, filter)
        entered.add("text_words MATCH ?", query.expression)
        entered.add("text_words.rowid < ?")
        let condition = query.waitingCondition
        waiting.add(condition.sql, all: condition.arguments)
        waiting.add("text_waiting.number < ?")
        // A text that was written again waits, and its old words are in the index still: the record decides of both.
        let sql = """
            SELECT text_words.rowid AS number, scope, kind, record
            FROM text_words CROSS JOIN text_item ON text_item.number = text_words.rowid \(entered.sql)
            UNION ALL
            SELECT text_waiting.number AS number, scope, kind, record
            FROM text_waiting CROSS JOIN text_item ON text_item.number = text_waiting.number \(waiting.sql)
            ORDER BY number DESC LIMIT ?
            """
        var mentions: [Mention] = []
        var registers: [RecordKind: SearchedRegisters] = [:]
        var (before, examined) = (Int64.max, 0)
        while mentions.count < limit, examined < CaseQueries.candidatesMax {
            let arguments = entered.arguments + [before] + waiting.arguments + [before, CaseQueries.batch]
            let found = try fetch(sql, arguments) { row in
                (
                    number: row["number"] as Int64? ?? 0,
                    key: RecordKey(scope: row.scope(), kind: row.kind("kind"), id: try row.recordID("record"))
                )
            }
            // Who is named by a moved case is registered in two scopes under one id.
            for item in found
            where mentions.count < limit
                && !mentions.contains(where: { NameAnywhere($0.key) == NameAnywhere(item.key) })
            {
                guard let record = try record(item.key), let definition = record.definition else { continue }
                let searched = registers[item.key.kind] ?? SearchedRegisters(definition)
                registers[item.key.kind] = searched
                if let mention = query.mention(in: searched.texts(of: record), of: item.key) {
                    mentions.append(mention)
                }
            }
            examined += found.count
            guard found.count == CaseQueries.batch, let last = found.last else { break }
            before = last.number
        }
        return mentions
    }
}

extension SearchQuery {
    /// Where the first word stands, if all do.
    fileprivate func mention(in texts: [SearchedText], of key: RecordKey) -> CaseQueries.Mention? {
        var first: SearchedText?
        for word in words {
            guard let text = texts.first(where: { $0.has(word) }) else { return nil }
            if first == nil { first = text }
        }
        return first.map {
            CaseQueries.Mention(key: key, register: $0.register, text: $0.text, offset: offset(in: $0.text))
        }
    }

    /// Where the first word begins; 0 where it is written in another form there.
    private func offset(in text: String) -> Int {
        guard let word = words.first?.text else { return 0 }
        let characters = Array(text)
        let wanted = Array(word)
        guard characters.count >= wanted.count else { return 0 }
        return (0...(characters.count - wanted.count)).first {
            characters[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
            ?? 0
    }
}
