import Causality

extension ReplicaEngine {
    /// Whether records of a scope may move, and records may move there: of ordinary ones, never of those whose readers were
    /// named (I37).
    func isOpenToMoves(_ scope: ScopeID) -> Bool {
        scope != .directory && !authority.restrictedScopes.contains(scope)
    }

    /// Whether this machine's changes to a scope are admitted as the directory stands, so that it may bring records there.
    public func mayMove(into scope: ScopeID) -> Bool {
        guard let ownKey, isOpenToMoves(scope), authority.scopes.contains(scope) else { return false }
        if anchors.key(ownKey.hash) != nil { return true }
        guard let device = authority.device(ownKey.hash) else { return false }
        return device.end == nil && device.writes.contains(scope)
    }

    /// Brings changes of records to another scope: issues them again in this machine's log there, each with the evidence
    /// of its first issue. Answers how many were issued.
    ///
    /// The bodies and with them the change ids stay as they are, so that doing this twice, here or on another machine, makes
    /// nothing twice. What is not admitted where it is, what has an admitted copy in the other scope, and what would not
    /// be admitted there, stays where it is; so does everything where this machine may not write (`mayMove`). With
    /// `register` only changes that write it.
    ///
    /// Source: SyncProtocol/Decisions/2026-11-27-moves-between-areas.md.
    public mutating func bring(
        _ records: [RecordKey], into scope: ScopeID, writing register: RegisterNumber? = nil,
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Int {
        guard mayMove(into: scope) else { return 0 }
        var evidence = MoveEvidence()
        var entries: [LogEntry] = []
        var taken: Set<ChangeID> = []
        for record in Array(Set(records)).sorted() where record.scope != scope && isOpenToMoves(record.scope) {
            let there = RecordKey(scope: scope, kind: record.kind, id: record.id)
            // Read once for the record: most have a handful.
            var present = Set(try transaction.changes(touching: there).filter(\.standing.isAdmitted).map(\.change))
            for stored in try transaction.changes(touching: record)
            where stored.standing.isAdmitted && !present.contains(stored.change) && !taken.contains(stored.change) {
                if let register, !writes(register, stored) { continue }
                let origin = try stored.origin ?? evidence.origin(of: stored, transaction)
                // A change that came home: where it was first issued it needs no evidence but its own.
                guard try isAdmissible(stored, as: there, origin, environment, transaction) else { continue }
                entries.append(LogEntry(body: stored.body, origin: origin))
                present.insert(stored.change)
                taken.insert(stored.change)
            }
        }
        if entries.isEmpty { return 0 }
        return try appendOwn(entries, in: scope, transaction, environment: environment).count
    }

    private func writes(_ register: RegisterNumber, _ stored: StoredChange) -> Bool {
        guard let body = try? codec.decodeBody(stored.body) else { return false }
        return body.writes.contains { $0.register == register }
    }

    /// Whether every holder of the other scope will admit the change from this machine's log. One that they would hold is not
    /// brought: it would be brought again after each exchange.
    private func isAdmissible(
        _ stored: StoredChange, as record: RecordKey, _ origin: Origin, _ environment: NodeEnvironment,
        _ transaction: some ReplicaTransaction
    ) throws -> Bool {
        let signer = environment.signer.key.hash
        // Any place will do: a machine whose grants ended brings nothing, and others have no end to be behind.
        let place = LogPosition(
            log: LogID(scope: record.scope, replica: stored.position.replica), seq: 1, hash: stored.position.hash)
        return authority.admits(
            stored.change, of: record, at: place, origin: origin, bodyHash: Hash(of: stored.body), signer: signer,
            hashAt: { _ in nil })
    }
}

/// Finds the evidence for changes that are issued again, and keeps what neighbours share.
private struct MoveEvidence {
    /// The headers of one log from a place on up to the signed head behind it.
    private struct Run {
        let genesis: Genesis
        let headers: [ChangeHeader]
        let head: SignedHead
    }

    private var run: Run?

    /// The change's own headers up to the next signed one. Throws `StorageCorruption` where there is none.
    mutating func origin(of stored: StoredChange, _ transaction: some ReplicaTransaction) throws -> Origin {
        let (log, seq) = (stored.position.log, stored.position.seq)
        if let run, let first = run.headers.first, first.scope == log.scope, first.replica == log.replica,
            first.seq <= seq, seq <= run.head.position.seq
        {
            return Origin(
                genesis: run.genesis, headers: Array(run.headers[Int(seq - first.seq)...]), head: run.head)
        }
        guard let genesis = try transaction.genesis(of: log.replica), let end = try transaction.head(of: log)?.seq,
            let head = try transaction.signedHeads(of: log, in: seq...end).first,
            var previous = try seq > 1 ? transaction.hash(of: log, at: seq - 1) : genesis.chainStart(in: log.scope)
        else { throw StorageCorruption("log \(log) has no signed head behind \(seq)") }
        var headers: [ChangeHeader] = []
        var next = seq
        while next <= head.position.seq {
            let changes = try transaction.changes(of: log, from: next, byteLimit: Limits.batchBytes)
            guard !changes.isEmpty else { throw StorageCorruption("log \(log) is shorter than its head") }
            for change in changes where change.position.seq <= head.position.seq {
                headers.append(
                    ChangeHeader(
                        scope: log.scope, replica: log.replica, seq: change.position.seq,
                        bodyHash: Hash(of: change.body), previous: previous))
                previous = change.position.hash
            }
            next += UInt64(changes.count)
        }
        let found = Run(genesis: genesis, headers: headers, head: head)
        run = found
        return Origin(genesis: found.genesis, headers: found.headers, head: found.head)
    }
}
