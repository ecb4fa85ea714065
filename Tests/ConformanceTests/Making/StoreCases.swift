import CaseFile
import Causality
import Replication

/// Makes the cases about what a node makes of segments.
struct StoreCases {
    let topic: Topic

    /// What must become of a log: `a` applied, `h` held, `u` unapplied, `x` held and unapplied, one for each change.
    typealias Log = (LogMaker, String)

    /// `words` are the outcomes of the first pass, as `stored 3`, `GAP`, `forked 2` or `bad_message`.
    func make(
        _ name: String, _ segments: [[UInt8]], words: [String]? = nil, logs: [Log] = [], orders: [[Int]]? = nil,
        own: VectorKey? = nil, readers: [(VectorKey, [ScopeID])] = []
    ) throws -> VectorCase {
        var members = CountyMaker.input(segments).map { ($0.key, $0.value) }
        if let own { members.append(("own_key", .hex(own.key.x963))) }
        if let orders { members.append(("orders", .array(orders.map { .numbers($0) }))) }
        if !readers.isEmpty { members.append(("readers", .hexList(readers.map(\.0.key.x963)))) }
        let input = FieldValue.object(members)
        let outcome = try topic.outcome(of: input)
        try check(name, outcome, words: words, logs: logs, readers: readers)
        return VectorCase(topic: topic, name: name, input: input, expected: outcome)
    }

    /// Every order of a few segments.
    static func orders(_ count: Int) -> [[Int]] {
        if count == 0 { return [[]] }
        return orders(count - 1).flatMap { order in
            (0...order.count).reversed().map { place in
                var longer = order
                longer.insert(count - 1, at: place)
                return longer
            }
        }
    }

    private func check(
        _ name: String, _ outcome: FieldValue, words: [String]?, logs: [Log], readers: [(VectorKey, [ScopeID])]
    ) throws {
        func fail(_ what: String) -> VectorError {
            VectorError("\(topic.rawValue): \(name): \(what); the answer is \(JSONText.line(outcome))")
        }
        if outcome["error"] != nil { throw fail("no outcome") }
        if let words, try outcome.list("outcomes").map(StoreCases.word) != words { throw fail("not \(words)") }
        let found = try outcome.list("logs")
        for (log, standings) in logs {
            let one = try found.first {
                try $0.id("scope") == log.scope.rawValue && $0.id("replica") == log.genesis.replica.rawValue
            }
            let letters = try one?.list("standings").map { standing -> String in
                guard case .string(let word) = standing else { throw fail("no word") }
                return ["applied": "a", "held": "h", "unapplied": "u", "held and unapplied": "x"][word] ?? "?"
            }
            if (letters ?? []).joined() != standings {
                throw fail("log \(log.log) should be \(standings) and is \((letters ?? []).joined())")
            }
        }
        let readable = try outcome.list("readable").map { item in
            try FieldValue.object(["of": item]).list("of").map { try $0.readID() }
        }
        if readable != readers.map({ $0.1.map(\.rawValue) }) { throw fail("not readable as said") }
    }

    private static func word(_ outcome: FieldValue) -> String {
        if case .number(let count)? = outcome["stored"] { return "stored \(count)" }
        if case .string(let seq)? = outcome["forked_at"] { return "forked \(seq)" }
        if case .string(let reason)? = outcome["refused"] { return reason }
        if case .string(let code)? = outcome["error"] { return code }
        return "?"
    }
}
