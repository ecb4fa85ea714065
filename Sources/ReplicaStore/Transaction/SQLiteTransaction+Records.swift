public import Causality
public import Replication

extension SQLiteTransaction {
    public func state(of record: RecordKey) throws -> [UInt8]? {
        try statement(.state).first(record) { $0.bytes(0) }
    }

    public func setState(_ state: [UInt8]?, of record: RecordKey) throws {
        if let state {
            try statement(.setState).run(record, state)
        } else {
            try statement(.removeState).run(record)
        }
        session.projections?.touch(record, state)
    }

    public func states(in scope: ScopeID, kind: RecordKind) throws -> [(id: RecordID, state: [UInt8])] {
        try statement(.states).all(scope, kind) { (id: try $0.recordID(0), state: $0.bytes(1)) }
    }

    public func changes(touching record: RecordKey) throws -> [StoredChange] {
        try statement(.changesTouching).all(record.id, record.kind, read: readChange)
            .filter { $0.record.scope == record.scope }
            .sorted(by: SQLiteTransaction.inLogOrder)
    }

    public func isApplied(_ change: ChangeID, to record: RecordKey) throws -> Bool {
        try hasCopy(of: change, record, where: { $0 == .applied })
    }

    public func holds(_ change: ChangeID, of record: RecordKey) throws -> Bool {
        try hasCopy(of: change, record, where: { _ in true })
    }

    // MARK: Standing

    public func setStanding(_ standing: Standing, of log: LogID, at seq: UInt64) throws {
        guard let row = try row(of: log), seq > 0, seq <= row.headSeq,
            try statement(.setStanding).first(
                standing, ChangePlace.key(log: row.id, seq: seq), read: { _ in true }) != nil
        else { throw StorageCorruption("log \(log) has no change \(seq)") }
    }

    public func changes(standing standings: [Standing]) throws -> [StoredChange] {
        var changes: [StoredChange] = []
        for standing in Set(standings).sorted(by: { $0.rawValue < $1.rawValue }) {
            if standing == .applied {
                changes += try statement(.changesApplied).all(read: readChange)
            } else {
                changes += try statement(.changesSetAside).all(standing, read: readChange)
            }
        }
        return changes.sorted(by: SQLiteTransaction.inLogOrder)
    }

    public func reissuedChanges() throws -> [StoredChange] {
        try statement(.reissued).all(read: readChange).sorted(by: SQLiteTransaction.inLogOrder)
    }

    public func logs(signedBy deviceKeyHash: Hash) throws -> [LogID] {
        try statement(.logsSignedBy).all(deviceKeyHash) {
            LogID(scope: ScopeID(rawValue: $0.unsigned(0)), replica: ReplicaID(rawValue: $0.unsigned(1)))
        }.sorted()
    }

    /// A body does not name its scope, so a change id may stand in logs of two scopes.
    private func hasCopy(
        of change: ChangeID, _ record: RecordKey, where isWanted: (Standing) -> Bool
    ) throws -> Bool {
        var found = false
        try statement(.copies).eachRow(record.id, change, record.kind) {
            found = try isWanted($0.standing(1)) && log(ChangePlace.log(of: $0.integer(0))).scope == record.scope
            return !found
        }
        return found
    }

    private static func inLogOrder(_ left: StoredChange, _ right: StoredChange) -> Bool {
        (left.position.log, left.position.seq) < (right.position.log, right.position.seq)
    }
}
