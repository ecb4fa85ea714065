import Causality

extension ExchangeRequest {
    /// What the asker would ask next if it took `response` in; nil where the response has all.
    ///
    /// It would hold the segments that it was handed, have staged those of the logs that it probes, and have the receipts.
    func continued(after response: ExchangeResponse) -> ExchangeRequest? {
        guard responseBytes > 0, response.hasMore, !response.segments.isEmpty else { return nil }
        let ends = Dictionary(grouping: response.segments.compactMap { $0.heads.last?.position }) { $0.scope }
        let receipts = Dictionary(response.receipts.map { ($0.scope, $0) }) { _, newer in newer }
        let forks = Set(response.forks)
        let scopes = scopes.map { state in
            var vector = state.vector
            for end in ends[state.scope] ?? [] where !forks.contains(end.log) {
                if end.seq > vector?[end.replica]?.seq ?? 0 { vector?.replace(end.vectorEntry) }
            }
            return ScopeState(
                scope: state.scope, digest: state.digest, vector: vector,
                receiptDigest: receipts[state.scope]?.vector.digest.tag ?? state.receiptDigest)
        }
        let probes = probes.map { probe in
            let staged = (ends[probe.log.scope] ?? []).filter { $0.log == probe.log }.max { $0.seq < $1.seq }
            guard let end = staged else { return probe }
            return ForkProbe(log: probe.log, places: [.init(seq: end.seq, tag: end.hash.tag)])
        }
        let issuers = Set(receiptIssuers + response.receipts.map(\.issuer)).sorted()
        return ExchangeRequest(
            scopes: scopes, segments: [], probes: probes, responseBytes: responseBytes,
            receiptIssuers: Array(issuers.prefix(Limits.receiptIssuers)))
    }
}
