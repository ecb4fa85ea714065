import Causality
import Replication
import SeedTestKit

/// What a malformed peer says of logs that it cannot sign.
extension County {
    /// Now and then an answer over a bad line comes with later places of the asker's own log, which nobody signed: in
    /// the report, and as a segment.
    func forged(
        _ response: ExchangeResponse, for machine: Machine<Disk>, _ draw: Randomness
    ) throws -> ExchangeResponse {
        guard let head = try ownHead(of: machine, draw) else { return response }
        counts.note("headForged")
        var states = response.scopes.filter { $0.scope != head.scope }
        var vector =
            try response.scopes.first { $0.scope == head.scope }?.vector
            ?? machine.read { engine, store in try engine.vector(of: head.scope, in: store) }
        vector.replace(.init(replica: head.replica, seq: head.seq + UInt64(draw.below(3)), tag: draw.next()))
        states.append(.init(scope: head.scope, vector: vector))
        return ExchangeResponse(
            scopes: states.sorted { $0.scope < $1.scope }, segments: response.segments + [forgery(behind: head, draw)],
            forks: response.forks, receipts: response.receipts, refusals: response.refusals,
            hasMore: response.hasMore, serverTime: response.serverTime)
    }

    /// The same of a server's log, in a request.
    func forged(
        _ request: ExchangeRequest, for server: Machine<Disk>, _ draw: Randomness
    ) throws -> ExchangeRequest {
        guard let head = try ownHead(of: server, draw) else { return request }
        counts.note("headForged")
        return ExchangeRequest(
            scopes: request.scopes, segments: request.segments + [forgery(behind: head, draw)], probes: request.probes,
            responseBytes: request.responseBytes, receiptIssuers: request.receiptIssuers)
    }

    /// The end of one of the logs in which a machine writes.
    private func ownHead(of machine: Machine<Disk>, _ draw: Randomness) throws -> LogPosition? {
        let heads = try machine.read { _, store in
            guard let replica = try store.currentReplica() else { return [LogPosition]() }
            return try store.scopes().compactMap { try store.head(of: LogID(scope: $0, replica: replica)) }
        }
        return heads.isEmpty ? nil : draw.pick(heads)
    }

    /// A change that nobody wrote, under a signature that nobody made.
    private func forgery(behind head: LogPosition, _ draw: Randomness) -> Segment {
        let body = (0..<20).map { _ in UInt8(truncatingIfNeeded: draw.next()) }
        let place = LogPosition(
            log: head.log, seq: head.seq + 1, hash: Hash(of: body))
        let signature = (0..<SignedHead.signatureByteCount).map { _ in UInt8(truncatingIfNeeded: draw.next()) }
        return Segment(
            log: head.log, firstSeq: head.seq + 1, genesis: nil, entries: [LogEntry(body: body)],
            heads: [SignedHead(position: place, signature: signature)])
    }
}
