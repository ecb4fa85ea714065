import CaseFile
import Replication
import Synchronization
import WireProtocol

/// One machine: the production engine, opened over a store in memory.
struct FuzzNode {
    let signer: FuzzKey
    private(set) var opened: OpenedStore<ProtobufChangeCodec>
    private(set) var state: MemoryStorage.State
    private let randomness: FuzzRandomness

    init(_ name: String, center: DeviceKey) throws {
        signer = .named(name)
        randomness = FuzzRandomness(name)
        let storage = MemoryStorage()
        let key = signer.key
        let engine = try storage.read {
            try ReplicaEngine(
                codec: ProtobufChangeCodec(), understoodKinds: Set(Catalog.current.kinds.map(\.kind)),
                anchors: TrustAnchors(keys: [center]), ownKey: key, opening: $0)
        }
        opened = try OpenedStore(engine, in: storage, witness: nil, machine: name)
        state = storage.state
    }

    var environment: NodeEnvironment {
        NodeEnvironment(signer: signer, now: { 1_750_000_000_000 }, random: randomness.next)
    }

    /// Puts an older copy of the store in its place, as somebody who restores one without its witness does not; the
    /// program does not notice, and writes a second branch.
    mutating func overwrite(with other: FuzzNode) {
        opened = other.opened
        state = other.state
    }

    mutating func write<Result>(
        _ body: (inout ReplicaEngine<ProtobufChangeCodec>, MemoryTransaction) throws -> Result
    ) throws -> Result {
        let storage = MemoryStorage(state: state)
        let result = try opened.write(storage, body)
        state = storage.state
        return result
    }

    func read<Result>(
        _ body: (ReplicaEngine<ProtobufChangeCodec>, MemoryTransaction) throws -> Result
    ) throws -> Result {
        try MemoryStorage(state: state).read { try body(opened.engine, $0) }
    }

    // MARK: The two sides of an exchange

    mutating func nextRequest(_ session: inout ExchangeSession) throws -> ExchangeRequest {
        try opened.nextRequest(
            &session, MemoryStorage(state: state), environment: environment, saveWitness: { _ in })
    }

    mutating func respond(to request: ExchangeRequest, from peer: FuzzKey) throws -> ExchangeResponse {
        let storage = MemoryStorage(state: state)
        // As a node prepares it, before its turn at the store.
        let read = request.read(by: ProtobufChangeCodec(), signedBy: peer.key)
        let response = try opened.respond(
            to: read, from: peer.key.hash, storage, environment: environment, saveWitness: { _ in })
        state = storage.state
        return response
    }

    mutating func take(_ response: ExchangeResponse, _ session: inout ExchangeSession) throws -> ExchangeSession.Step {
        let storage = MemoryStorage(state: state)
        let step = try opened.take(response, &session, storage, environment: environment)
        state = storage.state
        return step
    }

    // MARK: By stick

    mutating func nextRequest(of series: inout RequestSeries) throws -> ExchangeRequest? {
        try opened.nextRequest(
            of: &series, MemoryStorage(state: state), environment: environment, saveWitness: { _ in })
    }

    mutating func take(
        _ response: ExchangeResponse, number: UInt64, of answer: inout AnswerSession
    ) throws -> AnswerSession.Outcome {
        let storage = MemoryStorage(state: state)
        let outcome = try opened.take(
            response, number: number, of: &answer, storage, environment: environment)
        state = storage.state
        return outcome
    }
}

/// Numbers that a name decides, in a box that closures share.
final class FuzzRandomness: Sendable {
    private let start: UInt64
    private let count = Atomic<UInt64>(0)

    init(_ name: String) {
        start = name.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    func next() -> UInt64 {
        var z = start &+ count.wrappingAdd(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
