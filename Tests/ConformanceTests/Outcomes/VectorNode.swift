import CaseFile
import Causality
import Replication
import WireProtocol

/// The production engine over a store, for the cases about what a node makes of segments.
final class VectorNode<Storage: ReplicaStorage> {
    private let storage: Storage
    private(set) var engine: ReplicaEngine<ProtobufChangeCodec>

    /// Opens an empty store with the anchors, the own key and the kinds that the input names.
    init(_ input: FieldValue, over storage: Storage) throws {
        func key(_ bytes: [UInt8]) throws -> DeviceKey {
            guard let key = DeviceKey(x963: bytes) else { throw VectorError("no key") }
            return key
        }
        let anchors = TrustAnchors(keys: try input.bytesList("anchors").map(key))
        let own = try input["own_key"].map { try key($0.readBytes()) }
        let kinds = Set(try input.numbers("understood_kinds").map { RecordKind(rawValue: UInt32($0)) })
        self.storage = storage
        engine = try storage.read {
            try ReplicaEngine(
                codec: ProtobufChangeCodec(), understoodKinds: kinds, anchors: anchors, ownKey: own, opening: $0)
        }
    }

    func write<Result>(
        _ body: (inout ReplicaEngine<ProtobufChangeCodec>, Storage.Transaction) throws -> Result
    ) throws -> Result {
        var changed = engine
        let result = try storage.write { try body(&changed, $0) }
        engine = changed
        return result
    }

    func read<Result>(_ body: (Storage.Transaction) throws -> Result) throws -> Result {
        try storage.read(body)
    }

    /// Takes one `Segment` message in, as it would come within a response.
    func receive(_ segment: [UInt8]) throws -> FieldValue {
        let response: ExchangeResponse
        do throws(WireError) {
            response = try WireCodec.decodeResponse(Wire.response { $0.bytes(3, segment) })
        } catch {
            return .error(MessageOutcome.word(error))
        }
        switch try write({ try $0.receive(response.segments[0], $1) }) {
        case .stored(let count): return .object(["stored": .count(count)])
        case .forked(let seq): return .object(["forked_at": .digits(seq)])
        case .refused(let reason): return .object(["refused": .string(StoreOutcome.word(reason))])
        }
    }

    /// Every log that is held, with the standing of each change.
    func logs() throws -> FieldValue {
        try read { transaction in
            .array(
                try transaction.scopes().flatMap { try transaction.heads(in: $0) }.map { head in
                    let changes = try transaction.changes(of: head.log, from: 1, byteLimit: .max)
                    return .object([
                        "scope": .id(head.scope.rawValue), "replica": .id(head.replica.rawValue),
                        "hash": .hex(head.hash.bytes),
                        "standings": .array(changes.map { .string(StoreOutcome.word($0.standing)) }),
                    ])
                })
        }
    }

    /// Every merged record's key and state, for comparing two nodes.
    func states(kinds: [Int]) throws -> [[UInt8]] {
        try read { transaction in
            try transaction.scopes().flatMap { scope in
                let states = try transaction.states(in: scope)
                return kinds.flatMap { kind in
                    states.filter { Int($0.key.kind.rawValue) == kind }.map { $0.key.id.bytes + $0.state.encoded }
                }
            }
        }
    }
}
