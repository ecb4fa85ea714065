public import Causality

/// One change as its author means it, before it has a place in a log.
public struct ChangeDraft: Hashable, Sendable {
    public let kind: RecordKind
    public let record: RecordID
    public let author: RecordID
    public let enteredBy: RecordID?
    /// The changes that the author was looking at when the form was opened, not those the store holds now.
    public let supersedes: [ChangeID]
    public let writes: [ChangeBody.Write]

    public init(
        kind: RecordKind, record: RecordID, author: RecordID, enteredBy: RecordID? = nil, supersedes: [ChangeID],
        writes: [ChangeBody.Write]
    ) {
        self.kind = kind
        self.record = record
        self.author = author
        self.enteredBy = enteredBy
        self.supersedes = supersedes
        self.writes = writes
    }
}

extension ReplicaEngine {
    /// Saves one unit: its changes become visible together, here and wherever they travel, and end on a signed head.
    ///
    /// Mints a replica first where none may write. Throws `ReplicationError` for a draft that no receiver could read,
    /// and what the store and the signer throw; the transaction must then be given up.
    public mutating func save(
        _ drafts: [ChangeDraft], in scope: ScopeID, _ transaction: some ReplicaTransaction,
        environment: NodeEnvironment
    ) throws -> [StoredChange] {
        guard !drafts.isEmpty else { throw ReplicationError.emptyUnit }
        let recordedAt = environment.now()
        var bodies: [(ChangeBody, [UInt8])] = []
        for (index, draft) in drafts.enumerated() {
            let body = try makeBody(
                draft, salt: environment.random(), recordedAt: recordedAt, remaining: drafts.count - 1 - index)
            do throws(ChangeDecodingError) {
                bodies.append((body, try codec.encode(body)))
            } catch {
                throw ReplicationError.invalidChange(error)
            }
        }
        let size = bodies.reduce(0) { $0 + $1.1.count }
        guard size <= Limits.unitBytes, bodies.count <= Limits.changesPerUnit else {
            throw ReplicationError.unitTooLarge(changes: bodies.count, bytes: size)
        }
        let saved = try appendOwn(
            bodies.map { LogEntry(body: $0.1) }, in: scope, transaction, environment: environment)
        if scope == .directory { try directoryDidChange(transaction) }
        return saved
    }

    private func makeBody(
        _ draft: ChangeDraft, salt: UInt64, recordedAt: Int64, remaining: Int
    ) throws -> ChangeBody {
        let writes = draft.writes.sorted { $0.register < $1.register }
        for (left, right) in zip(writes, writes.dropFirst()) where left.register == right.register {
            throw ReplicationError.registerWrittenTwice(left.register)
        }
        return ChangeBody(
            salt: salt, kind: draft.kind, record: draft.record, author: draft.author, enteredBy: draft.enteredBy,
            recordedAt: recordedAt, supersedes: Array(Set(draft.supersedes)).sorted(), writes: writes,
            remainingInUnit: UInt32(clamping: remaining))
    }

    /// Appends entries to the log of the replica that writes here, signs the new head, and merges.
    mutating func appendOwn(
        _ entries: [LogEntry], in scope: ScopeID, _ transaction: some ReplicaTransaction,
        environment: NodeEnvironment
    ) throws -> [StoredChange] {
        let genesis = try currentGenesis(transaction, environment: environment)
        let log = LogID(scope: scope, replica: genesis.replica)
        let head = try transaction.head(of: log)
        var chain = LogChain(log: log, after: head, genesis: genesis)
        var saved: [StoredChange] = []
        var unsignedBytes = 0
        for entry in entries {
            let (position, bodyHash) = chain.next(entry)
            saved.append(
                try store(entry, at: position, bodyHash: bodyHash, signer: genesis.deviceKeyHash, transaction))
            unsignedBytes += entry.byteCount
            // A unit is signed at its end only. Re-issued changes are no unit, and there may be thousands.
            if entry.origin != nil, unsignedBytes >= Limits.bytesPerSignedHead {
                try transaction.insert(SignedHead(signing: position, with: environment.signer))
                unsignedBytes = 0
            }
        }
        if let last = saved.last {
            try transaction.insert(SignedHead(signing: last.position, with: environment.signer))
        }
        return saved
    }

    /// The genesis of the replica that writes, minting one where there is none.
    func currentGenesis(
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Genesis {
        if let current = try transaction.currentReplica(), let genesis = try transaction.genesis(of: current) {
            return genesis
        }
        let previous = try transaction.latestReplica()
        let heads = try previous.map { try IncarnationDecision.ownChanges(of: $0, in: transaction).heads } ?? []
        let nonce = RecordID(rawValue: UInt128(environment.random()) << 64 | UInt128(environment.random()))
        let genesis = Genesis(
            deviceKeyHash: environment.signer.key.hash, nonce: nonce, previous: previous, previousHeads: heads)
        try transaction.insert(genesis)
        try transaction.setCurrentReplica(genesis.replica)
        return genesis
    }
}
