public import Causality

/// One transaction on a `MemoryStorage`: works on a copy, which the storage takes over when the transaction succeeds.
public final class MemoryTransaction: ReplicaTransaction {
    var state: MemoryStorage.State

    init(state: MemoryStorage.State) {
        self.state = state
    }

    // MARK: Replicas

    public func currentReplica() -> ReplicaID? { state.current }

    public func latestReplica() -> ReplicaID? { state.minted.last }

    public func setCurrentReplica(_ replica: ReplicaID?) {
        state.current = replica
        if let replica { state.minted.append(replica) }
    }

    public func genesis(of replica: ReplicaID) -> Genesis? { state.genesis[replica] }

    public func insert(_ genesis: Genesis) { state.genesis[genesis.replica] = genesis }

    // MARK: Logs

    public func scopes() -> [ScopeID] { Array(Set(sortedLogs.map(\.scope))).sorted() }

    public func heads(in scope: ScopeID) -> [LogPosition] {
        sortedLogs.filter { $0.scope == scope }.compactMap { head(of: $0) }
    }

    public func head(of log: LogID) -> LogPosition? { state.logs[log]?.last?.position }

    public func hash(of log: LogID, at seq: UInt64) -> Hash? { stored(log, seq)?.position.hash }

    public func changes(of log: LogID, from first: UInt64, byteLimit: Int) -> [StoredChange] {
        guard let all = state.logs[log], first >= 1, first <= UInt64(all.count) else { return [] }
        var bytes = 0
        var run: [StoredChange] = []
        for change in all[Int(first - 1)...] {
            bytes += change.body.count
            if bytes > byteLimit, !run.isEmpty { break }
            run.append(change)
        }
        return run
    }

    public func append(_ change: StoredChange) throws {
        let height = UInt64(state.logs[change.position.log]?.count ?? 0)
        guard change.position.seq == height + 1 else {
            throw StorageCorruption("log \(change.position.log) is at \(height), not before \(change.position.seq)")
        }
        state.logs[change.position.log, default: []].append(change)
        state.places[change.record, default: []].append(.init(log: change.position.log, seq: change.position.seq))
    }

    public func removeBranch(of log: LogID, from first: UInt64) -> [StoredChange] {
        guard let all = state.logs[log], first >= 1, first <= UInt64(all.count) else { return [] }
        let removed = Array(all[Int(first - 1)...])
        let kept = Array(all[..<Int(first - 1)])
        state.logs[log] = kept.isEmpty ? nil : kept
        state.heads[log]?.removeAll { $0.position.seq >= first }
        for change in removed {
            state.places[change.record]?.removeAll { $0.log == log && $0.seq == change.position.seq }
        }
        return removed
    }

    public func insert(_ head: SignedHead) {
        var heads = state.heads[head.position.log] ?? []
        heads.removeAll { $0.position.seq == head.position.seq }
        let place = heads.firstIndex { $0.position.seq > head.position.seq } ?? heads.count
        heads.insert(head, at: place)
        state.heads[head.position.log] = heads
    }

    public func signedHeads(of log: LogID, in range: ClosedRange<UInt64>) -> [SignedHead] {
        (state.heads[log] ?? []).filter { range.contains($0.position.seq) }
    }

    // MARK: Records

    public func state(of record: RecordKey) -> RecordState? { state.records[record] }

    public func setState(_ merged: RecordState?, of record: RecordKey) { state.records[record] = merged }

    public func states(in scope: ScopeID) -> [(key: RecordKey, state: RecordState)] {
        state.sortedRecords.filter { $0.key.scope == scope }
            .sorted { ($0.key.id, $0.key.kind) < ($1.key.id, $1.key.kind) }
    }

    public func changes(touching record: RecordKey) -> [StoredChange] {
        (state.places[record] ?? []).sorted { ($0.log, $0.seq) < ($1.log, $1.seq) }
            .compactMap { stored($0.log, $0.seq) }
    }

    public func isApplied(_ change: ChangeID, to record: RecordKey) -> Bool {
        changes(touching: record).contains { $0.change == change && $0.standing == .applied }
    }

    public func holds(_ change: ChangeID, of record: RecordKey) -> Bool {
        changes(touching: record).contains { $0.change == change }
    }

    // MARK: Standing

    public func setStanding(_ standing: Standing, of log: LogID, at seq: UInt64) {
        guard stored(log, seq) != nil else { return }
        state.logs[log]?[Int(seq - 1)].standing = standing
    }

    public func setRecord(_ record: RecordKey, of log: LogID, at seq: UInt64) {
        guard let old = stored(log, seq) else { return }
        state.places[old.record]?.removeAll { $0.log == log && $0.seq == seq }
        state.logs[log]?[Int(seq - 1)].record = record
        state.places[record, default: []].append(.init(log: log, seq: seq))
    }

    public func changes(standing standings: [Standing]) -> [StoredChange] {
        allChanges.filter { standings.contains($0.standing) }
    }

    public func reissuedChanges() -> [StoredChange] { allChanges.filter { $0.origin != nil } }

    public func logs(signedBy deviceKeyHash: Hash) -> [LogID] {
        sortedLogs.filter { state.genesis[$0.replica]?.deviceKeyHash == deviceKeyHash }
    }

    // MARK: Peers

    public func upstreamReport(of scope: ScopeID) -> UpstreamReport? { state.reports[scope] }

    public func setUpstreamReport(_ report: UpstreamReport, of scope: ScopeID) { state.reports[scope] = report }

    public func receipt(of scope: ScopeID) -> Receipt? { state.receipts[scope] }

    public func setReceipt(_ receipt: Receipt) { state.receipts[receipt.scope] = receipt }

    public func formerReceipts() -> [Receipt] { state.formerReceipts }

    public func keepFormerReceipt(_ receipt: Receipt) {
        removeFormerReceipt(receipt)
        state.formerReceipts.append(receipt)
        state.formerReceipts.sort { ($0.scope, $0.tag) < ($1.scope, $1.tag) }
    }

    public func removeFormerReceipt(_ receipt: Receipt) {
        state.formerReceipts.removeAll { $0.scope == receipt.scope && $0.tag == receipt.tag }
    }

    public func stagedBranch(of log: LogID) -> [Segment] { state.staged[log] ?? [] }

    public func stage(_ segment: Segment) { state.staged[segment.log, default: []].append(segment) }

    public func clearStagedBranch(of log: LogID) { state.staged[log] = nil }

    public func stagedLogs() -> [LogID] { state.staged.keys.sorted() }

    public func localValue(_ key: String) -> [UInt8]? { state.local[key] }

    public func setLocalValue(_ key: String, _ value: [UInt8]?) { state.local[key] = value }

    private var sortedLogs: [LogID] { state.logs.keys.sorted() }

    private var allChanges: [StoredChange] { sortedLogs.flatMap { state.logs[$0] ?? [] } }

    private func stored(_ log: LogID, _ seq: UInt64) -> StoredChange? {
        guard let all = state.logs[log], seq >= 1, seq <= UInt64(all.count) else { return nil }
        return all[Int(seq - 1)]
    }
}
