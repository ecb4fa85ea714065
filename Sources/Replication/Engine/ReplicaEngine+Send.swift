import Causality

/// What one side would send to the other about one scope.
struct Outgoing {
    var segments: [Segment] = []
    /// Logs whose branch here is not the peer's.
    var forks: [LogID] = []
    /// Whether the byte budget cut it off.
    var isCut = false
}

extension ReplicaEngine {
    /// Collects what a holder of `vector` lacks of the scope, within `budget` bytes of bodies; takes what it uses off
    /// the budget.
    ///
    /// Any replica's changes are sent, not only one's own: that is how a restored hub is refilled. Each log is cut at a
    /// signed head, and at least one signed run is sent while any budget is left. With `signer`, only logs that this
    /// key signed.
    func outgoing(
        of scope: ScopeID, to vector: VersionVector, signedBy signer: Hash? = nil, budget: inout Int,
        _ transaction: some ReplicaTransaction
    ) throws -> Outgoing {
        var outgoing = Outgoing()
        for head in try transaction.heads(in: scope) {
            if let signer, try transaction.genesis(of: head.replica)?.deviceKeyHash != signer { continue }
            let entry = vector[head.replica]
            var next: UInt64 = 1
            if let entry {
                guard entry.seq <= head.seq else { continue }
                guard try transaction.hash(of: head.log, at: entry.seq)?.tag == entry.tag else {
                    outgoing.forks.append(head.log)
                    continue
                }
                if entry.seq == head.seq { continue }
                next = entry.seq + 1
            }
            guard budget > 0 else {
                outgoing.isCut = true
                continue
            }
            let segments = try self.segments(of: head, from: next, budget: &budget, transaction)
            outgoing.segments += segments
            if segments.last.map({ $0.endSeq <= head.seq }) ?? true { outgoing.isCut = true }
        }
        return outgoing
    }

    /// The log from `first` on, as one segment that ends on a signed head, within the budget if one unit allows.
    func segments(
        of head: LogPosition, from first: UInt64, budget: inout Int, _ transaction: some ReplicaTransaction
    ) throws -> [Segment] {
        let heads = try transaction.signedHeads(of: head.log, in: first...head.seq)
        guard let firstHead = heads.first else { throw StorageCorruption("log \(head.log) has no signed head") }
        var changes = try transaction.changes(of: head.log, from: first, byteLimit: budget)
        while let last = changes.last, last.position.seq < firstHead.position.seq {
            changes += try transaction.changes(
                of: head.log, from: last.position.seq + 1, byteLimit: Limits.bytesPerSignedHead)
        }
        let reached = reach(of: changes, within: budget)
        guard let last = changes.last?.position.seq, last >= firstHead.position.seq else {
            throw StorageCorruption("log \(head.log) is shorter than its head")
        }
        let end = heads.last { $0.position.seq <= reached } ?? firstHead
        changes.removeAll { $0.position.seq > end.position.seq }
        let segment = Segment(
            log: head.log, firstSeq: first,
            genesis: first == 1 ? try transaction.genesis(of: head.replica) : nil,
            entries: changes.map(\.entry), heads: sparse(heads, for: changes))
        budget -= segment.byteCount
        return [segment]
    }

    /// The seq of the last change that fits in the budget with the evidence of all before it; 0 where none does.
    private func reach(of changes: [StoredChange], within budget: Int) -> UInt64 {
        var bytes = 0
        var reached: UInt64 = 0
        for change in changes {
            bytes += change.entry.byteCount
            if bytes > budget { break }
            reached = change.position.seq
        }
        return reached
    }

    /// The heads that are worth sending: one for each 16 KiB, and the last.
    private func sparse(_ heads: [SignedHead], for changes: [StoredChange]) -> [SignedHead] {
        guard let last = changes.last else { return [] }
        var sparse: [SignedHead] = []
        var bytes = 0
        var index = heads.startIndex
        for change in changes {
            bytes += change.entry.byteCount
            while index < heads.endIndex, heads[index].position.seq < change.position.seq { index += 1 }
            guard index < heads.endIndex, heads[index].position == change.position else { continue }
            if change.position == last.position || bytes >= Limits.bytesPerSignedHead {
                sparse.append(heads[index])
                bytes = 0
            }
        }
        return sparse
    }
}
