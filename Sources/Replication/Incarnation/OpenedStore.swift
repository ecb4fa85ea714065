/// An opened store with its engine and its witness, and the order in which they take turns with the line.
///
/// Engine and store advance together or not at all. What leaves, a request or an answer, leaves behind a durable witness
/// (I12). A node's actor and the simulator drive the same value: it has no I/O of its own but the storage that it is
/// handed, and the witness goes where the caller puts it.
///
/// Source: DESIGN.md section 5; FAILURES.md F1.
public struct OpenedStore<Codec: ChangeCodec> {
    public private(set) var engine: ReplicaEngine<Codec>
    /// What opening the store found out about it.
    public let incarnation: IncarnationDecision
    private let machine: String
    /// The witness as it was last made durable; saves an fsync where nothing of our own is new.
    private var witness: Witness?
    /// The log that the witness names.
    private let lastOwnLog: LogID?

    /// Decides, before anything can be written, whether this store may go on as the replica it was.
    ///
    /// `isRestoredCopy` tells of a store that knows to have been put back; `whenOpened` does what else belongs into the
    /// same transaction. Throws what the store and the closures throw.
    public init<Storage: ReplicaStorage>(
        _ engine: ReplicaEngine<Codec>, in storage: Storage, witness found: Witness?, machine: String,
        isRestoredCopy: (Storage.Transaction) throws -> Bool = { _ in false },
        whenOpened: (inout ReplicaEngine<Codec>, Storage.Transaction) throws -> Void = { _, _ in }
    ) throws {
        var engine = engine
        incarnation = try storage.write { transaction in
            var decision = try IncarnationDecision.decide(store: transaction, witness: found, machine: machine)
            if try isRestoredCopy(transaction), try transaction.currentReplica() != nil, decision == .goOn {
                decision = .retire(.behindWitness)
            }
            if case .retire = decision { try transaction.setCurrentReplica(nil) }
            try whenOpened(&engine, transaction)
            return decision
        }
        self.engine = engine
        self.machine = machine
        witness = incarnation == .goOn ? found : nil
        lastOwnLog = found?.lastHead?.log
    }

    /// Runs `body` and commits durably; where it throws, store and engine stay as they were.
    ///
    /// Where a replica was minted, `saveWitness` hears of it at once: a machine that has no line for weeks would mint
    /// another one after each power cut. What was committed stands even if the witness cannot be written now; before
    /// anything leaves it is tried again.
    public mutating func write<Storage: ReplicaStorage, Result>(
        _ storage: Storage, saveWitness: ((Witness) throws -> Void)? = nil,
        _ body: (inout ReplicaEngine<Codec>, Storage.Transaction) throws -> Result
    ) throws -> Result {
        var changed = engine
        let (result, replica) = try storage.write { transaction in
            (try body(&changed, transaction), try transaction.currentReplica())
        }
        engine = changed
        if let saveWitness, let replica, replica != witness?.replica {
            try? flushWitness(storage, save: saveWitness)
        }
        return result
    }

    /// Hands the witness to `save`, which makes it durable, where anything of our own is newer than it. To be called
    /// before anything leaves.
    public mutating func flushWitness(
        _ storage: some ReplicaStorage, save: (Witness) throws -> Void
    ) throws {
        let now = try storage.read { try Witness(of: $0, machine: machine, last: lastOwnLog) }
        guard let now, now != witness else { return }
        try save(now)
        witness = now
    }

    // MARK: The two sides of an exchange

    /// The next request of a session to the upstream; the witness is durable before it is handed out.
    public mutating func nextRequest(
        _ session: inout ExchangeSession, _ storage: some ReplicaStorage, environment: NodeEnvironment,
        saveWitness: (Witness) throws -> Void
    ) throws -> ExchangeRequest {
        try flushWitness(storage, save: saveWitness)
        return try storage.read { try session.nextRequest(engine, $0, environment: environment) }
    }

    /// Takes the upstream's answer in, durably; `alongside` commits or fails with it.
    public mutating func take<Storage: ReplicaStorage>(
        _ response: ExchangeResponse, _ session: inout ExchangeSession, _ storage: Storage,
        environment: NodeEnvironment, alongside: (ExchangeSession, Storage.Transaction) throws -> Void = { _, _ in }
    ) throws -> ExchangeSession.Step {
        var changed = session
        let step = try write(storage) { engine, transaction in
            let step = try changed.take(response, &engine, transaction, environment: environment)
            try alongside(changed, transaction)
            return step
        }
        session = changed
        return step
    }

    /// Answers a downstream. An idle request only reads, and costs no fsync; `alongside` commits with what is written.
    public mutating func respond<Storage: ReplicaStorage>(
        to request: ExchangeRequest, from peer: Hash, _ storage: Storage, environment: NodeEnvironment,
        alongside: (ExchangeResponse, ReplicaEngine<Codec>, Storage.Transaction) throws -> Void = { _, _, _ in },
        saveWitness: (Witness) throws -> Void
    ) throws -> ExchangeResponse {
        let response: ExchangeResponse
        // A center that was put back has no replica yet, and its receipts name one.
        let isCenter = engine.anchors.key(environment.signer.key.hash) != nil
        let mustMint = try isCenter && storage.read { try $0.currentReplica() } == nil
        if request.segments.isEmpty, request.formerReceipts.isEmpty, !mustMint {
            var reading = engine
            response = try storage.read {
                try reading.respond(to: request, from: peer, $0, environment: environment)
            }
        } else {
            response = try write(storage) { engine, transaction in
                let response = try engine.respond(to: request, from: peer, transaction, environment: environment)
                try alongside(response, engine, transaction)
                return response
            }
        }
        try flushWitness(storage, save: saveWitness)
        return response
    }

    // MARK: The lower side by stick

    /// The next request of a set of bundles, or nil behind the last; the witness is durable before it is handed out.
    public mutating func nextRequest(
        of series: inout RequestSeries, _ storage: some ReplicaStorage, environment: NodeEnvironment,
        saveWitness: (Witness) throws -> Void
    ) throws -> ExchangeRequest? {
        try flushWitness(storage, save: saveWitness)
        return try storage.read { try series.next(engine, $0, environment: environment) }
    }

    /// Takes one response of an answer in, durably; `alongside` commits or fails with it.
    public mutating func take<Storage: ReplicaStorage>(
        _ response: ExchangeResponse, number: UInt64, of answer: inout AnswerSession, _ storage: Storage,
        environment: NodeEnvironment, alongside: (AnswerSession, Storage.Transaction) throws -> Void = { _, _ in }
    ) throws -> AnswerSession.Outcome {
        var changed = answer
        let outcome = try write(storage) { engine, transaction in
            let outcome = try changed.take(response, number: number, &engine, transaction, environment: environment)
            try alongside(changed, transaction)
            return outcome
        }
        answer = changed
        return outcome
    }
}
