import Causality

/// Whether a store that is being opened may go on writing as the replica it was.
public enum IncarnationDecision: Hashable, Sendable {
    /// The store is the one its witness knows, or ahead of it on the same chain: a crash, not a copy.
    case goOn
    /// The store has no replica yet.
    case firstOpening
    /// The store is a copy, or may be one: mint a new replica before the next write.
    case retire(Reason)

    /// What shows that the store is a copy, or may be one.
    public enum Reason: String, Hashable, Sendable {
        /// No witness is there, or it cannot be read.
        case witnessMissing
        /// The witness was written on another machine.
        case otherMachine
        /// The witness knows another replica.
        case otherReplica
        /// The store holds fewer own changes than the witness: it was put back from an older copy.
        case behindWitness
        /// The store holds other changes than the witness at the same place.
        case otherChain
    }

    /// Compares a store with its witness.
    ///
    /// A store ahead of its witness on the same chain is normal, and a hundred crashes mint nothing: the witness is
    /// written after the commit and before anything leaves.
    public static func decide(
        store transaction: some ReplicaTransaction, witness: Witness?, machine: String
    ) throws -> IncarnationDecision {
        guard let replica = try transaction.currentReplica() else { return .firstOpening }
        guard let witness else { return .retire(.witnessMissing) }
        guard witness.machine == machine else { return .retire(.otherMachine) }
        guard witness.replica == replica else { return .retire(.otherReplica) }
        guard let head = witness.lastHead else { return .goOn }
        guard let here = try transaction.hash(of: head.log, at: head.seq) else { return .retire(.behindWitness) }
        guard here == head.hash else { return .retire(.otherChain) }
        return try ownChanges(of: replica, in: transaction).count < witness.ownChanges ? .retire(.behindWitness) : .goOn
    }

    /// The number of the replica's own changes over all scopes, and its newest head by height.
    static func ownChanges(
        of replica: ReplicaID, in transaction: some ReplicaTransaction
    ) throws -> (count: UInt64, heads: [LogPosition]) {
        var heads: [LogPosition] = []
        for scope in try transaction.scopes() {
            if let head = try transaction.head(of: LogID(scope: scope, replica: replica)) { heads.append(head) }
        }
        return (heads.reduce(0) { $0 + $1.seq }, heads)
    }
}

extension Witness {
    /// What the witness of this store should say now; nil while it has no replica. `last` names the log written last.
    public init?(of transaction: some ReplicaTransaction, machine: String, last: LogID?) throws {
        guard let replica = try transaction.currentReplica() else { return nil }
        let own = try IncarnationDecision.ownChanges(of: replica, in: transaction)
        self.init(
            replica: replica, ownChanges: own.count, lastHead: own.heads.first { $0.log == last } ?? own.heads.last,
            machine: machine)
    }
}
