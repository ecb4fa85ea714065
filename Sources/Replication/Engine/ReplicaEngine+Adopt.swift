import Causality

extension ReplicaEngine {
    /// Checks a segment of the upstream's branch and puts it behind what is staged of it.
    ///
    /// Answers the number of changes staged, or why not. The branch is not touched until it is whole.
    mutating func stage(
        _ segment: Segment, _ transaction: some ReplicaTransaction
    ) throws -> Result<Int, SegmentFault> {
        guard let genesis = try transaction.genesis(of: segment.log.replica),
            let key = signerKey(genesis.deviceKeyHash)
        else { return .failure(.unknownSigner) }
        guard authority.mayHold(segment.log.scope, ownKey?.hash) || genesis.deviceKeyHash == ownKey?.hash else {
            return .failure(.unknownScope)
        }
        let staged = try transaction.stagedBranch(of: segment.log)
        var start: LogPosition?
        if let last = staged.last, last.endSeq == segment.firstSeq, let head = last.heads.last {
            start = head.position
        } else if segment.firstSeq > 1 {
            guard let hash = try transaction.hash(of: segment.log, at: segment.firstSeq - 1) else {
                return .failure(.gap)
            }
            try transaction.clearStagedBranch(of: segment.log)
            start = LogPosition(log: segment.log, seq: segment.firstSeq - 1, hash: hash)
        } else {
            try transaction.clearStagedBranch(of: segment.log)
        }
        switch VerifiedSegment.verify(segment, after: start, genesis: genesis, key: key, codec: codec) {
        case .failure(let reason):
            // What is staged stays: the probe names its head, so that an upstream which has another branch by now goes
            // on from another place, and that begins anew.
            return .failure(reason)
        case .success(let verified):
            // Signed by the own key, and not what the own log has: another store writes as this replica.
            if try transaction.currentReplica() == segment.log.replica { try transaction.setCurrentReplica(nil) }
            try transaction.stage(
                Segment(
                    log: segment.log, firstSeq: segment.firstSeq, genesis: nil,
                    entries: verified.places.map(\.entry), heads: verified.heads))
            return .success(verified.places.count)
        }
    }

