import CaseFile
import Causality
import Replication

/// What a node asks of its upstream: the specification's sections 10.5 and 12.6.
enum AskingOutcome {
    /// The scopes that the next request names and the logs that it brings; with `answering_key` behind an answer of
    /// the machine with that key.
    static func asking(_ input: FieldValue) throws -> FieldValue {
        let node = try VectorNode(input, over: MemoryStorage())
        for segment in try input.bytesList("segments") { _ = try node.receive(segment) }
        let signer = try VectorKey(UInt8(try input.number("own_private_key")))
        let environment = NodeEnvironment(signer: signer, now: { 0 }, random: { 7 })
        var session = ExchangeSession()
        if input["answering_key"] != nil { session.meet(Hash(of: try input.bytes("answering_key"))) }
        let request = try node.read { try session.nextRequest(node.engine, $0, environment: environment) }
        return .object([
            "scopes": .array(request.scopes.map { .id($0.scope.rawValue) }),
            "logs": .array(
                request.segments.map { segment in
                    .object([
                        "scope": .id(segment.log.scope.rawValue), "replica": .id(segment.log.replica.rawValue),
                        "first_seq": .digits(segment.firstSeq), "entries": .count(segment.entries.count),
                    ])
                }),
        ])
    }
}
