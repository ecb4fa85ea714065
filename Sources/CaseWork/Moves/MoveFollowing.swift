import CaseFile
public import CaseStore
import Causality
import Foundation
import ReplicaStore
public import Replication

/// Sees to it that what belongs to moved records arrives where they live, however late it comes.
///
/// To be asked after everything that may have brought changes. It looks at those moved records alone of which something
/// is new: which part of each log was seen to is kept in the store, by the transaction that puts the records into the queue,
/// and a record leaves the queue by the transaction that brings its changes, so that a machine that is switched off in
/// between goes on where it was. A program that understands more, and a directory that says other things, look at all.
///
/// Source: SyncProtocol/Decisions/2026-11-27-moves-between-areas.md, "Following".
public struct MoveFollowing<Codec: ChangeCodec> {
    private let access: CaseAccess<Codec>

    /// Records that are followed in one transaction: others wait for the writer meanwhile.
    public static var portion: Int { 16 }
    /// Changes of a log that are looked through one by one; where more came in, all moved records of the scope are looked at.
    private static var newChangesMax: UInt64 { 5000 }

    /// Following on one state.
    public init(_ access: CaseAccess<Codec>) {
        self.access = access
    }

    // MARK: What is to be done

    /// Whether there is anything to look at. Cheap where nothing moved and where nothing came in for the scopes of what did.
    public func isDue() throws -> Bool {
        let moved = try access.queries.movedRecords()
        if moved.isEmpty { return false }
        if try !MoveQueue(access.transaction).due(at: access.now).isEmpty { return true }
        guard try isMarked() else { return true }
        return try scopes(of: moved).contains { try noted($0) != access.engine.vector(of: $0, in: access.transaction) }
    }

    /// Puts what is new into the queue, and notes that it is there. Throws what the store throws.
    public func gather() throws {
        let moved = try access.queries.movedRecords()
        var queue = try MoveQueue(access.transaction)
        queue.keep { entry in moved.contains { entry.isOf($0) } }
        queue.add(try news(of: moved))
        try queue.save(access.transaction)
        for scope in scopes(of: moved) { try note(access.engine.vector(of: scope, in: access.transaction), of: scope) }
        try access.transaction.setLocalValue(MoveFollowing.markKey, mark())
    }

    /// The records of the next portion: those that wait longest. Throws what the store throws.
    public func next() throws -> [CaseQueries.MovedRecord] {
        let due = try MoveQueue(access.transaction).due(at: access.now)
        if due.isEmpty { return [] }
        let moved = try access.queries.movedRecords()
        return due.prefix(MoveFollowing.portion).compactMap { entry in moved.first { entry.isOf($0) } }
    }

    // MARK: Doing it

    /// Brings what is to be brought for these records and takes them out of the queue. The engine has changed by it; answers
    /// how many changes were brought. Throws what the store and the signer throw; the transaction must then be given up.
    public func follow(
        _ records: [CaseQueries.MovedRecord], _ engine: inout ReplicaEngine<Codec>, environment: NodeEnvironment
    ) throws -> Int {
        var brought = 0
        for record in records {
            brought += try engine.follow(
                record.kind, record.id, in: record.scopes, by: CaseMoveRule(reading: access.with(engine).reading),
                access.transaction, environment: environment)
        }
        var queue = try MoveQueue(access.transaction)
        queue.keep { entry in !records.contains { entry.isOf($0) } }
        try queue.save(access.transaction)
        return brought
    }

    /// Puts a record that cannot be followed behind the others: it is tried again later, and when something new comes for it.
    public func passOver(_ record: CaseQueries.MovedRecord, because error: any Error) throws {
        var queue = try MoveQueue(access.transaction)
        queue.passOver(record, at: access.now, because: "\(type(of: error))")
        try queue.save(access.transaction)
    }

    // MARK: What is new

    private func scopes(of moved: [CaseQueries.MovedRecord]) -> [ScopeID] {
        Array(Set(moved.flatMap(\.scopes))).sorted()
    }

    private func news(of moved: [CaseQueries.MovedRecord]) throws -> [CaseQueries.MovedRecord] {
        if moved.isEmpty { return [] }
        guard try isMarked() else { return moved }
        var all: Set<ScopeID> = []
        var some: Set<CaseQueries.RecordName> = []
        for scope in scopes(of: moved) {
            guard let before = try noted(scope),
                // What cannot be read is found by whoever follows, one record at a time.
                let touched = try? newRecords(in: scope, since: before)
            else {
                all.insert(scope)
                continue
            }
            for record in touched.sorted() { some.formUnion(try access.queries.movedRecords(concernedBy: record)) }
        }
        return moved.filter { record in
            some.contains(CaseQueries.RecordName(kind: record.kind, id: record.id))
                || record.scopes.contains(where: all.contains)
        }
    }

    /// The records of a scope that changes touch which came since; nil where that cannot be told, or is too much to look
    /// through.
    private func newRecords(in scope: ScopeID, since before: VersionVector) throws -> Set<RecordKey>? {
        let transaction = access.transaction
        let own = try transaction.currentReplica()
        var touched: Set<RecordKey> = []
        for head in try transaction.heads(in: scope) {
            var next: UInt64 = 1
            if let entry = before[head.log.replica] {
                guard try transaction.hash(of: head.log, at: entry.seq)?.tag == entry.tag else { return nil }
                next = entry.seq + 1
            }
            guard head.seq < next + MoveFollowing.newChangesMax else { return nil }
            while next <= head.seq {
                let run = try transaction.changes(of: head.log, from: next, byteLimit: Limits.batchBytes)
                guard !run.isEmpty else { return nil }
                for change in run where head.log.replica != own || !wasBrought(change, to: scope) {
                    touched.insert(change.record)
                }
                next += UInt64(run.count)
            }
        }
        return touched
    }

    /// Whether following itself brought a change here, which concerns nobody else: but who is named may be so by several.
    private func wasBrought(_ change: StoredChange, to scope: ScopeID) -> Bool {
        guard let first = change.origin?.position?.scope else { return false }
        return first != scope && !CaseMoveRule<Codec>.namedKinds.contains(change.record.kind)
    }

    // MARK: What was seen to

    private static var markKey: String { "moves-followed" }

    /// What a program understands, and what the directory says: more of either lets other changes be brought.
    private func mark() throws -> [UInt8] {
        let directory = try access.engine.vector(of: .directory, in: access.transaction).digest.tag
        let program = "\(access.catalog.edition) \(CaseQueries.edition)"
        return Array("\(program) \(ScopeID(rawValue: directory))".utf8)
    }

    private func isMarked() throws -> Bool {
        try access.transaction.localValue(MoveFollowing.markKey) == mark()
    }

    private static func key(of scope: ScopeID) -> String { "\(markKey)-\(scope)" }

    private func noted(_ scope: ScopeID) throws -> VersionVector? {
        guard let bytes = try access.transaction.localValue(MoveFollowing.key(of: scope)),
            let numbers = try? JSONDecoder().decode([[UInt64]].self, from: Data(bytes)),
            numbers.allSatisfy({ $0.count == 3 })
        else { return nil }
        return VersionVector(
            numbers.map { VersionVector.Entry(replica: ReplicaID(rawValue: $0[0]), seq: $0[1], tag: $0[2]) })
    }

    private func note(_ vector: VersionVector, of scope: ScopeID) throws {
        if try noted(scope) == vector { return }
        let numbers = vector.entries.map { [$0.replica.rawValue, $0.seq, $0.tag] }
        try access.transaction.setLocalValue(
            MoveFollowing.key(of: scope), Array(JSONEncoder().encode(numbers)))
    }
}
