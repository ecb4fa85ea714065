import Causality
import GRDB
import Replication

/// Looks at what others said and the log does not say: reports, receipts, and branches that wait to be whole.
///
/// Nothing of it has to last, for the next sync asks it again. But a row that cannot be read stops every sync, so it must
/// be found and go.
struct UpstreamWords {
    private struct Fault {
        let sentence: String
        let removal: String
        let key: [Int64]
    }

    let transaction: SQLiteTransaction
    let key: (Hash) -> DeviceKey?

    /// Sentences on the rows that are not what they were; empty where there is none.
    func faults() throws -> [String] { try findAll().map(\.sentence) }

    /// Takes those rows away, and answers the sentences on them.
    func drop() throws -> [String] {
        let faults = try findAll()
        for fault in faults {
            try transaction.database.execute(sql: fault.removal, arguments: StatementArguments(fault.key))
        }
        return faults.map(\.sentence)
    }

    private func findAll() throws -> [Fault] {
        try reports() + receipts("receipt", tag: "0") + receipts("former_receipt", tag: "tag") + staged()
    }

    private func reports() throws -> [Fault] {
        try look(
            "SELECT scope, vector FROM upstream_report", named: "the upstream's report",
            removal: "DELETE FROM upstream_report WHERE scope = ?",
            key: { [$0.integer(0)] }, check: { _ = try StoredEncoding.vector($0.bytes(1)) })
    }

    private func receipts(_ table: String, tag: String) throws -> [Fault] {
        let isFormer = tag == "tag"
        return try look(
            "SELECT signer_key_hash, vector, issued_at, signature, issuer, past, scope, \(tag) FROM \(table)",
            named: "the center's receipt",
            removal: "DELETE FROM \(table) WHERE scope = ?" + (isFormer ? " AND tag = ?" : ""),
            key: { [$0.integer(6)] + (isFormer ? [$0.integer(7)] : []) },
            check: { row in
                let receipt = try SQLiteTransaction.receipt(of: ScopeID(rawValue: row.unsigned(6)), row)
                // None was taken in whose key was not known.
                guard let key = key(receipt.signerKeyHash), receipt.isValid(for: key) else {
                    throw StorageCorruption("is not what the center signed")
                }
                if isFormer, receipt.tag != row.unsigned(7) { throw StorageCorruption("has another receipt's name") }
            })
    }

    /// Where one piece of a branch is unreadable, the whole branch comes again: what is left of it has a gap.
    private func staged() throws -> [Fault] {
        try look(
            "SELECT scope, replica, segment FROM staged_segment", named: "a part of another branch",
            removal: "DELETE FROM staged_segment WHERE scope = ? AND replica = ?",
            key: { [$0.integer(0), $0.integer(1)] },
            check: { row in
                let segment = try StoredEncoding.segment(row.bytes(2))
                guard segment.log.scope.rawValue == row.unsigned(0), segment.log.replica.rawValue == row.unsigned(1)
                else { throw StorageCorruption("lies with another log") }
            })
    }

    private func look(
        _ query: String, named name: String, removal: String, key: (HotStatement) throws -> [Int64],
        check: (HotStatement) throws -> Void
    ) throws -> [Fault] {
        try HotStatement(query, in: transaction.database).all { row -> Fault? in
            do {
                try check(row)
                return nil
            } catch let error as StorageCorruption {
                return Fault(sentence: "\(name): \(error.detail)", removal: removal, key: try key(row))
            }
        }.compactMap(\.self)
    }
}
