import Foundation
import GRDB
public import ReplicaStore
public import Replication

/// What the case files say of blobs: who may have one, which are missing here, which the upstream should be offered.
///
/// Valid within the transaction that it comes from; inside a writing one it sees the records as they were before it.
/// Methods throw what the database throws.
public struct CaseBlobs {
    let transaction: SQLiteTransaction

    private var database: Database { transaction.database }

    /// The scopes whose records name the blob, rising.
    public func scopes(naming hash: Hash) throws -> [ScopeID] {
        try Row.fetchAll(
            database, sql: "SELECT DISTINCT scope FROM blob_use WHERE sha256 = ?", arguments: [hash.data]
        ).map { $0.scope() }.sorted()
    }

    /// Blobs that records of `scopes` name and that are not here, at most `limit` in all.
    ///
    /// The scopes' turn and each scope's beginning follow from `start`, and both go round: with a start drawn anew each
    /// time, what never comes keeps nothing else back, in its own scope or another.
    public func missing(in scopes: [ScopeID], from start: Hash, limit: Int) throws -> [Hash] {
        // Nothing is missing on most days, and a county's machine asks for hundreds of scopes.
        guard try Int.fetchOne(database, sql: "SELECT 1 FROM blob_missing LIMIT 1") != nil else { return [] }
        var found: [Hash] = []
        let first = scopes.isEmpty ? 0 : Int(start.words.1 % UInt64(scopes.count))
        for scope in scopes[first...] + scopes[..<first] {
            for condition in ["sha256 >= ?", "sha256 < ?"] where found.count < limit {
                let rows = try Row.fetchAll(
                    database,
                    sql: "SELECT sha256 FROM blob_missing WHERE scope = ? AND \(condition) ORDER BY sha256 LIMIT ?",
                    arguments: [scope.bits, start.data, limit - found.count])
                for hash in try rows.map({ try $0.hash("sha256") }) where !found.contains(hash) { found.append(hash) }
            }
        }
        return found.sorted()
    }

    /// How many blobs are missing in all.
    public func missingCount() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(DISTINCT sha256) FROM blob_missing") ?? 0
    }

    /// Blobs that are here, that a record of `scopes` names and that the upstream has not said to have, rising, at most
    /// `limit`, behind `start` and round. A blob is offered only where its record may be.
    public func toOffer(in scopes: [ScopeID], from start: Hash, limit: Int) throws -> [Hash] {
        var found: [Hash] = []
        let marks = scopes.map { _ in "?" }.joined(separator: ", ")
        for condition in ["sha256 >= ?", "sha256 < ?"] where found.count < limit {
            found += try Row.fetchAll(
                database,
                sql: """
                    SELECT sha256 FROM blob WHERE is_held = 1 AND is_upstream = 0 AND \(condition)
                        AND EXISTS (SELECT 1 FROM blob_use u WHERE u.sha256 = blob.sha256 AND u.scope IN (\(marks)))
                    ORDER BY sha256 LIMIT ?
                    """,
                arguments: [start.data] + StatementArguments(scopes.map(\.bits)) + [limit - found.count]
            ).map { try $0.hash("sha256") }
        }
        return found.sorted()
    }

    /// How many blobs wait to be brought to the upstream.
    public func toOfferCount() throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM blob WHERE is_held = 1 AND is_upstream = 0
                    AND EXISTS (SELECT 1 FROM blob_use u WHERE u.sha256 = blob.sha256)
                """) ?? 0
    }

    /// Notes that a blob is here: nobody is asked for it any more.
    public func arrived(_ hash: Hash) throws {
        try transaction.putBlob(hash)
        try database.execute(sql: "DELETE FROM blob_missing WHERE sha256 = ?", arguments: [hash.data])
    }

    /// Notes that a blob is not here, although the store thought so: whoever has it is asked.
    public func lost(_ hash: Hash) throws {
        try transaction.removeBlob(hash)
        for scope in try scopes(naming: hash) {
            try database.execute(
                sql: "INSERT OR IGNORE INTO blob_missing (scope, sha256) VALUES (?, ?)",
                arguments: [scope.bits, hash.data])
        }
    }

    /// Brings the store in line with the files that are there, which are the truth: a copy that was put back, or a crash
    /// between the two.
    public func reconcile(with files: [Hash]) throws {
        let known = try transaction.heldBlobs()
        let there = Set(files)
        for hash in known where !there.contains(hash) { try lost(hash) }
        let noted = Set(known)
        for hash in files where !noted.contains(hash) { try arrived(hash) }
    }
}

extension SQLiteTransaction {
    /// What the case files say of blobs.
    public var blobs: CaseBlobs { CaseBlobs(transaction: self) }
}

extension Hash {
    /// The thirty-two bytes as SQLite takes them.
    var data: Data { Data(bytes) }
}

extension Row {
    func hash(_ column: String) throws -> Hash {
        guard let hash = (self[column] as Data?).flatMap({ Hash(bytes: $0) }) else {
            throw StorageCorruption("\(column) in a projection is no SHA-256")
        }
        return hash
    }
}
