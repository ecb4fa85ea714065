import Replication

extension Segment {
    /// The segment without its last entry, as a careless carrier would hand it on: what is left behind the last head is
    /// an unsigned tail. Nil where no head is left.
    fileprivate func cut() -> Segment? {
        let end = endSeq - 1
        let heads = heads.filter { $0.position.seq < end }
        guard !heads.isEmpty else { return nil }
        return Segment(
            log: log, firstSeq: firstSeq, genesis: genesis, entries: Array(entries.dropLast()), heads: heads)
    }
}

extension ExchangeRequest {
    func cut() -> ExchangeRequest {
        ExchangeRequest(
            scopes: scopes, segments: segments.dropLast() + segments.suffix(1).compactMap { $0.cut() }, probes: probes,
            responseBytes: responseBytes, receiptIssuers: receiptIssuers)
    }
}

extension ExchangeResponse {
    func cut() -> ExchangeResponse {
        ExchangeResponse(
            scopes: scopes, segments: segments.dropLast() + segments.suffix(1).compactMap { $0.cut() }, forks: forks,
            receipts: receipts, refusals: refusals, hasMore: hasMore, serverTime: serverTime)
    }
}
