import CaseFile
import Causality
import Replication
import WireProtocol

/// What a node makes of segments: the specification's sections 9.1, 10, 13 and 14.
enum StoreOutcome {
    /// Takes the segments in, in each order given, again and again until nothing new is stored (I17). The outcomes are
    /// those of the first pass in the first order; every order must end with the same logs, standings and records. The
    /// first order is taken in on the disk, the others in memory.
    static func receiving(_ input: FieldValue) throws -> FieldValue {
        let segments = try input.bytesList("segments")
        let orders =
            try input["orders"] == nil
            ? [Array(segments.indices)]
            : input.list("orders").map { try FieldValue.object(["order": $0]).numbers("order") }
        let kinds = try input.numbers("understood_kinds")
        let store = try VectorStorage()
        let (outcomes, end, states) = try pass(segments, orders[0], input, kinds, over: store.storage)
        for order in orders.dropFirst() {
            let other = try pass(segments, order, input, kinds, over: MemoryStorage())
            guard other.end == end, other.states == states else { return .error("the orders end differently") }
        }
        guard case .object(let members) = end else { throw VectorError("no end") }
        return .object(
            [("outcomes", .array(outcomes))] + members + [("state_digest", .hex(try store.stateDigest().bytes))])
    }

    /// What became of each segment at first, and what is held when nothing new comes any more.
    private static func pass(
        _ segments: [[UInt8]], _ order: [Int], _ input: FieldValue, _ kinds: [Int], over storage: some ReplicaStorage
    ) throws -> (outcomes: [FieldValue], end: FieldValue, states: [[UInt8]]) {
        let node = try VectorNode(input, over: storage)
        var first: [FieldValue]?
        while true {
            let outcomes = try order.map { try node.receive(segments[$0]) }
            first = first ?? outcomes
            let isNews = outcomes.contains {
                if case .number(let count)? = $0["stored"] { count > 0 } else { false }
            }
            if !isNews { break }
        }
        let end = FieldValue.object(["logs": try node.logs(), "readable": .array(try readable(input, node))])
        return (first ?? [], end, try node.states(kinds: kinds))
    }

    /// The scopes that each of the input's readers may be handed (10.3).
    private static func readable(_ input: FieldValue, _ node: VectorNode<some ReplicaStorage>) throws -> [FieldValue] {
        guard input["readers"] != nil else { return [] }
        return try input.bytesList("readers").map { key in
            .array(node.engine.authority.readableScopes(of: Hash(of: key)).map { .id($0.rawValue) })
        }
    }

    /// How far each change of a log has come, by a report and a receipt.
    static func custody(_ input: FieldValue) throws -> FieldValue {
        let node = try VectorNode(input, over: MemoryStorage())
        for segment in try input.bytesList("segments") { _ = try node.receive(segment) }
        let log = LogID(
            scope: ScopeID(rawValue: try input.id("scope")), replica: ReplicaID(rawValue: try input.id("replica")))
        let words = try node.write { engine, transaction -> [FieldValue] in
            if input["report"] != nil {
                let report = UpstreamReport(vector: try VectorOutcome.read(input.list("report")), receivedAt: 0)
                transaction.setUpstreamReport(report, of: log.scope)
            }
            if input["receipt"] != nil {
                transaction.setReceipt(
                    Receipt(
                        scope: log.scope, signerKeyHash: Hash(of: []),
                        vector: try VectorOutcome.read(input.list("receipt")), issuedAt: 0,
                        issuer: ReplicaID(rawValue: 1), signature: [UInt8](repeating: 0, count: 64)))
            }
            return try transaction.changes(of: log, from: 1, byteLimit: .max).map {
                .string(word(try engine.custody(of: $0.position, isCenter: false, transaction)))
            }
        }
        return .object(["custody": .array(words)])
    }

    /// The lower node of a fork takes the upstream's branch in, and issues its own bodies again.
    static func adopting(_ input: FieldValue) throws -> FieldValue {
        let node = try VectorNode(input, over: MemoryStorage())
        for segment in try input.bytesList("segments") { _ = try node.receive(segment) }
        let signer = try VectorKey(UInt8(try input.number("own_private_key")))
        let environment = NodeEnvironment(signer: signer, now: { 0 }, random: { 7 })
        var session = ExchangeSession()
        _ = try node.read { try session.nextRequest(node.engine, $0, environment: environment) }
        let response = try WireCodec.decodeResponse(try input.bytes("response"))
        _ = try node.write { try session.take(response, &$0, $1, environment: environment) }
        let forked = LogID(
            scope: ScopeID(rawValue: try input.id("scope")), replica: ReplicaID(rawValue: try input.id("replica")))
        return try node.read { transaction in
            let reissued = transaction.reissuedChanges()
            return .object([
                "head": .hex(transaction.head(of: forked)?.hash.bytes ?? []),
                "reissued": .array(
                    reissued.map { stored in
                        .object([
                            "change_id": .hex(stored.change.bytes), "seq": .digits(stored.position.seq),
                            "origin_headers": .hexList(stored.origin?.headers.map(\.bytes) ?? []),
                            "origin_head_seq": .digits(stored.origin?.head.position.seq ?? 0),
                            "standing": .string(word(stored.standing)),
                        ])
                    }),
                "is_another_replica": .bool(!reissued.contains { $0.position.replica == forked.replica }),
            ])
        }
    }

    static func word(_ standing: Standing) -> String {
        switch standing {
        case .applied: "applied"
        case .held: "held"
        case .unapplied: "unapplied"
        case .heldUnapplied: "held and unapplied"
        }
    }

    /// The names of section 12.5.
    static func word(_ reason: Refusal.Reason) -> String {
        switch reason {
        case .unknownSigner: "UNKNOWN_SIGNER"
        case .unknownScope: "UNKNOWN_SCOPE"
        case .notReadable: "NOT_READABLE"
        case .gap: "GAP"
        case .fork: "FORK"
        case .badSignature: "BAD_SIGNATURE"
        case .badGenesis: "BAD_GENESIS"
        case .cutUnit: "CUT_UNIT"
        case .tooLarge: "TOO_LARGE"
        }
    }

    private static func word(_ custody: Custody) -> String {
        switch custody {
        case .here: "here"
        case .upstream: "at the upstream"
        case .county: "at the county"
        }
    }
}
