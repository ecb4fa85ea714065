import Causality

/// What a node keeps from one stick to the next, in its store and of this store only: which sets are outstanding, by which
/// answers it knows what it knows of its upstream, and which logs that holds another branch of.
///
/// A session on the line finds forks anew each time; between two sticks lie days, and the probe goes with the next one.
///
/// Text lines, as the witness; what cannot be read counts as nothing outstanding, and costs one more stick.
struct BundleBook: Hashable, Sendable {
    private static let key = "bundles"
    private static let title = "tingsu-bundles 3"

    /// In the order in which they were made.
    var outstanding: [OutstandingBundle] = []
    /// The answers that speak for the upstream: of no two of them is it known which was given later. None behind the line.
    private(set) var heard: [HeardAnswer] = []
    var forks: Set<LogID> = []

    /// What the reports of a response are worth.
    enum Weight: Hashable, Sendable {
        /// Nothing that was taken was given later: they take the place of what is known.
        case whole
        /// Whether what is known was given before or after it is not known: only what both say counts.
        case least
        /// Something that was given later has been taken: nothing.
        case none
    }

    /// Reads the book. Throws what the store throws.
    init(_ transaction: some ReplicaTransaction) throws {
        guard let bytes = try transaction.localValue(BundleBook.key) else { return }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
        guard lines.first == BundleBook.title.split(separator: " ") else { return }
        for line in lines.dropFirst() {
            if let set = OutstandingBundle(line) { outstanding.append(set) }
            if let answer = HeardAnswer(line) { heard.append(answer) }
            if let fork = LogID(line) { forks.insert(fork) }
        }
    }

    /// Writes the book, or takes it away where nothing stands in it.
    func save(_ transaction: some ReplicaTransaction) throws {
        let lines = [BundleBook.title] + outstanding.map(\.line) + heard.map(\.line) + forks.sorted().map(\.line)
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
        heard = []
        self.forks = forks
    }

    /// What the reports of response `number` of an answer are worth, and notes that they were taken.
    ///
    /// No clock decides. An answer is later than what was heard before its set was made, and than those which it names.
    mutating func weigh(_ reply: BundleReply, number: UInt64) -> Weight {
        guard let index = outstanding.firstIndex(where: { $0.set == reply.set }),
            outstanding[index].receiver == reply.sender
        else { return .none }
        if let known = heard.firstIndex(where: { $0.id == reply.id }) {
            guard number >= heard[known].number else { return .none }
            heard[known].number = number
            return heard.count == 1 ? .whole : .least
        }
        guard !heard.contains(where: { $0.earlier.contains(reply.id) }) else { return .none }
        let earlier = outstanding[index].madeAfter + reply.earlier
        let others = heard.filter { !earlier.contains($0.id) }
        guard others.count < Limits.answersRemembered else { return .none }
        heard = others + [HeardAnswer(id: reply.id, number: number, earlier: earlier)]
        for place in outstanding.indices where place <= index { outstanding[place].isAnswered = true }
        return others.isEmpty ? .whole : .least
    }
}

extension OutstandingBundle {
    fileprivate var line: String {
        "set \(set) \(receiver) \(madeAt) \(parts)\(isAnswered ? " answered" : "")"
            + madeAfter.map { " \($0)" }.joined()
    }

    fileprivate init?(_ fields: [Substring]) {
        guard fields.count >= 5, fields[0] == "set", let set = BundleID(fields[1]), let receiver = Hash(fields[2]),
            let madeAt = Int64(fields[3]), let parts = Int(fields[4])
        else { return nil }
        self.init(set: set, receiver: receiver, madeAt: madeAt, parts: parts)
        isAnswered = fields[5...].contains("answered")
        madeAfter = fields[5...].compactMap { BundleID($0) }
    }
}

extension HeardAnswer {
    fileprivate var line: String { (["answer \(id) \(number)"] + earlier.map(\.description)).joined(separator: " ") }

    fileprivate init?(_ fields: [Substring]) {
        guard fields.count >= 3, fields[0] == "answer", let id = BundleID(fields[1]), let number = UInt64(fields[2])
        else { return nil }
        self.init(id: id, number: number, earlier: fields[3...].compactMap { BundleID($0) })
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
