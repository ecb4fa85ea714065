import Causality
import GRDB
import Replication

/// What the one connection keeps between transactions: its statements, and copies of small rows that are asked for with
/// every change.
///
/// One process has the store and one connection writes it, so a copy is right until a transaction fails; then all of
/// them are dropped (`forget`). Used on the connection's queue only.
final class StoreSession {
    /// A log's row. The head is written once, before the commit, and not with each change.
    struct LogRow {
        let id: Int64
        var headSeq: UInt64
        var headHash: Hash
        var isDirty: Bool
    }

    let database: Database
    let projections: ProjectionQueue?
    let states = PendingStates()
    private var statements: [HotStatement?]

    var logs: [LogID: LogRow] = [:]
    var logNames: [Int64: LogID] = [:]
    /// Logs whose head is ahead of its row, in the order in which they were first written.
    var dirtyLogs: [LogID] = []
    var geneses: [ReplicaID: Genesis] = [:]
    /// Who signed which logs; nil while nobody has asked since a log came or went. A board asks for every machine.
    var logsBySigner: [Hash: [LogID]]?
    /// Nil while it has not been read; `.some(nil)` where no replica writes.
    var currentReplica: ReplicaID??

    init(database: Database, projector: (any RecordProjector)?) {
        self.database = database
        projections = projector.map(ProjectionQueue.init)
        statements = Array(repeating: nil, count: StoreStatement.allCases.count)
    }

    func statement(_ name: StoreStatement) throws -> HotStatement {
        if let prepared = statements[name.rawValue] { return prepared }
        let prepared = try HotStatement(name.sql, in: database)
        statements[name.rawValue] = prepared
        return prepared
    }

    /// Drops every copy: the transaction that made or saw them was undone.
    func forget() {
        logs.removeAll()
        logNames.removeAll()
        dirtyLogs.removeAll()
        geneses.removeAll()
        logsBySigner = nil
        currentReplica = nil
        states.forget()
        projections?.forget()
    }

    /// Gives the statements back, without which the connection does not close.
    func finalizeStatements() {
        statements = Array(repeating: nil, count: statements.count)
        forget()
        projections?.close()
    }
}
