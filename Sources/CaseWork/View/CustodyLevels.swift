import Causality
import ReplicaStore
import Replication

/// How far each log of one scope has come, read once for a page that shows many changes.
///
/// The same answer as `ReplicaEngine.custody(of:isCenter:_:)`, without asking the store again for every change.
struct CustodyLevels {
    let scope: ScopeID
    private let isCenter: Bool
    /// Looked up by replica; never iterated.
    private var heights: [ReplicaID: (upstream: UInt64, county: UInt64)] = [:]

    init(of scope: ScopeID, isCenter: Bool, _ transaction: some ReplicaTransaction) throws {
        self.scope = scope
        self.isCenter = isCenter
        guard !isCenter else { return }
        let report = try transaction.upstreamReport(of: scope)?.vector
        let receipt = try transaction.receipt(of: scope)?.vector
        guard report != nil || receipt != nil else { return }
        for head in try transaction.heads(in: scope) {
            func height(_ vector: VersionVector?) throws -> UInt64 {
                guard let entry = vector?[head.replica], entry.seq <= head.seq,
                    try transaction.hash(of: head.log, at: entry.seq)?.tag == entry.tag
                else { return 0 }
                return entry.seq
            }
            heights[head.replica] = (try height(report), try height(receipt))
        }
    }

    func custody(of replica: ReplicaID, at seq: UInt64) -> Custody {
        if isCenter { return .county }
        guard let height = heights[replica] else { return .here }
        if seq <= height.county { return .county }
        return seq <= height.upstream ? .upstream : .here
    }

    /// The least of a record's changes; of several copies of one change the one that came furthest counts.
    func custody(of copies: [ChangeCopy]) -> Custody {
        if copies.count == 1 { return custody(of: copies[0].replica, at: copies[0].seq) }
        var best: [ChangeID: Custody] = [:]
        for copy in copies {
            best[copy.change] = max(best[copy.change] ?? .here, custody(of: copy.replica, at: copy.seq))
        }
        return best.values.min() ?? .here
    }
}
