import Causality

extension RecordKey {
    /// Whether this is the record that the body touches.
    fileprivate func names(_ body: ChangeBody) -> Bool { kind == body.kind && id == body.record }
}

extension ReplicaEngine {
    /// Puts one change into the log with its standing, and merges it where it is applied.
    ///
    /// A body that cannot be decoded is authentic all the same: it is kept, counted and relayed as `unapplied`, and
    /// does not stop those behind it.
    func store(
        _ entry: LogEntry, at position: LogPosition, bodyHash: Hash, signer: Hash,
        _ transaction: some ReplicaTransaction
    ) throws -> StoredChange {
        let change = bodyHash.changeID
        let body = entry.content(codec)
        let record = RecordKey(
            scope: position.scope, kind: body?.kind ?? RecordKind(rawValue: 0),
            id: body?.record ?? RecordID(rawValue: 0))
        let admitted = try authority.admits(
            change, of: record, at: position, origin: entry.origin, bodyHash: bodyHash, signer: signer,
            hashAt: { try transaction.hash(of: position.log, at: $0) })
        let understood = body.map { understoodKinds.contains($0.kind) } ?? false
        let stored = StoredChange(
            position: position, body: entry.body, origin: entry.origin, record: record, change: change,
            standing: Standing(admitted: admitted, understood: understood))
        if stored.standing == .applied, let body {
            try merge(change, body, into: record, transaction)
        }
        try transaction.append(stored)
        return stored
    }

    /// Folds one change into its record's state; a change that a copy has brought already does nothing.
    private func merge(
        _ change: ChangeID, _ body: ChangeBody, into record: RecordKey, _ transaction: some ReplicaTransaction
    ) throws {
        let before = try transaction.state(of: record)
        if before != nil, try transaction.isApplied(change, to: record) { return }
        var state = before ?? RecordState()
        try state.apply(change, body) { try transaction.isApplied($0, to: record) }
        try transaction.setState(state, of: record)
    }

    /// Computes a record's state anew from all its applied changes.
    public func rebuild(_ record: RecordKey, _ transaction: some ReplicaTransaction) throws {
        try ReplicaEngine.rebuild(record, transaction, codec: codec)
    }

    /// The same for a store whose directory cannot be read yet: the state follows from the log, and from no authority.
    public static func rebuild(
        _ record: RecordKey, _ transaction: some ReplicaTransaction, codec: Codec
    ) throws {
        var applied: [(id: ChangeID, body: ChangeBody)] = []
        for stored in try transaction.changes(touching: record) where stored.standing == .applied {
            do throws(ChangeDecodingError) {
                applied.append((stored.change, try codec.decodeBody(stored.body)))
            } catch {
                throw StorageCorruption("change \(stored.change) was applied and is not readable")
            }
        }
        try transaction.setState(applied.isEmpty ? nil : RecordState(folding: applied), of: record)
    }

    /// Reads the authority anew after directory changes, and judges again whatever stands differently now, in both
    /// directions.
    mutating func directoryDidChange(_ transaction: some ReplicaTransaction) throws {
        let new = try Authority(anchors: anchors, directory: transaction, codec: codec)
        guard new != authority else { return }
        let affected = new.affected(comparedWith: authority)
        let isMovingAffected = new.restrictedScopes != authority.restrictedScopes
        authority = new
        var touched: Set<RecordKey> = []
        for device in affected.devices {
            for log in try transaction.logs(signedBy: device) {
                touched.formUnion(try judgeAll(of: log, transaction))
            }
        }
        if !affected.devices.isEmpty || isMovingAffected {
            for stored in try transaction.reissuedChanges() where try judge(stored, transaction) {
                touched.insert(stored.record)
            }
        }
        for ruled in affected.records {
            // What was moved from there to another scope hangs on the ruling, too.
            for scope in try transaction.scopes() {
                let record = RecordKey(scope: scope, kind: ruled.kind, id: ruled.id)
                for stored in try transaction.changes(touching: record) where try judge(stored, transaction) {
                    touched.insert(record)
                }
            }
        }
        for record in touched.sorted() { try rebuild(record, transaction) }
    }

    /// Judges every change of a log by today's authority; the records that stand differently now.
    func judgeAll(of log: LogID, _ transaction: some ReplicaTransaction) throws -> Set<RecordKey> {
        var touched: Set<RecordKey> = []
        var next: UInt64 = 1
        while true {
            let run = try transaction.changes(of: log, from: next, byteLimit: Limits.batchBytes)
            guard let last = run.last else { return touched }
            for stored in run where try judge(stored, transaction) { touched.insert(stored.record) }
            next = last.position.seq + 1
        }
    }

    /// Judges again what this program could not read or understand when it arrived. To be called once after an upgrade.
    ///
    /// What a later change superseded meanwhile stays superseded: the state is computed from the set.
    public mutating func reconsiderUnapplied(_ transaction: some ReplicaTransaction) throws {
        var touched: Set<RecordKey> = []
        for stored in try transaction.changes(standing: [.unapplied, .heldUnapplied]) {
            let stored = try named(stored, transaction)
            if try judge(stored, transaction) { touched.insert(stored.record) }
        }
        for record in touched.sorted() { try rebuild(record, transaction) }
        if touched.contains(where: { $0.scope == .directory }) { try directoryDidChange(transaction) }
    }

    /// The change under the record that its body touches, where the body can be read only now.
    private func named(
        _ stored: StoredChange, _ transaction: some ReplicaTransaction
    ) throws -> StoredChange {
        guard let body = try? codec.decodeBody(stored.body), !stored.record.names(body) else { return stored }
        var named = stored
        named.record = RecordKey(scope: stored.position.scope, kind: body.kind, id: body.record)
        try transaction.setRecord(named.record, of: stored.position.log, at: stored.position.seq)
        return named
    }

    /// Sets a stored change's standing by today's authority; whether it changed.
    private func judge(_ stored: StoredChange, _ transaction: some ReplicaTransaction) throws -> Bool {
        guard let genesis = try transaction.genesis(of: stored.position.replica) else {
            throw StorageCorruption("log \(stored.position.log) has no genesis")
        }
        let admitted = try authority.admits(
            stored.change, of: stored.record, at: stored.position, origin: stored.origin,
            bodyHash: Hash(of: stored.body),
            signer: genesis.deviceKeyHash,
            hashAt: { try transaction.hash(of: stored.position.log, at: $0) })
        // The record was read at arrival. Of a body that only this program can read the store knows no record until
        // `reconsiderUnapplied` names it: it stays set aside, or it would be merged into one that it does not touch.
        let body = try? codec.decodeBody(stored.body)
        let understood = body.map { understoodKinds.contains($0.kind) && stored.record.names($0) } ?? false
        let standing = Standing(admitted: admitted, understood: understood)
        guard standing != stored.standing else { return false }
        try transaction.setStanding(standing, of: stored.position.log, at: stored.position.seq)
        return true
    }
}
