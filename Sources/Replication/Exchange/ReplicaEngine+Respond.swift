import Causality

extension ReplicaEngine {
    /// Answers one request of a downstream: takes its segments in, and hands out what it may read and lacks.
    ///
    /// `peer` is the hash of the key that the connection proved. The segments are judged by their own signatures, not
    /// by who carried them; reading is judged by the peer's grants. Needs a writing transaction only where the request
    /// carries segments, so that an idle request costs no fsync.
    public mutating func respond(
        to request: ExchangeRequest, from peer: Hash, _ transaction: some ReplicaTransaction,
        environment: NodeEnvironment
    ) throws -> ExchangeResponse {
        var refusals: [Refusal] = []
        var forks: Set<LogID> = []
        for segment in request.segments {
            switch try receive(segment, transaction) {
            case .stored: break
            case .forked: forks.insert(segment.log)
            case .refused(let reason):
                refusals.append(
                    Refusal(scope: segment.log.scope, replica: segment.log.replica, reason: reason))
            }
        }
        let readable = authority.readableScopes(of: peer)
        var states: [ExchangeResponse.ScopeState] = []
        var segments: [Segment] = []
        var receipts: [Receipt] = []
        var budget = min(max(request.responseBytes, 0), Limits.batchBytes)
        var isCut = false
        for state in request.scopes.sorted(by: { $0.scope < $1.scope }) {
            guard readable.contains(state.scope) else {
                let known = authority.scopes.contains(state.scope)
                refusals.append(Refusal(scope: state.scope, replica: nil, reason: known ? .notReadable : .unknownScope))
                continue
            }
            let vector = try vector(of: state.scope, in: transaction)
            if let receipt = try receipt(for: state, vector: vector, transaction, environment: environment) {
                receipts.append(receipt)
            }
            guard vector.digest.tag != state.digest else { continue }
            states.append(.init(scope: state.scope, vector: vector))
            guard let theirs = state.vector else { continue }
            let outgoing = try outgoing(of: state.scope, to: theirs, budget: &budget, transaction)
            segments += outgoing.segments
            forks.formUnion(outgoing.forks)
            if outgoing.isCut { isCut = true }
        }
        for probe in request.probes where readable.contains(probe.log.scope) {
            guard let head = try transaction.head(of: probe.log) else { continue }
            let first = try forkPoint(of: probe, transaction) + 1
            guard first <= head.seq else { continue }
            guard budget > 0 else {
                isCut = true
                continue
            }
            let branch = try self.segments(of: head, from: first, budget: &budget, transaction)
            segments += branch
            if branch.last.map({ $0.endSeq <= head.seq }) ?? true { isCut = true }
        }
        return ExchangeResponse(
            scopes: states, segments: segments, forks: forks.sorted(), receipts: receipts, refusals: refusals,
            hasMore: isCut, serverTime: environment.now())
    }

    /// The highest place of the asker's branch that is also on the branch here; 0 where none is.
    private func forkPoint(
        of probe: ExchangeRequest.ForkProbe, _ transaction: some ReplicaTransaction
    ) throws -> UInt64 {
        for place in probe.places.sorted(by: { $0.seq > $1.seq })
        where try transaction.hash(of: probe.log, at: place.seq)?.tag == place.tag {
            return place.seq
        }
        return 0
    }

    /// The center's word on what it holds, where the asker has not got it: signed here if this is the center,
    /// otherwise the newest one that came down from it.
    private func receipt(
        for state: ExchangeRequest.ScopeState, vector: VersionVector, _ transaction: some ReplicaTransaction,
        environment: NodeEnvironment
    ) throws -> Receipt? {
        if anchors.key(environment.signer.key.hash) != nil {
            guard vector.digest.tag != state.receiptDigest, !vector.isEmpty else { return nil }
            return try Receipt(signing: vector, of: state.scope, at: environment.now(), with: environment.signer)
        }
        guard let held = try transaction.receipt(of: state.scope), held.vector.digest.tag != state.receiptDigest
        else { return nil }
        return held
    }
}
