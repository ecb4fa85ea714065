import Causality
import Replication
import SeedTestKit
import WireProtocol

/// What happens to one message on the line.
enum LineFault: CaseIterable {
    case none
    /// Lost before the server saw it.
    case requestLost
    /// Lost after the server committed.
    case answerLost
    /// The server sees the request twice.
    case requestTwice
    /// The last signed segment of each message loses its tail.
    case batchCut
    /// An older request of the same sender arrives again, before this one.
    case olderRequestFirst
}

/// The line between a node and its upstream: every message passes through its bytes.
struct SimulatedLine {
    var lastRequests: [String: [UInt8]] = [:]

    /// One exchange session of at most `requests` requests. Returns how it ended, or nil where the line broke.
    mutating func session(
        of node: SimulatedNode, at time: Int64, requests: Int, batchBytes: Int, fault: () -> LineFault
    ) throws -> ExchangeSession.Step? {
        guard let parent = node.parent else { return .complete }
        var session = ExchangeSession(batchBytes: batchBytes)
        for _ in 0..<requests {
            let request = try node.storage.read {
                try session.nextRequest(node.engine, $0, environment: node.environment(at: time))
            }
            let fault = fault()
            if fault == .requestLost { return nil }
            var bytes = WireCodec.encode(fault == .batchCut ? request.cut() : request)
            if fault == .olderRequestFirst, let older = lastRequests[node.name] {
                _ = try answer(older, from: node, at: parent, time)
            }
            lastRequests[node.name] = bytes
            var answered = try answer(bytes, from: node, at: parent, time)
            if fault == .requestTwice { answered = try answer(bytes, from: node, at: parent, time) }
            if fault == .answerLost { return nil }
            bytes = answered
            var response = try WireCodec.decodeResponse(bytes)
            if fault == .batchCut { response = response.cut() }
            let step = try node.write { engine, transaction in
                try session.take(response, &engine, transaction, environment: node.environment(at: time))
            }
            if step != .again { return step }
        }
        return .again
    }

    private func answer(
        _ bytes: [UInt8], from node: SimulatedNode, at parent: SimulatedNode, _ time: Int64
    ) throws -> [UInt8] {
        let request = try WireCodec.decodeRequest(bytes)
        let response = try parent.write { engine, transaction in
            try engine.respond(
                to: request, from: node.signer.key.hash, transaction, environment: parent.environment(at: time))
        }
        return WireCodec.encode(response)
    }
}

extension Segment {
    /// The segment without its last entry, as a careless carrier would hand it on: what is left behind the last head
    /// is an unsigned tail. Nil where no head is left.
    fileprivate func cut() -> Segment? {
        let end = endSeq - 1
        let heads = heads.filter { $0.position.seq < end }
        guard !heads.isEmpty else { return nil }
        return Segment(
            log: log, firstSeq: firstSeq, genesis: genesis, entries: Array(entries.dropLast()), heads: heads)
    }
}

extension ExchangeRequest {
    fileprivate func cut() -> ExchangeRequest {
        let segments = segments.dropLast() + segments.suffix(1).compactMap { $0.cut() }
        return ExchangeRequest(
            scopes: scopes, segments: Array(segments), probes: probes, responseBytes: responseBytes,
            receiptIssuers: receiptIssuers)
    }
}

extension ExchangeResponse {
    fileprivate func cut() -> ExchangeResponse {
        let segments = segments.dropLast() + segments.suffix(1).compactMap { $0.cut() }
        return ExchangeResponse(
            scopes: scopes, segments: Array(segments), forks: forks, receipts: receipts, refusals: refusals,
            hasMore: hasMore, serverTime: serverTime)
    }
}
