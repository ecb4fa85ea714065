import Causality
import Replication
import SeedTestKit
import WireProtocol

/// How an exchange session went.
struct SessionResult {
    var session: ExchangeSession
    /// Nil where the line broke or the requests allowed were used up.
    var step: ExchangeSession.Step?
    /// What each request allowed, and what it and its response took, evidence and heads included.
    var budgets: [Int] = []
    var requestBytes: [Int] = []
    var responseBytes: [Int] = []

    var requests: Int { session.tally.requests }
}

extension EngineNode {
    /// Syncs with an upstream through the bytes of the wire until the session ends, or `requests` are used up.
    ///
    /// `meeting` is whose certificate the line shows. `carry` and `tamper` may change what arrives on either side, as a careless or hostile carrier would.
    @discardableResult
    func sync(
        with upstream: EngineNode, batchBytes: Int = Limits.firstBatchBytes, requests: Int = 500,
        carry: (ExchangeRequest) -> ExchangeRequest = { $0 },
        tamper: (ExchangeResponse) -> ExchangeResponse = { $0 }, meeting: EngineNode? = nil
    ) throws -> SessionResult {
        var result = SessionResult(session: ExchangeSession(batchBytes: batchBytes))
        for _ in 0..<requests {
            result.budgets.append(result.session.nextBatchBytes)
            let request = try read { try result.session.nextRequest(engine, $0, environment: environment) }
            result.requestBytes.append(request.segments.reduce(0) { $0 + $1.byteCount })
            let response = tamper(try upstream.answer(carry(request), from: self))
            result.responseBytes.append(response.segments.reduce(0) { $0 + $1.byteCount })
            if let meeting { result.session.meet(meeting.signer.key.hash) }
            let step = try write { try result.session.take(response, &$0, $1, environment: environment) }
            if step != .again {
                result.step = step
                break
            }
        }
        return result
    }

    /// Answers one request of a machine, there and back through the bytes of the wire.
    func answer(_ request: ExchangeRequest, from peer: EngineNode) throws -> ExchangeResponse {
        let received = try WireCodec.decodeRequest(WireCodec.encode(request))
        let response = try write {
            try $0.respond(to: received, from: peer.signer.key.hash, $1, environment: environment)
        }
        return try WireCodec.decodeResponse(WireCodec.encode(response))
    }

    /// What this node hands to `reader`, which holds nothing, of one scope.
    func handOut(_ scope: ScopeID, to reader: EngineNode) throws -> [Segment] {
        let state = ExchangeRequest.ScopeState(scope: scope, digest: 0, vector: VersionVector(), receiptDigest: 0)
        return try answer(
            ExchangeRequest(
                scopes: [state], segments: [], probes: [], responseBytes: Limits.batchBytes, receiptIssuers: []),
            from: reader
        ).segments
    }
}

extension Segment {
    /// The segment with other parts in place of its own.
    func with(
        firstSeq: UInt64? = nil, genesis: Genesis?? = nil, entries: [LogEntry]? = nil, heads: [SignedHead]? = nil,
        log: LogID? = nil
    ) -> Segment {
        Segment(
            log: log ?? self.log, firstSeq: firstSeq ?? self.firstSeq, genesis: genesis ?? self.genesis,
            entries: entries ?? self.entries, heads: heads ?? self.heads)
    }
}

extension ExchangeResponse {
    /// The response with other parts in place of its own.
    func with(
        segments: [Segment]? = nil, receipts: [Receipt]? = nil, refusals: [Refusal]? = nil
    ) -> ExchangeResponse {
        ExchangeResponse(
            scopes: scopes, segments: segments ?? self.segments, forks: forks, receipts: receipts ?? self.receipts,
            refusals: refusals ?? self.refusals, hasMore: hasMore, serverTime: serverTime)
    }
}
