import Crypto
import Foundation
import GRDB
public import Replication

/// Checks a store and makes anew what follows from its log.
///
/// The log is the truth: states and projections are functions of it, so a damaged or outdated one is computed again,
/// and the digest before and after says whether anything was wrong.
public struct StoreDoctor {
    private let storage: SQLiteReplicaStorage

    public init(_ storage: SQLiteReplicaStorage) {
        self.storage = storage
    }

    /// SHA-256 over (scope 8 ‖ kind 4 ‖ id 16 ‖ sha256(state) 32) of all records, big endian, by rising key.
    ///
    /// Equal sets of applied changes give equal digests, on any machine.
    public func stateDigest() throws -> Hash {
        try storage.read { try StoreDoctor.digest($0) }
    }

    /// The digest that a rebuild would give, without changing the store: what `verify` compares.
    public func digestFoldedAnew(using fold: (RecordKey, SQLiteTransaction) throws -> Void) throws -> Hash {
        /// Carries the digest out of the transaction that must not be committed.
        struct Folded: Error {
            let digest: Hash
        }
        do {
            return try storage.write { transaction in
                _ = try transaction.foldAll(using: fold)
                throw Folded(digest: try StoreDoctor.digest(transaction))
            }
        } catch let folded as Folded {
            return folded.digest
        }
    }

    private static func digest(_ transaction: SQLiteTransaction) throws -> Hash {
        var digest = SHA256()
        // The table has the id before the kind, and the digest the kind before the id: one scope is put in order at once.
        var scope: [(key: RecordKey, hash: Hash)] = []
        func add() {
            for record in scope.sorted(by: { $0.key < $1.key }) {
                var line: [UInt8] = []
                line.reserveCapacity(60)
                line.append(bigEndian: record.key.scope.rawValue)
                for shift in [24, 16, 8, 0] as [UInt32] {
                    line.append(UInt8(truncatingIfNeeded: record.key.kind.rawValue >> shift))
                }
                line += record.key.id.bytes
                record.hash.append(to: &line)
                digest.update(data: line)
            }
            scope.removeAll(keepingCapacity: true)
        }
        try transaction.forEachState { key, state in
            if let last = scope.last, last.key.scope != key.scope { add() }
            scope.append((key, Hash(of: state)))
        }
        add()
        guard let hash = Hash(bytes: Array(digest.finalize())) else {
            throw StorageCorruption("a SHA-256 value is not 32 bytes long")
        }
        return hash
    }

    /// Clears states and projections and folds every record anew from the log; answers how many records.
    ///
    /// `fold` sets one record's state, as `ReplicaEngine.rebuild` does. All in one transaction: where it throws,
    /// everything stays as it was.
    @discardableResult
    public func rebuildStates(using fold: (RecordKey, SQLiteTransaction) throws -> Void) throws -> Int {
        try storage.write { try $0.foldAll(using: fold) }
    }

    /// Clears the projections and makes them anew from the states.
    public func rebuildProjections() throws {
        try storage.write { transaction in
            guard let projections = transaction.session.projections else { return }
            try projections.projector.clear(transaction.database)
            try projections.projector.prepare(transaction.database)
            try transaction.projectAll()
        }
    }

    /// Computes every chain anew from the bodies and checks the signatures of all heads whose key `key` knows.
    ///
    /// Faults are collected, not thrown; throws only what keeps the store from being read at all.
    public func verifyLogs(key: (Hash) -> DeviceKey?) throws -> LogVerification {
        try storage.read { transaction in
            try withoutActuallyEscaping(key) { key in
                var verifier = LogVerifier(transaction, key: key)
                try verifier.verifyAll()
                return verifier.result
            }
        }
    }

    /// What the upstream or the center said and is not readable any more, or not what the center signed: a sentence each.
    ///
    /// `key` knows the center's keys; a receipt of any other is damaged. Throws what keeps the store from being read.
    public func upstreamFaults(key: (Hash) -> DeviceKey?) throws -> [String] {
        try storage.read { transaction in
            try withoutActuallyEscaping(key) { try UpstreamWords(transaction: transaction, key: $0).faults() }
        }
    }

    /// Takes away what `upstreamFaults` names, to be asked again at the next sync, and answers it.
    @discardableResult
    public func dropUpstreamFaults(key: (Hash) -> DeviceKey?) throws -> [String] {
        try storage.write { transaction in
            try withoutActuallyEscaping(key) { try UpstreamWords(transaction: transaction, key: $0).drop() }
        }
    }

    /// SQLite's own check of its pages and indexes; empty where nothing is wrong.
    public func integrityFaults() throws -> [String] {
        try storage.onQueue { try String.fetchAll($0, sql: "PRAGMA integrity_check").filter { $0 != "ok" } }
    }
}
