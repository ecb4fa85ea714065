public import Causality

/// What the engine asks of a store, within one transaction.
///
/// All calls of one transaction see and make one state; a failed transaction leaves nothing. Arrays come back sorted as
/// stated, so that nothing downstream depends on a store's order. One contract suite runs on every implementation.
///
/// Every method throws what the store throws, and `StorageCorruption` where it finds itself damaged.
public protocol ReplicaTransaction {
    // MARK: Replicas

    /// The replica that writes here now, or nil where one must be minted before the next write.
    func currentReplica() throws -> ReplicaID?
    /// The newest replica ever minted here, also a retired one.
    func latestReplica() throws -> ReplicaID?
    /// Makes `replica` the one that writes; nil retires the current one for good.
    func setCurrentReplica(_ replica: ReplicaID?) throws
    /// The genesis of a replica, or nil where it is not held.
    func genesis(of replica: ReplicaID) throws -> Genesis?
    /// Keeps a genesis; the same one again changes nothing.
    func insert(_ genesis: Genesis) throws

    // MARK: Logs

    /// The scopes of which this store holds any log, sorted.
    func scopes() throws -> [ScopeID]
    /// The head of each log of the scope, sorted by replica.
    func heads(in scope: ScopeID) throws -> [LogPosition]
    /// The newest place of a log, or nil where nothing of it is held.
    func head(of log: LogID) throws -> LogPosition?
    /// The hash of change `seq`, or nil where the log is shorter.
    func hash(of log: LogID, at seq: UInt64) throws -> Hash?
    /// Changes `first`, `first + 1` … in order, as long as their bodies together stay within `byteLimit`; at least one
    /// where there is one.
    func changes(of log: LogID, from first: UInt64, byteLimit: Int) throws -> [StoredChange]
    /// Appends one change; its seq is the head's plus one, which the caller has checked.
    func append(_ change: StoredChange) throws
    /// Takes away the changes from `first` on, and their signed heads, and returns the changes in order. Only the
    /// adoption of an upstream's branch does this, and re-issues what it takes away.
    func removeBranch(of log: LogID, from first: UInt64) throws -> [StoredChange]
    /// Keeps a signed head of a log that reaches it; a log has at most one at each place.
    func insert(_ head: SignedHead) throws
    /// Signed heads with a seq in `range`, by rising seq.
    func signedHeads(of log: LogID, in range: ClosedRange<UInt64>) throws -> [SignedHead]

    // MARK: Records

    /// The merged state, or nil where no applied change touches the record.
    func state(of record: RecordKey) throws -> RecordState?
    /// Replaces the state; nil takes it away. Projections follow in the same transaction.
    func setState(_ state: RecordState?, of record: RecordKey) throws
    /// The records of a scope with their states, sorted by (id, kind).
    func states(in scope: ScopeID) throws -> [(key: RecordKey, state: RecordState)]
    /// Every stored change that touches the record, by (log, seq), whatever its standing.
    func changes(touching record: RecordKey) throws -> [StoredChange]
    /// Whether a stored copy of the change, one of `record`'s, has standing `applied`.
    func isApplied(_ change: ChangeID, to record: RecordKey) throws -> Bool
    /// Whether any log here holds the change, one of `record`'s.
    func holds(_ change: ChangeID, of record: RecordKey) throws -> Bool

    // MARK: Standing

    /// Judges a stored change anew.
    func setStanding(_ standing: Standing, of log: LogID, at seq: UInt64) throws
    /// Names the record of a stored change whose body could not be read when it came.
    func setRecord(_ record: RecordKey, of log: LogID, at seq: UInt64) throws
    /// Changes whose standing is one of `standings`, by (log, seq).
    func changes(standing standings: [Standing]) throws -> [StoredChange]
    /// Re-issued changes, by (log, seq).
    func reissuedChanges() throws -> [StoredChange]
    /// All logs of replicas whose genesis names this device key, sorted.
    func logs(signedBy deviceKeyHash: Hash) throws -> [LogID]

    // MARK: Peers

    /// What the upstream last reported to hold of the scope. A guess about what to send, never a promise.
    func upstreamReport(of scope: ScopeID) throws -> UpstreamReport?
    /// Replaces the report: newer for older, never joined.
    func setUpstreamReport(_ report: UpstreamReport, of scope: ScopeID) throws
    /// The center's newest receipt for the scope.
    func receipt(of scope: ScopeID) throws -> Receipt?
    /// Replaces the receipt of its scope; that it is not older is the caller's part.
    func setReceipt(_ receipt: Receipt) throws
    /// Receipts of before a restore that say more than the newest one, by (scope, tag).
    func formerReceipts() throws -> [Receipt]
    /// Keeps such a receipt; the same one again changes nothing.
    func keepFormerReceipt(_ receipt: Receipt) throws
    /// Takes such a receipt away.
    func removeFormerReceipt(_ receipt: Receipt) throws
    /// The upstream's branch of a forked log, as far as downloaded.
    func stagedBranch(of log: LogID) throws -> [Segment]
    /// Puts a verified segment behind those staged.
    func stage(_ segment: Segment) throws
    /// Takes the staged branch away, adopted or given up.
    func clearStagedBranch(of log: LogID) throws
    /// Logs of which a branch is staged, sorted.
    func stagedLogs() throws -> [LogID]

    // MARK: This store only

    /// The bytes under `key`, or nil. Never replicated; a copy of the store has them, too.
    func localValue(_ key: String) throws -> [UInt8]?
    /// Replaces the bytes under `key`; nil takes them away.
    func setLocalValue(_ key: String, _ value: [UInt8]?) throws
}

/// A store of changes: memory for the simulator, SQLite on every node, later PostgreSQL for large centers.
public protocol ReplicaStorage {
    associatedtype Transaction: ReplicaTransaction

    /// Runs `body` on one consistent state. Throws what `body` throws and what the store throws.
    func read<Result>(_ body: (Transaction) throws -> Result) throws -> Result
    /// Runs `body` and commits durably (fsynced when this returns), or leaves everything as it was and throws.
    func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result
}