    /// Replaces a forked log by the upstream's branch and re-issues, in this node's own log, every orphaned body that
    /// no log here holds.
    ///
    /// Change ids stay the same, so nothing that superseded them changes meaning, and the set of change ids held here
    /// never shrinks. To be called when the whole branch is staged and nothing else is missing from the upstream: a
    /// body that another log brings need not be issued again. Answers how many were re-issued.
    mutating func adoptStagedBranch(
        of log: LogID, _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Int {
        let staged = try transaction.stagedBranch(of: log)
        guard let first = staged.first, let genesis = try transaction.genesis(of: log.replica) else { return 0 }
        var start: LogPosition?
        if first.firstSeq > 1 {
            guard let hash = try transaction.hash(of: log, at: first.firstSeq - 1) else {
                // The branch under it was replaced since: download again.
                try transaction.clearStagedBranch(of: log)
                return 0
            }
            start = LogPosition(log: log, seq: first.firstSeq - 1, hash: hash)
        }
        // That the own replica is retired, if this is its log, was done when the first of the branch was staged.
        var chain = LogChain(log: log, after: start, genesis: genesis)
        var places: [VerifiedSegment.Place] = []
        for entry in staged.flatMap(\.entries) {
            let (position, bodyHash) = chain.next(entry)
            places.append(.init(entry: entry, position: position, bodyHash: bodyHash))
        }
        let differing = try places.firstIndex { try transaction.hash(of: log, at: $0.position.seq) != $0.position.hash }
        guard let differing else {
            try transaction.clearStagedBranch(of: log)
            return 0
        }
        let branch = places[differing...]
        let from = branch[differing].position.seq
        let orphans = try orphanedEntries(of: log, from: from, genesis: genesis, transaction)
        let removed = try transaction.removeBranch(of: log, from: from)
        var touched = Set(removed.map(\.record))
        for place in branch {
            let stored = try store(
                place.entry, at: place.position, bodyHash: place.bodyHash, signer: genesis.deviceKeyHash, transaction)
            touched.insert(stored.record)
        }
        for head in staged.flatMap(\.heads) where head.position.seq >= from { try transaction.insert(head) }
        try transaction.clearStagedBranch(of: log)

        let reissued = try reissue(
            zip(removed, orphans), in: log.scope, transaction, environment: environment)
        for record in touched.sorted() { try rebuild(record, transaction) }
        try logGrew(log, signer: genesis.deviceKeyHash, transaction)
        return reissued
    }

    /// Takes away a branch whose other one the upstream has and this node may not read, above the place that both have,
    /// and re-issues what no other log here holds.
    ///
    /// What is left ends on a signed head, so that it stays a log that can be handed on. Answers how many were re-issued.
    mutating func leaveBranch(
        of log: LogID, above common: VersionVector.Entry?, _ transaction: some ReplicaTransaction,
        environment: NodeEnvironment
    ) throws -> Int {
        guard let genesis = try transaction.genesis(of: log.replica), let head = try transaction.head(of: log) else {
            return 0
        }
        var from: UInt64 = 1
        if let common, common.seq >= 1, common.seq <= head.seq,
            try transaction.hash(of: log, at: common.seq)?.tag == common.tag,
            let last = try transaction.signedHeads(of: log, in: 1...common.seq).last
        {
            from = last.position.seq + 1
        }
        let orphans = try orphanedEntries(of: log, from: from, genesis: genesis, transaction)
        let removed = try transaction.removeBranch(of: log, from: from)
        try transaction.clearStagedBranch(of: log)
        let reissued = try reissue(
            zip(removed, orphans), in: log.scope, transaction, environment: environment)
        for record in Set(removed.map(\.record)).sorted() { try rebuild(record, transaction) }
        try logGrew(log, signer: genesis.deviceKeyHash, transaction)
        return reissued
    }

    /// Re-issues, in this node's own log, those of the changes taken away that no log here holds; answers how many.
    private mutating func reissue(
        _ orphans: Zip2Sequence<[StoredChange], [LogEntry]>, in scope: ScopeID,
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Int {
        var homeless: [LogEntry] = []
        for (stored, entry) in orphans where try !transaction.holds(stored.change, of: stored.record) {
            homeless.append(entry)
        }
        guard !homeless.isEmpty else { return 0 }
        return try appendOwn(homeless, in: scope, transaction, environment: environment).count
    }

    /// The changes from `first` on as entries that carry the evidence of their first issue.
    private func orphanedEntries(
        of log: LogID, from first: UInt64, genesis: Genesis, _ transaction: some ReplicaTransaction
    ) throws -> [LogEntry] {
        guard let head = try transaction.head(of: log), head.seq >= first else { return [] }
        let heads = try transaction.signedHeads(of: log, in: first...head.seq)
        var headers: [ChangeHeader] = []
        var entries: [LogEntry] = []
        var previous = first > 1 ? try transaction.hash(of: log, at: first - 1) : genesis.chainStart(in: log.scope)
        var next = first
        while next <= head.seq {
            let run = try transaction.changes(of: log, from: next, byteLimit: Limits.batchBytes)
            guard !run.isEmpty else { throw StorageCorruption("log \(log) is shorter than its head") }
            for stored in run {
                guard let before = previous else { throw StorageCorruption("log \(log) has a gap") }
                headers.append(
                    ChangeHeader(
                        scope: log.scope, replica: log.replica, seq: stored.position.seq,
                        bodyHash: Hash(of: stored.body), previous: before))
                entries.append(stored.entry)
                previous = stored.position.hash
            }
            next += UInt64(run.count)
        }
        return try entries.enumerated().map { index, entry in
            if entry.origin != nil { return entry }
            let seq = first + UInt64(index)
            guard let signed = heads.first(where: { $0.position.seq >= seq }) else {
                throw StorageCorruption("log \(log) has no signed head")
            }
            let end = Int(signed.position.seq - first)
            return LogEntry(
                body: entry.body,
                origin: Origin(genesis: genesis, headers: Array(headers[index...end]), head: signed))
        }
    }
}
