import Causality

/// What a node keeps from one stick to the next, in its store and of this store only: which sets are outstanding, and
/// which logs its upstream holds another branch of.
///
/// A session on the line finds forks anew each time; between two sticks lie days, and the probe goes with the next one.
///
/// Text lines, as the witness; what cannot be read counts as nothing outstanding, and costs one more stick.
struct BundleBook: Hashable, Sendable {
    private static let key = "bundles"
    private static let title = "tingsu-bundles 1"

    /// In the order in which they were made.
    var outstanding: [OutstandingBundle] = []
    var forks: Set<LogID> = []

    /// Reads the book. Throws what the store throws.
    init(_ transaction: some ReplicaTransaction) throws {
        guard let bytes = try transaction.localValue(BundleBook.key) else { return }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
        guard lines.first == BundleBook.title.split(separator: " ") else { return }
        for line in lines.dropFirst() {
            if let set = OutstandingBundle(line) { outstanding.append(set) }
            if let fork = LogID(line) { forks.insert(fork) }
        }
    }

    /// Writes the book, or takes it away where nothing stands in it.
    func save(_ transaction: some ReplicaTransaction) throws {
        let lines = [BundleBook.title] + outstanding.map(\.line) + forks.sorted().map(\.line)
        let text = lines.joined(separator: "\n") + "\n"
        try transaction.setLocalValue(BundleBook.key, lines.count > 1 ? Array(text.utf8) : nil)
    }

    /// Reads, changes and writes; writes nothing where nothing changed.
    static func update<Result>(
        _ transaction: some ReplicaTransaction, _ body: (inout BundleBook) throws -> Result
    ) throws -> Result {
        let before = try BundleBook(transaction)
        var book = before
        let result = try body(&book)
        if book != before { try book.save(transaction) }
        return result
    }

    /// An answer came by the line, and `forks` are those that the session knows of. Whatever was made before is older.
    mutating func noteLine(forks: Set<LogID>) {
        outstanding = []
        self.forks = forks
    }

    /// Whether the reports and receipts of response `number` of an answer are news, and notes that they were taken.
    ///
    /// No clock decides: an answer is news while its set is outstanding and nothing that was said later has been taken.
    mutating func admits(_ reply: BundleReply, number: UInt64) -> Bool {
        guard let index = outstanding.firstIndex(where: { $0.set == reply.set }),
            outstanding[index].receiver == reply.sender
        else { return false }
        if let known = outstanding[index].answer {
            let isSame = reply.id == known.id && reply.part == known.part
            guard isSame ? number >= known.number : reply.part > known.part else { return false }
        }
        outstanding[index].answer = .init(id: reply.id, part: reply.part, number: number)
        outstanding.removeFirst(index)
        return true
    }
}

extension OutstandingBundle {
    fileprivate var line: String {
        let answer = answer.map { " \($0.id) \($0.part) \($0.number)" } ?? ""
        return "set \(set) \(receiver) \(madeAt) \(parts)\(answer)"
    }

    fileprivate init?(_ fields: [Substring]) {
        guard fields.count == 5 || fields.count == 8, fields[0] == "set", let set = BundleID(fields[1]),
            let receiver = Hash(fields[2]), let madeAt = Int64(fields[3]), let parts = Int(fields[4])
        else { return nil }
        self.init(set: set, receiver: receiver, madeAt: madeAt, parts: parts)
        guard fields.count == 8 else { return }
        guard let id = BundleID(fields[5]), let part = Int(fields[6]), let number = UInt64(fields[7]) else {
            return nil
        }
        answer = Answer(id: id, part: part, number: number)
    }
}

extension LogID {
    fileprivate var line: String { "fork \(scope) \(replica)" }

    fileprivate init?(_ fields: [Substring]) {
        guard fields.count == 3, fields[0] == "fork", let scope = UInt64(fields[1], radix: 16),
            let replica = UInt64(fields[2], radix: 16)
        else { return nil }
        self.init(scope: ScopeID(rawValue: scope), replica: ReplicaID(rawValue: replica))
    }
}
