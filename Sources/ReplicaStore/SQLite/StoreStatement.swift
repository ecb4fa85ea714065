/// Every statement of a transaction, prepared once for each opening of the store.
package enum StoreStatement: Int, CaseIterable {
    // Transactions
    case begin, beginReading, commit, savepoint, release, undo
    // Replicas
    case currentReplica, latestReplica, retireReplicas, reviveReplica, insertReplica, genesis, insertGenesis
    // Logs
    case scopes, heads, logByName, logByID, insertLog, updateLog, deleteLog, hash, changes, insertChange
    case deleteChanges, insertHead, signedHeads, deleteHeads
    // Records
    case state, setState, removeState, states, recordsByID, changesTouching, copies, copiesTouching
    // Standing
    case setStanding, setRecord, changesSetAside, changesApplied, reissued, logsBySigner
    // Peers
    case upstreamReport, setUpstreamReport, receipt, setReceipt
    case formerReceipts, keepFormerReceipt, removeFormerReceipt
    case stagedBranch, stage, clearStaged, stagedLogs
    // This node's own
    case local, setLocal, removeLocal, meta, setMeta
    case setUnprojected, removeUnprojected, unprojected
    // Blobs
    case blobPlace, putBlob, removeBlob, heldBlobs, markUpstream, wishBlob, wishedBlobs

    /// The columns that `SQLiteTransaction.readChange` reads.
    private static let changeColumns = "position, change_id, record, kind, standing, hash, body, origin"

    package var sql: String {
        switch self {
        case .begin: "BEGIN IMMEDIATE"
        case .beginReading: "BEGIN DEFERRED"
        case .commit: "COMMIT"
        case .savepoint: "SAVEPOINT projection"
        case .release: "RELEASE projection"
        case .undo: "ROLLBACK TO projection"

        case .currentReplica: "SELECT replica FROM own_replica WHERE is_current = 1 ORDER BY ordinal DESC LIMIT 1"
        case .latestReplica: "SELECT replica FROM own_replica ORDER BY ordinal DESC LIMIT 1"
        case .retireReplicas: "UPDATE own_replica SET is_current = 0 WHERE is_current <> 0"
        case .reviveReplica: "UPDATE own_replica SET is_current = 1 WHERE replica = ? RETURNING ordinal"
        case .insertReplica: "INSERT INTO own_replica (replica, is_current) VALUES (?, 1)"
        case .genesis: "SELECT bytes FROM genesis WHERE replica = ?"
        case .insertGenesis: "INSERT OR IGNORE INTO genesis (replica, key_hash, bytes) VALUES (?, ?, ?)"

        case .scopes: "SELECT DISTINCT scope FROM log"
        case .heads: "SELECT replica, head_seq, head_hash FROM log WHERE scope = ?"
        case .logByName: "SELECT id, head_seq, head_hash FROM log WHERE scope = ? AND replica = ?"
        case .logByID: "SELECT scope, replica FROM log WHERE id = ?"
        case .insertLog:
            "INSERT INTO log (scope, replica, head_seq, head_hash) VALUES (?, ?, 0, x'') RETURNING id"
        case .updateLog: "UPDATE log SET head_seq = ?, head_hash = ? WHERE id = ?"
        case .deleteLog: "DELETE FROM log WHERE id = ?"
        case .hash: "SELECT hash FROM change WHERE position = ?"
        case .changes:
            "SELECT \(StoreStatement.changeColumns) FROM change WHERE position BETWEEN ? AND ? ORDER BY position"
        case .insertChange:
            "INSERT INTO change (\(StoreStatement.changeColumns), scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        case .deleteChanges: "DELETE FROM change WHERE position BETWEEN ? AND ?"
        case .insertHead: "INSERT OR REPLACE INTO head (position, signature) VALUES (?, ?)"
        case .signedHeads:
            """
            SELECT h.position, h.signature, c.hash FROM head h LEFT JOIN change c ON c.position = h.position
            WHERE h.position BETWEEN ? AND ? ORDER BY h.position
            """
        case .deleteHeads: "DELETE FROM head WHERE position BETWEEN ? AND ?"

        case .state: "SELECT state FROM record WHERE scope = ? AND kind = ? AND record = ?"
        case .setState: "INSERT OR REPLACE INTO record (scope, kind, record, state) VALUES (?, ?, ?, ?)"
        case .removeState: "DELETE FROM record WHERE scope = ? AND kind = ? AND record = ?"
        case .states: "SELECT record, kind, state FROM record WHERE scope = ? ORDER BY record, kind"
        case .recordsByID:
            """
            SELECT DISTINCT record, kind FROM change
            WHERE scope = ? AND record BETWEEN ? AND ? AND standing = 1 ORDER BY record, kind
            """
        case .changesTouching:
            "SELECT \(StoreStatement.changeColumns) FROM change WHERE scope = ? AND kind = ? AND record = ?"
        // Answered from the index alone: a case file asks for the places of a thousand changes and reads no body.
        case .copiesTouching: "SELECT change_id, position FROM change WHERE scope = ? AND kind = ? AND record = ?"
        case .copies:
            "SELECT standing FROM change WHERE scope = ? AND kind = ? AND record = ? AND change_id = ?"

        case .setRecord: "UPDATE change SET kind = ?, record = ? WHERE position = ? RETURNING position"
        case .setStanding: "UPDATE change SET standing = ? WHERE position = ? RETURNING position"
        // The second term tells SQLite that the partial index holds every row that is asked for.
        case .changesSetAside:
            "SELECT \(StoreStatement.changeColumns) FROM change WHERE standing = ? AND standing <> 1"
        case .changesApplied: "SELECT \(StoreStatement.changeColumns) FROM change WHERE standing = 1"
        case .reissued: "SELECT \(StoreStatement.changeColumns) FROM change WHERE origin IS NOT NULL"
        case .logsBySigner:
            "SELECT g.key_hash, l.scope, l.replica FROM genesis g JOIN log l ON l.replica = g.replica"

        case .upstreamReport: "SELECT vector, received_at FROM upstream_report WHERE scope = ?"
        case .setUpstreamReport:
            "INSERT OR REPLACE INTO upstream_report (scope, vector, received_at) VALUES (?, ?, ?)"
        case .receipt: "SELECT signer_key_hash, vector, issued_at, signature, issuer, past FROM receipt WHERE scope = ?"
        case .setReceipt:
            """
            INSERT OR REPLACE INTO receipt (scope, signer_key_hash, vector, issued_at, signature, issuer, past)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        case .formerReceipts:
            "SELECT signer_key_hash, vector, issued_at, signature, issuer, past, scope FROM former_receipt"
        case .keepFormerReceipt:
            """
            INSERT OR REPLACE INTO former_receipt
                (scope, signer_key_hash, vector, issued_at, signature, issuer, past, tag)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeFormerReceipt: "DELETE FROM former_receipt WHERE scope = ? AND tag = ?"
        case .stagedBranch: "SELECT segment FROM staged_segment WHERE scope = ? AND replica = ? ORDER BY ordinal"
        case .stage: "INSERT INTO staged_segment (scope, replica, segment) VALUES (?, ?, ?)"
        case .clearStaged: "DELETE FROM staged_segment WHERE scope = ? AND replica = ?"
        case .stagedLogs: "SELECT DISTINCT scope, replica FROM staged_segment"

        case .local: "SELECT value FROM local WHERE key = ?"
        case .setLocal: "INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)"
        case .removeLocal: "DELETE FROM local WHERE key = ?"
        case .meta: "SELECT value FROM meta WHERE name = ?"
        case .setMeta: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)"
        case .setUnprojected:
            "INSERT OR REPLACE INTO unprojected (scope, kind, record, error, projected) VALUES (?, ?, ?, ?, ?)"
        case .removeUnprojected: "DELETE FROM unprojected WHERE scope = ? AND kind = ? AND record = ?"
        case .unprojected: "SELECT scope, kind, record, error, projected FROM unprojected"

        case .blobPlace: "SELECT is_held, is_upstream FROM blob WHERE sha256 = ?"
        case .putBlob: "INSERT OR REPLACE INTO blob (sha256, is_held, is_upstream) VALUES (?, 1, 0)"
        case .removeBlob: "DELETE FROM blob WHERE sha256 = ?"
        case .heldBlobs: "SELECT sha256 FROM blob WHERE is_held = 1 ORDER BY sha256"
        case .markUpstream: "UPDATE blob SET is_upstream = ? WHERE sha256 = ? AND is_held = 1 AND is_upstream <> ?"
        case .wishBlob: "INSERT OR IGNORE INTO blob (sha256, is_held, is_upstream) VALUES (?, 0, 0)"
        case .wishedBlobs: "SELECT sha256 FROM blob WHERE is_held = 0 ORDER BY sha256"
        }
    }
}
