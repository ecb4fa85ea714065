import CaseFile
public import CaseStore
import Causality
import Foundation
import ReplicaStore
public import Replication

/// Sees to it that what belongs to moved records arrives where they live, however late it comes.
///
/// To be asked after everything that may have brought changes. It is cheap where nothing moved, and where nothing is new in
/// the scopes of what did: the states that were seen to are kept in the store, by the transaction that saw to them, so that a
/// machine that is switched off in between begins anew.
///
/// Source: SyncProtocol/Decisions/2026-11-27-moves-between-areas.md, "Following".
public struct MoveFollowing<Codec: ChangeCodec> {
    private let access: CaseAccess<Codec>

    private static var key: String { "moves-followed" }

    /// Following on one state.
    public init(_ access: CaseAccess<Codec>) {
        self.access = access
    }

    /// The moved records in whose scopes something is new, by (kind, id). Throws what the store throws.
    public func open() throws -> [CaseQueries.MovedRecord] {
        let moved = try access.queries.movedRecords()
        if moved.isEmpty { return [] }
        let (now, known) = (try digests(), try followed())
        // A right that was given or taken away changes what may be brought anywhere.
        if now[.directory] != known[.directory] { return moved }
        return moved.filter { record in record.scopes.contains { now[$0] != known[$0] } }
    }

    /// Brings what is to be brought for these records, and notes that it was. The engine has changed by it; answers how many
    /// changes were brought. Throws what the store and the signer throw; the transaction must then be given up.
    public func follow(
        _ records: [CaseQueries.MovedRecord], _ engine: inout ReplicaEngine<Codec>, environment: NodeEnvironment
    ) throws -> Int {
        var brought = 0
        for record in records {
            brought += try engine.follow(
                record.kind, record.id, in: record.scopes, by: CaseMoveRule(reading: access.with(engine).reading),
                access.transaction, environment: environment)
        }
        try note(digests())
        return brought
    }

    // MARK: What was seen to

    /// The digests of what is held of each scope. Looked up by scope; never iterated.
    private func digests() throws -> [ScopeID: UInt64] {
        var digests: [ScopeID: UInt64] = [:]
        for scope in try access.transaction.scopes() {
            digests[scope] = try access.engine.vector(of: scope, in: access.transaction).digest.tag
        }
        return digests
    }

    private func followed() throws -> [ScopeID: UInt64] {
        guard let bytes = try access.transaction.localValue(MoveFollowing.key),
            let known = try? JSONDecoder().decode([String: UInt64].self, from: Data(bytes))
        else { return [:] }
        return Dictionary(
            known.compactMap { name, digest in ScopeID(hexadecimal: name).map { ($0, digest) } },
            uniquingKeysWith: { first, _ in first })
    }

    private func note(_ digests: [ScopeID: UInt64]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let named = Dictionary(
            digests.map { ($0.key.description, $0.value) }, uniquingKeysWith: { first, _ in first })
        try access.transaction.setLocalValue(MoveFollowing.key, Array(encoder.encode(named)))
    }
}
