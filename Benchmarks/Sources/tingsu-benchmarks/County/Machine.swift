import CaseFile
import CaseStore
import Replication
import WireProtocol

typealias Engine = ReplicaEngine<ProtobufChangeCodec>

/// One node of the measured county: the program's engine over one of its stores.
final class Machine<Storage: ReplicaStorage> {
    let signer: MachineKey
    let storage: Storage
    private(set) var engine: Engine
    /// Milliseconds since 1970; the measured county has no other clock.
    var time: Int64
    private var stream: LabelledStream

    init(name: String, signer: MachineKey, storage: Storage, engine: Engine, time: Int64) {
        self.signer = signer
        self.storage = storage
        self.engine = engine
        self.time = time
        stream = LabelledStream(name)
    }

    /// Opens an engine on the storage.
    convenience init(name: String, signer: MachineKey, storage: Storage, anchors: TrustAnchors, time: Int64) throws {
        let engine = try storage.read {
            try Engine(
                codec: ProtobufChangeCodec(), understoodKinds: Set(Catalog.current.kinds.map(\.kind)),
                anchors: anchors, ownKey: signer.key, opening: $0)
        }
        self.init(name: name, signer: signer, storage: storage, engine: engine, time: time)
    }

    var environment: NodeEnvironment {
        NodeEnvironment(signer: signer, now: { self.time }, random: { self.stream.next() })
    }

    func write<Result>(_ body: (inout Engine, Storage.Transaction) throws -> Result) throws -> Result {
        var changed = engine
        let result = try storage.write { try body(&changed, $0) }
        engine = changed
        return result
    }

    func save(_ drafts: [ChangeDraft], in scope: ScopeID) throws -> [StoredChange] {
        try write { try $0.save(drafts, in: scope, $1, environment: environment) }
    }

    // MARK: The two sides of an exchange, with the bytes that the peers send

    func nextRequest(_ session: inout ExchangeSession) throws -> [UInt8] {
        let request = try storage.read { try session.nextRequest(engine, $0, environment: environment) }
        return try Frame.encode(WireCodec.encode(request))
    }

    func take(_ response: [UInt8], _ session: inout ExchangeSession) throws -> ExchangeSession.Step {
        let response = try WireCodec.decodeResponse(try Frame.decode(response))
        return try write { try session.take(response, &$0, $1, environment: environment) }
    }

    /// From received bytes to the bytes of the answer.
    func respond(to request: [UInt8], from peer: DeviceKey) throws -> [UInt8] {
        try Frame.encode(WireCodec.encode(takeIn(Machine.unpack(request, from: peer), from: peer)))
    }

    /// What the server does on its network threads, before the store is asked.
    static func unpack(_ request: [UInt8], from peer: DeviceKey? = nil) throws -> ExchangeRequest {
        try WireCodec.decodeRequest(try Frame.decode(request)).read(by: ProtobufChangeCodec(), signedBy: peer)
    }

    /// From a request to a durable commit, with the answer not yet packed. A request that brings nothing only reads.
    func takeIn(_ request: ExchangeRequest, from peer: DeviceKey) throws -> ExchangeResponse {
        guard request.segments.isEmpty else {
            return try write { try $0.respond(to: request, from: peer.hash, $1, environment: environment) }
        }
        var reading = engine
        return try storage.read { try reading.respond(to: request, from: peer.hash, $0, environment: environment) }
    }

    /// Runs a session with `upstream` to its end and answers the frames that passed.
    func exchange(
        with upstream: Machine<some ReplicaStorage>, _ session: ExchangeSession = ExchangeSession()
    ) throws -> [(request: [UInt8], response: [UInt8])] {
        var session = session
        var frames: [(request: [UInt8], response: [UInt8])] = []
        while true {
            let request = try nextRequest(&session)
            let response = try upstream.respond(to: request, from: signer.key)
            frames.append((request, response))
            switch try take(response, &session) {
            case .complete: return frames
            case .stalled: throw CountyError.stalled(requests: frames.count)
            case .again: break
            }
        }
    }
}

enum CountyError: Error, CustomStringConvertible {
    case stalled(requests: Int)
    case notOneRequest(device: String, requests: Int)

    var description: String {
        switch self {
        case .stalled(let requests): "a session stalled after \(requests) requests"
        case .notOneRequest(let device, let requests): "the day of \(device) took \(requests) requests"
        }
    }
}
