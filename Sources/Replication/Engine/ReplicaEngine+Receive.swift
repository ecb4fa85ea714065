import Causality

/// What became of one segment.
public enum SegmentOutcome: Hashable, Sendable {
    /// So many new changes are in the log now; 0 where all were held already.
    case stored(Int)
    /// The log here has another branch from this seq on.
    case forked(at: UInt64)
    /// Nothing of it was stored.
    case refused(Refusal.Reason)
}

extension ReplicaEngine {
    /// Takes a segment in: verifies origin, chain and head, stores what is new, judges and merges it.
    ///
    /// Whoever carried it does not matter: the signature does. Nothing beyond the last verified head is stored. Where a
    /// segment brings changes of the replica that writes here, somebody knows a later head of mine: the store was put
    /// back or cloned, and the replica retires before the next write.
    public mutating func receive(
        _ segment: Segment, _ transaction: some ReplicaTransaction
    ) throws -> SegmentOutcome {
        // Who was put back to before its first directory, and may read none now, is brought its own logs all the same.
        // What only named readers may have is not stored without their grant, whoever brings it (I37).
        guard try authority.mayHold(segment.log.scope, ownKey?.hash) || isOwn(segment, transaction) else {
            return .refused(.unknownScope)
        }
        let verified: VerifiedSegment
        switch try verify(segment, transaction) {
        case .failure(let reason): return .refused(reason)
        case .success(let segment): verified = segment
        }
        let log = segment.log
        let heldSeq = try transaction.head(of: log)?.seq ?? 0
        for place in verified.places.prefix(while: { $0.position.seq <= heldSeq }) {
            guard try transaction.hash(of: log, at: place.position.seq) == place.position.hash else {
                return .forked(at: place.position.seq)
            }
        }
        let heldCount = heldSeq < segment.firstSeq ? 0 : heldSeq - segment.firstSeq + 1
        let new = verified.places.dropFirst(Int(min(heldCount, UInt64(verified.places.count))))
        guard !new.isEmpty else { return .stored(0) }
        try transaction.insert(verified.genesis)
        for place in new {
            _ = try store(
                place.entry, at: place.position, bodyHash: place.bodyHash, signer: verified.genesis.deviceKeyHash,
                transaction)
        }
        for head in verified.heads where head.position.seq > heldSeq { try transaction.insert(head) }
        try retireWhereProvenForked(new.compactMap(\.entry.origin), transaction)
        try logGrew(log, signer: verified.genesis.deviceKeyHash, transaction)
        return .stored(new.count)
    }

    /// Whether the genesis, held here or sent along, names the key of this machine.
    private func isOwn(_ segment: Segment, _ transaction: some ReplicaTransaction) throws -> Bool {
        let genesis = try transaction.genesis(of: segment.log.replica) ?? segment.genesis
        return genesis != nil && genesis?.deviceKeyHash == ownKey?.hash
    }

    /// Retires the replica that writes here where the evidence of a re-issued change has a head of it, signed by this
    /// machine's key, that the log here does not contain: another store writes as the same replica.
    private func retireWhereProvenForked(_ origins: [Origin], _ transaction: some ReplicaTransaction) throws {
        guard let current = try transaction.currentReplica(), let ownKey else { return }
        for head in origins.map(\.head) where head.position.replica == current && head.isValid(for: ownKey) {
            if try transaction.hash(of: head.position.log, at: head.position.seq) == head.position.hash { continue }
            return try transaction.setCurrentReplica(nil)
        }
    }

    /// What follows whenever a log got changes from elsewhere.
    mutating func logGrew(_ log: LogID, signer: Hash, _ transaction: some ReplicaTransaction) throws {
        if try transaction.currentReplica() == log.replica { try transaction.setCurrentReplica(nil) }
        if log.scope == .directory { try directoryDidChange(transaction) }
        // A log that reaches the place where its signer's grant ended may turn out to be another branch.
        if let end = authority.device(signer)?.end, end.contains(where: { $0.log == log }) {
            try judgeAgain(log, transaction)
        }
    }

    private func verify(
        _ segment: Segment, _ transaction: some ReplicaTransaction
    ) throws -> Result<VerifiedSegment, SegmentFault> {
        guard segment.firstSeq > 0, !segment.entries.isEmpty,
            segment.entries.allSatisfy({ $0.body.count <= Limits.bodyBytes })
        else { return .failure(.tooLarge) }
        let genesis: Genesis
        if let held = try transaction.genesis(of: segment.log.replica) {
            genesis = held
        } else if let sent = segment.genesis {
            guard sent.replica == segment.log.replica else { return .failure(.badGenesis) }
            genesis = sent
        } else {
            return .failure(.gap)
        }
        guard let key = signerKey(genesis.deviceKeyHash) else { return .failure(.unknownSigner) }
        var start: LogPosition?
        if segment.firstSeq > 1 {
            guard let hash = try transaction.hash(of: segment.log, at: segment.firstSeq - 1) else {
                return .failure(.gap)
            }
            start = LogPosition(log: segment.log, seq: segment.firstSeq - 1, hash: hash)
        }
        return VerifiedSegment.verify(segment, after: start, genesis: genesis, key: key, codec: codec)
    }

    /// Judges every change of a log again and rebuilds what stands differently.
    func judgeAgain(_ log: LogID, _ transaction: some ReplicaTransaction) throws {
        for record in try judgeAll(of: log, transaction).sorted() { try rebuild(record, transaction) }
    }
}

extension Refusal.Reason: Error {}
typealias SegmentFault = Refusal.Reason
