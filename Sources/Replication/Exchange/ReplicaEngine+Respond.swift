import Causality

extension ReplicaEngine {
    /// Answers one request of a downstream: takes its segments in, and hands out what it may read and lacks.
    ///
    /// `peer` is the hash of the key that the connection proved. The segments are judged by their own signatures, not
    /// by who carried them; reading is judged by the peer's grants. Needs a writing transaction only where the request
    /// carries segments, so that an idle request costs no fsync, and at a center where no replica may write: its
    /// receipts name one, so it is minted first.
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
        let wanted = try takeFormerReceipts(of: request, from: peer, transaction, environment: environment)
        var answer = Answer(budget: min(max(request.responseBytes, 0), Limits.batchBytes))
        answer.forks = forks
        answer.refusals = refusals
        answer.issuersHeard = Set(request.receiptIssuers)
        for probe in request.probes { answer.probes[probe.log] = probe }
        answer.issuer = try receiptIssuer(knowing: request.receiptIssuers, transaction, environment: environment)
        let readable = authority.readableScopes(of: peer)
        for state in request.scopes.sorted(by: { $0.scope < $1.scope }) {
            guard authority.mayHold(state.scope, ownKey?.hash) else {
                answer.refusals.append(Refusal(scope: state.scope, replica: nil, reason: .unknownScope))
                continue
            }
            let reads = readable.contains(state.scope)
            if !reads { answer.refusals.append(Refusal(scope: state.scope, replica: nil, reason: .notReadable)) }
            try self.answer(state, reads ? nil : peer, &answer, transaction, environment: environment)
        }
        for probe in request.probes where authority.mayHold(probe.log.scope, ownKey?.hash) {
            if !readable.contains(probe.log.scope), try !isSigned(probe.log, by: peer, transaction) { continue }
            guard let head = try transaction.head(of: probe.log) else { continue }
            let first = try forkPoint(of: probe, transaction) + 1
            guard first <= head.seq else { continue }
            guard answer.budget > 0 else {
                answer.isCut = true
                continue
            }
            let branch = try segments(of: head, from: first, budget: &answer.budget, transaction)
            answer.segments += branch
            if branch.last.map({ $0.endSeq <= head.seq }) ?? true { answer.isCut = true }
        }
        var response = ExchangeResponse(
            scopes: answer.states, segments: answer.segments, forks: answer.forks.sorted(),
            receipts: answer.receipts, refusals: answer.refusals, hasMore: answer.isCut,
            serverTime: environment.now())
        response.formerReceiptsWanted = wanted
        return response
    }

    /// Keeps the receipts of before a restore that the asker shows, and answers which others it should show: those that
    /// are new here. Of who may read nothing they are not asked for; it gets no newer ones either, that could cover them.
    ///
    /// Those that were shown and say nothing that is missing are noted by tag: whoever goes on holding them, because it
    /// passes over the receipt that covers them, would be asked for them at each sync.
    private func takeFormerReceipts(
        of request: ExchangeRequest, from peer: Hash, _ transaction: some ReplicaTransaction,
        environment: NodeEnvironment
    ) throws -> [UInt64] {
        let isCenter = anchors.key(environment.signer.key.hash) != nil
        let genuine = request.formerReceipts.filter { authority.mayHold($0.scope, ownKey?.hash) && isGenuine($0) }
        for receipt in genuine { try keepFormer(receipt, transaction, isCenter: isCenter) }
        if !genuine.isEmpty { try forgetCoveredReceipts(transaction, isCenter: isCenter) }
        guard !request.formerReceiptTags.isEmpty, !authority.readableScopes(of: peer).isEmpty else { return [] }
        let known = try transaction.formerReceipts().map(\.tag)
        guard known.count < Limits.formerReceipts else { return [] }
        let shown = request.formerReceipts.map(\.tag)
        var seen = try SeenReceipts(transaction)
        // A tag is of what is signed, and a forged signature must not stand for the true one.
        if seen.note(genuine.map(\.tag).filter { !known.contains($0) }) { try seen.save(transaction) }
        let new = request.formerReceiptTags.filter { !known.contains($0) && !seen.contains($0) && !shown.contains($0) }
        return Array(new.prefix(Limits.formerReceiptsShown))
    }

    /// What has been put together for the asker so far.
    private struct Answer {
        var states: [ExchangeResponse.ScopeState] = []
        var segments: [Segment] = []
        var forks: Set<LogID> = []
        var receipts: [Receipt] = []
        var refusals: [Refusal] = []
        /// What the asker probes for.
        var probes: [LogID: ExchangeRequest.ForkProbe] = [:]
        /// Who signs receipts here, and who did before; nil where this is not the center.
        var issuer: (replica: ReplicaID, past: [ReplicaID])?
        /// Whose receipts the asker holds.
        var issuersHeard: Set<ReplicaID> = []
        var budget: Int
        var isCut = false
    }

    /// Answers about one scope. `stranger` is the key of an asker without a grant to read it, whose grant has ended
    /// perhaps: it learns how far its deliveries have come, and gets back only what its own key signed, so that late
    /// honest data can still come in whole.
    private func answer(
        _ state: ExchangeRequest.ScopeState, _ stranger: Hash?, _ answer: inout Answer,
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws {
        var vector = try vector(of: state.scope, in: transaction)
        if stranger == nil,
            let receipt = try receipt(
                for: state, vector: vector, answer, transaction, environment: environment)
        {
            answer.receipts.append(receipt)
        }
        guard vector.digest.tag != state.digest else { return }
        if let stranger {
            guard let theirs = state.vector else {
                // An empty vector asks for theirs: without it there is nothing that a stranger may be told.
                answer.states.append(.init(scope: state.scope, vector: VersionVector()))
                return
            }
            vector = try reduced(vector, to: theirs, of: state.scope, for: stranger, &answer, transaction)
        }
        answer.states.append(.init(scope: state.scope, vector: vector))
        guard let theirs = state.vector else { return }
        let outgoing = try outgoing(
            of: state.scope, to: theirs, signedBy: stranger, budget: &answer.budget, transaction)
        answer.segments += outgoing.segments
        answer.forks.formUnion(outgoing.forks)
        if outgoing.isCut { answer.isCut = true }
    }

    /// The vector as a stranger may see it: of logs that it signed, all; of other logs that it delivers, how far they
    /// have come, and never beyond what it has itself.
    ///
    /// Of a log with another branch here it may learn only that, and up to where both are the same, as its probe shows:
    /// the rest of its own branch it has to issue again.
    private func reduced(
        _ vector: VersionVector, to theirs: VersionVector, of scope: ScopeID, for stranger: Hash,
        _ answer: inout Answer, _ transaction: some ReplicaTransaction
    ) throws -> VersionVector {
        var visible = VersionVector()
        for entry in vector.entries {
            let log = LogID(scope: scope, replica: entry.replica)
            if try isSigned(log, by: stranger, transaction) {
                visible.replace(entry)
            } else if let their = theirs[entry.replica] {
                if try transaction.hash(of: log, at: their.seq)?.tag == their.tag {
                    visible.replace(their)
                } else if let probe = answer.probes[log] {
                    answer.refusals.append(Refusal(scope: scope, replica: entry.replica, reason: .notReadable))
                    let common = try forkPoint(of: probe, transaction)
                    if common > 0, let hash = try transaction.hash(of: log, at: common) {
                        visible.replace(.init(replica: entry.replica, seq: common, tag: hash.tag))
                    }
                } else if their.seq > entry.seq {
                    visible.replace(entry)
                } else {
                    answer.refusals.append(Refusal(scope: scope, replica: entry.replica, reason: .notReadable))
                }
            }
        }
        return visible
    }

    private func isSigned(
        _ log: LogID, by key: Hash, _ transaction: some ReplicaTransaction
    ) throws -> Bool {
        try transaction.genesis(of: log.replica)?.deviceKeyHash == key
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
    ///
    /// The same vector by an issuer that the asker has not heard of is news too: a center was put back to exactly what
    /// the asker has a receipt of, and only the new issuer tells the older receipts of others apart.
    private func receipt(
        for state: ExchangeRequest.ScopeState, vector: VersionVector, _ answer: Answer,
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Receipt? {
        func isNews(_ vector: VersionVector, by issuer: ReplicaID) -> Bool {
            vector.digest.tag != state.receiptDigest || !answer.issuersHeard.contains(issuer)
        }
        if let issuer = answer.issuer {
            guard !vector.isEmpty, isNews(vector, by: issuer.replica) else { return nil }
            return try Receipt(
                signing: vector, of: state.scope, at: environment.now(), by: issuer.replica, after: issuer.past,
                with: environment.signer)
        }
        guard let held = try transaction.receipt(of: state.scope), isNews(held.vector, by: held.issuer) else {
            return nil
        }
        return held
    }

    /// The replica that writes at this center, and those that it knows to have written before: its own line, and what
    /// the asker was told by one of them. That word need not be true to be right: whatever was named before this moment
    /// is past, unless it is this very replica.
    private func receiptIssuer(
        knowing told: [ReplicaID], _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> (replica: ReplicaID, past: [ReplicaID])? {
        guard anchors.key(environment.signer.key.hash) != nil else { return nil }
        let genesis = try currentGenesis(transaction, environment: environment)
        var past = Set(told.prefix(Limits.receiptIssuers))
        past.remove(genesis.replica)
        var previous = genesis.previous
        while let replica = previous, past.count < Limits.pastIssuers {
            past.insert(replica)
            previous = try transaction.genesis(of: replica)?.previous
        }
        return (genesis.replica, past.sorted())
    }
}
