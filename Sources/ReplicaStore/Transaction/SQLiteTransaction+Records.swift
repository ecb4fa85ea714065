public import Causality
public import Replication

extension SQLiteTransaction {
    public func state(of record: RecordKey) throws -> RecordState? {
        if let pending = session.states[record] { return pending.after }
        let state = try statement(.state).first(record) { try RecordState(encoded: $0.bytes(0)) }
        if isWriting {
            if session.states.isFull { try flushStates() }
            session.states.read(record, state)
        }
        return state
    }

    public func setState(_ state: RecordState?, of record: RecordKey) throws {
        // A reading transaction is given up for it at its end.
        guard isWriting else { return try write(state, of: record) }
        if session.states[record] == nil { _ = try self.state(of: record) }
        session.states.change(record, to: state)
    }

    public func states(in scope: ScopeID) throws -> [(key: RecordKey, state: RecordState)] {
        try flushStates()
        return try statement(.states).all(scope) {
            (
                key: RecordKey(scope: scope, kind: try $0.kind(1), id: try $0.recordID(0)),
                state: try RecordState(encoded: $0.bytes(2))
            )
        }
    }

    /// Writes the states that changed and hands them to the projections.
    func flushStates() throws {
        let changed = session.states.takeChanged()
        for record in changed { try write(record.state, of: record.key) }
        session.projections?.add(changed)
    }

    private func write(_ state: RecordState?, of record: RecordKey) throws {
        if let state {
            try statement(.setState).run(record, state.encoded)
        } else {
            try statement(.removeState).run(record)
        }
    }

    /// The records of a scope with an id from `low` to `high` that an applied change touches, by (id, kind), until
    /// `isEnough` answers true.
    public func eachRecord(
        in scope: ScopeID, from low: RecordID, through high: RecordID, isEnough: (RecordKey) -> Bool
    ) throws {
        try statement(.recordsByID).eachRow(scope, low, high) {
            !isEnough(RecordKey(scope: scope, kind: try $0.kind(1), id: try $0.recordID(0)))
        }
    }

    public func changes(touching record: RecordKey) throws -> [StoredChange] {
        try statement(.changesTouching).all(record, read: readChange).sorted(by: SQLiteTransaction.inLogOrder)
    }

    /// Where every stored change lies that touches the record, in no order.
    public func copies(touching record: RecordKey) throws -> [ChangeCopy] {
        try statement(.copiesTouching).all(record) {
            let place = $0.integer(1)
            return ChangeCopy(
                change: try $0.changeID(0), replica: try log(ChangePlace.log(of: place)).replica,
                seq: ChangePlace.seq(of: place))
        }
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

    public func setRecord(_ record: RecordKey, of log: LogID, at seq: UInt64) throws {
        guard let row = try row(of: log), seq > 0, seq <= row.headSeq,
            try statement(.setRecord).first(
                record.kind, record.id, ChangePlace.key(log: row.id, seq: seq), read: { _ in true }) != nil
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
        if let known = session.logsBySigner { return known[deviceKeyHash] ?? [] }
        var bySigner: [Hash: [LogID]] = [:]
        try statement(.logsBySigner).eachRow {
            let log = LogID(scope: ScopeID(rawValue: $0.unsigned(1)), replica: ReplicaID(rawValue: $0.unsigned(2)))
            bySigner[try $0.hash(0), default: []].append(log)
            return true
        }
        let sorted = bySigner.mapValues { $0.sorted() }
        session.logsBySigner = sorted
        return sorted[deviceKeyHash] ?? []
    }

    /// A body does not name its scope, so a change id may stand in logs of two scopes.
    private func hasCopy(
        of change: ChangeID, _ record: RecordKey, where isWanted: (Standing) -> Bool
    ) throws -> Bool {
        var found = false
        try statement(.copies).eachRow(record, change) {
            found = isWanted(try $0.standing(0))
            return !found
        }
        return found
    }

    private static func inLogOrder(_ left: StoredChange, _ right: StoredChange) -> Bool {
        (left.position.log, left.position.seq) < (right.position.log, right.position.seq)
    }
}
