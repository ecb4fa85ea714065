import Identity
import PeerTransport
import Replication
import WireProtocol

/// A machine of a village that exchanges with the center over a real line.
final class ServerDevice {
    /// Body sizes of one request and its answer, in bytes.
    struct Traffic {
        let sent: Int
        let received: Int
        /// Head and body of both, inside TLS.
        let onWire: Int
        let openedConnection: Bool
    }

    let replica: ServerReplica
    let client: PeerClient

    /// `state` is the disk of a machine that was cloned.
    init(
        _ pair: DeviceKeyPair, of county: ServerCounty, port: Int, state: MemoryStorage.State = MemoryStorage.State()
    ) throws {
        replica = try ServerReplica(pair: pair, centerKey: county.centerPair.key, state: state)
        client = try county.client(port: port, of: pair)
    }

    /// The same machine with another upstream.
    init(_ device: ServerDevice, of county: ServerCounty, port: Int) throws {
        replica = device.replica
        client = try county.client(port: port, of: device.replica.pair)
    }

    /// One session: requests until both sides stand equal, or nothing moves. Any refusal of the server is thrown.
    @discardableResult
    func sync() async throws -> (step: ExchangeSession.Step, traffic: [Traffic]) {
        var session = ExchangeSession()
        var traffic: [Traffic] = []
        while true {
            let frame = try nextFrame(&session)
            let response = try await client.send(.post("/v1/exchange", frame))
            guard response.status == 200 else { throw try response.refusal() }
            traffic.append(
                Traffic(
                    sent: frame.count, received: response.body.count,
                    onWire: response.requestBytesOnWire + response.responseBytesOnWire,
                    openedConnection: response.timing.openedConnection))
            let answer = try WireCodec.decodeResponse(Frame.decode(response.body))
            let step = try replica.write { engine, transaction in
                try session.take(answer, &engine, transaction, environment: replica.environment)
            }
            if step != .again { return (step, traffic) }
        }
    }

    func nextFrame(_ session: inout ExchangeSession) throws -> [UInt8] {
        let request = try replica.storage.read {
            try session.nextRequest(replica.engine, $0, environment: replica.environment)
        }
        return try Frame.encode(WireCodec.encode(request))
    }

    /// Records visits and answers the request that carries them and nothing from before.
    func frame(ofNewVisits count: Int) throws -> [UInt8] {
        let before = try replica.storage.read { try replica.engine.vector(of: ServerReplica.village, in: $0) }
        try replica.recordVisits(count)
        try replica.storage.write {
            $0.setUpstreamReport(UpstreamReport(vector: before, receivedAt: 0), of: ServerReplica.village)
        }
        var session = ExchangeSession()
        return try nextFrame(&session)
    }
}

extension PeerResponse {
    /// The error body of a refusal; throws where there is none.
    func refusal() throws -> ErrorBody {
        try WireCodec.decodeErrorBody(Frame.decode(body))
    }
}
