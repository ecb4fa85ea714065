public import Causality

/// A store in memory: for the simulator, and as the plain reading of what `ReplicaTransaction` means.
///
/// The whole state is one value, so a failed transaction is undone by keeping the old value, and a snapshot, a restore
/// or a clone of a machine is an assignment. Nothing in it iterates a dictionary on the way to an answer.
public final class MemoryStorage: ReplicaStorage {
    /// Everything a store holds.
    public struct State: Sendable {
        var current: ReplicaID?
        var minted: [ReplicaID] = []
        var genesis: [ReplicaID: Genesis] = [:]
        var logs: [LogID: [StoredChange]] = [:]
        var heads: [LogID: [SignedHead]] = [:]
        var records: [RecordKey: RecordState] = [:]
        /// Places of the changes of each record.
        var places: [RecordKey: [Place]] = [:]
        var reports: [ScopeID: UpstreamReport] = [:]
        var receipts: [ScopeID: Receipt] = [:]
        /// Sorted by (scope, tag).
        var formerReceipts: [Receipt] = []
        var staged: [LogID: [Segment]] = [:]
        var local: [String: [UInt8]] = [:]

        struct Place: Hashable, Sendable {
            let log: LogID
            let seq: UInt64
        }

        public init() {}

        /// Records and their states by key, for comparing two nodes.
        public var sortedRecords: [(key: RecordKey, state: RecordState)] {
            records.keys.sorted().compactMap { key in records[key].map { (key, $0) } }
        }

        /// The hash of the key that signs a replica's logs, or nil for an unknown replica.
        public func signer(of replica: ReplicaID) -> Hash? { genesis[replica]?.deviceKeyHash }

        /// The ids of all changes held, sorted, each once.
        public var changeIDs: [ChangeID] {
            Array(Set(logs.keys.sorted().flatMap { logs[$0]?.map(\.change) ?? [] })).sorted()
        }
    }

    public private(set) var state: State

    public init(state: State = State()) {
        self.state = state
    }

    /// Puts an older state back, as a restored backup or a cloned disk would.
    public func overwrite(with state: State) {
        self.state = state
    }

    public func read<Result>(_ body: (MemoryTransaction) throws -> Result) throws -> Result {
        try body(MemoryTransaction(state: state))
    }

    public func write<Result>(_ body: (MemoryTransaction) throws -> Result) throws -> Result {
        let transaction = MemoryTransaction(state: state)
        let result = try body(transaction)
        state = transaction.state
        return result
    }
}
