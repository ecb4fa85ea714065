public import Causality
public import GRDB
public import Replication

/// One transaction of a `SQLiteReplicaStorage`, for the length of the closure that was given it.
///
/// The engine's calls are in the extensions, by topic. `database` is there for projections and their queries: it must
/// not write the log's own tables, of which this class holds copies.
public final class SQLiteTransaction: ReplicaTransaction {
    public let database: Database
    let session: StoreSession
    let isWriting: Bool

    init(_ session: StoreSession, isWriting: Bool) {
        database = session.database
        self.session = session
        self.isWriting = isWriting
    }

    func statement(_ name: StoreStatement) throws -> HotStatement { try session.statement(name) }

    /// Writes what was put off to the end: heads of logs, states, then projections.
    func finish() throws {
        try flushHeads()
        try flushStates()
        try session.projections?.flush(self)
    }

    // MARK: Replicas

    public func currentReplica() throws -> ReplicaID? {
        if let known = session.currentReplica { return known }
        let current = try statement(.currentReplica).first { ReplicaID(rawValue: $0.unsigned(0)) }
        session.currentReplica = .some(current)
        return current
    }

    public func latestReplica() throws -> ReplicaID? {
        try statement(.latestReplica).first { ReplicaID(rawValue: $0.unsigned(0)) }
    }

    public func setCurrentReplica(_ replica: ReplicaID?) throws {
        try statement(.retireReplicas).run()
        if let replica {
            let known = try statement(.reviveReplica).first(replica) { _ in true }
            if known == nil { try statement(.insertReplica).run(replica) }
        }
        session.currentReplica = .some(replica)
    }

    public func genesis(of replica: ReplicaID) throws -> Genesis? {
        if let known = session.geneses[replica] { return known }
        let bytes = try statement(.genesis).first(replica) { $0.bytes(0) }
        guard let bytes else { return nil }
        guard let genesis = Genesis(bytes: bytes) else {
            throw StorageCorruption("the genesis of replica \(replica) is not readable")
        }
        session.geneses[replica] = genesis
        return genesis
    }

    public func insert(_ genesis: Genesis) throws {
        let replica = genesis.replica
        if try self.genesis(of: replica) == genesis { return }
        try statement(.insertGenesis).run(replica, genesis.deviceKeyHash, genesis.bytes)
        session.logsBySigner = nil
    }
}
