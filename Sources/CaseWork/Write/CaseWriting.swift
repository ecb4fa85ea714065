public import CaseFile
import CaseStore
import Causality
public import ReplicaStore
public import Replication

/// The use cases that write: record, correct, withdraw, reinstate, settle.
///
/// A value for one transaction. It changes its copy of the engine; the caller takes `engine` back after the commit and
/// drops it where anything threw, and the store with it: a refused save leaves nothing.
///
/// What a write replaces is what its author was looking at. With a token it supersedes exactly those changes of the
/// token that wrote one of its registers, so that a value that arrived since stays and becomes a conflict. Without a
/// token the command itself is the look: a register with one reading is read within the same transaction and replaced,
/// a disputed one is refused. Notes on changes are replaced with them where that touches no other register.
///
/// Source: DESIGN.md section 4.
public struct CaseWriting<Codec: ChangeCodec> {
    public internal(set) var engine: ReplicaEngine<Codec>
    /// What was written so far, in order.
    public private(set) var changes: [StoredChange] = []
    let transaction: SQLiteTransaction
    let catalog: Catalog
    let directory: DirectoryView
    let environment: NodeEnvironment
    /// The person who speaks.
    let author: RecordID
    /// The person who types, where that is another (代录).
    let enteredBy: RecordID?
    var elsewhere: (String, [RecordKind]) throws -> RecordKey? = { _, _ in nil }
    /// Whether what was done late is refused without a reason; an import brings what is old, and nobody can be asked.
    var asksWhyLate = true
    /// Whether this save says where a record lives.
    var mayMove = false

    public init(
        engine: ReplicaEngine<Codec>, transaction: SQLiteTransaction, catalog: Catalog, directory: DirectoryView,
        environment: NodeEnvironment, author: RecordID, enteredBy: RecordID? = nil
    ) {
        self.engine = engine
        self.transaction = transaction
        self.catalog = catalog
        self.directory = directory
        self.environment = environment
        self.author = author
        // Who types their own words types for nobody: an import has lines of several people, its typist among them.
        self.enteredBy = enteredBy == author ? nil : enteredBy
    }

    /// Saves one unit: everything in it becomes visible together, here and wherever it travels. In the order given;
    /// a record may be named before it is drafted.
    ///
    /// Throws `CaseWorkError` before anything is written, and what engine and store throw.
    public mutating func save(_ edits: [RecordEdit], in scope: ScopeID) throws -> [SavedRecord] {
        let keys = try newKeys(edits, in: scope)
        var reader = keys.reader
        reader.mayMove = mayMove
        var prepared: [PreparedEdit] = []
        for (edit, newKey) in zip(edits, keys.keys) {
            let one = try prepare(edit, newKey, scope, reader, keys.talks)
            guard !prepared.contains(where: { $0.key == one.key }) else {
                throw CaseWorkError.localNameTwice(one.key.id.description)
            }
            prepared += [one] + one.beside
        }
        // A log lies in one scope: what only named readers may have is a unit of its own in theirs.
        let places = [scope] + Set(prepared.map(\.key.scope)).subtracting([scope]).sorted()
        var written: [RecordKey: StoredChange] = [:]
        for place in places {
            let own = prepared.filter { $0.key.scope == place }
            guard !own.isEmpty else { continue }
            let stored = try engine.save(
                own.map { $0.draft(author: author, enteredBy: enteredBy) }, in: place, transaction,
                environment: environment)
            changes += stored
            for (one, change) in zip(own, stored) { written[one.key] = change }
        }
        return try prepared.compactMap { one in try written[one.key].map { try saved(one, $0) } }
    }

    /// What `save` would refuse, edit by edit, with the place of each in `edits`: a form says all of it at once, each at its
    /// field. Writes nothing. Throws what the store throws.
    public func refusals(
        of edits: [RecordEdit], in scope: ScopeID
    ) throws -> [(edit: Int, error: CaseWorkError)] {
        let keys = try newKeys(edits, in: scope)
        var refusals: [(edit: Int, error: CaseWorkError)] = []
        for (index, edit) in edits.enumerated() {
            do {
                _ = try prepare(edit, keys.keys[index], scope, keys.reader, keys.talks)
            } catch let error as CaseWorkError {
                refusals.append((index, error))
            }
        }
        return refusals
    }

    /// Records one new record.
    public mutating func create(_ draft: RecordDraft, in scope: ScopeID) throws -> SavedRecord {
        try only(.create(draft), scope)
    }

    /// Writes new values for fields of a record; the old ones stay in its history.
    public mutating func correct(_ correction: RecordCorrection) throws -> SavedRecord {
        try only(.correct(correction), correction.record.scope)
    }

    /// Takes a record out of use (作废). Its read set is the whole record, so that an edit that its author did not see
    /// is shown to them afterwards (`CaseReading.editsBesideWithdrawals`).
    public mutating func withdraw(_ edit: LifecycleEdit) throws -> SavedRecord {
        try only(.withdraw(edit), edit.record.scope)
    }

    /// Puts a withdrawn record back.
    public mutating func reinstate(_ edit: LifecycleEdit) throws -> SavedRecord {
        try only(.reinstate(edit), edit.record.scope)
    }

    /// Ends a disagreement about one field; the readings that lose stay in the history.
    public mutating func settle(_ settlement: Settlement) throws -> SavedRecord {
        try only(.settle(settlement), settlement.record.scope)
    }

    private mutating func only(_ edit: RecordEdit, _ scope: ScopeID) throws -> SavedRecord {
        guard let saved = try save([edit], in: scope).first else { throw ReplicationError.emptyUnit }
        return saved
    }

    /// The keys of new records, in the order of the edits, with what reads their fields and what is said of visits.
    private func newKeys(
        _ edits: [RecordEdit], in scope: ScopeID
    ) throws -> (keys: [RecordKey?], reader: FieldReader, talks: [RecordKey: Talk]) {
        var reader = FieldReader(
            catalog: catalog, directory: directory, queries: transaction.cases, scope: scope, locals: [:],
            elsewhere: elsewhere)
        var talks: [RecordKey: Talk] = [:]
        var keys: [RecordKey?] = edits.map { _ in nil }
        // Where a demand lies depends on its visit, which may be named before it is drafted.
        for areDemands in [false, true] {
            if areDemands { talks = try self.talks(in: edits, keys, reader) }
            for (index, edit) in edits.enumerated() {
                guard case .create(let draft) = edit else { continue }
                let kind = try definition(named: draft.kind)
                guard (kind.kind == DemandSchema.recordKind) == areDemands else { continue }
                guard (kind.scopeClass == .directory) == (scope == .directory) else {
                    throw CaseWorkError.kindOfOtherScope(kind.label, scope)
                }
                let key = RecordKey(
                    scope: try place(of: draft, kind, reader, talks), kind: kind.kind,
                    id: draft.id ?? environment.newRecordID())
                guard try transaction.state(of: key) == nil else { throw CaseWorkError.recordExists(key) }
                if let name = draft.localName {
                    guard reader.locals.updateValue(key, forKey: "@" + name) == nil else {
                        throw CaseWorkError.localNameTwice(name)
                    }
                }
                keys[index] = key
            }
        }
        return (keys, reader, talks)
    }

    func definition(named name: String) throws(CaseWorkError) -> KindDefinition {
        if let kind = catalog.kind(named: name) { return kind }
        let match = catalog.kinds.first { kind in Language.allCases.contains { kind.label.text(in: $0) == name } }
        guard let match else { throw .unknownKind(name, known: catalog.kinds.map(\.name)) }
        return match
    }

    private func saved(_ prepared: PreparedEdit, _ change: StoredChange) throws -> SavedRecord {
        let all = try transaction.changes(touching: prepared.key).map(\.change)
        let state = try transaction.state(of: prepared.key) ?? RecordState()
        let disputed = prepared.writes.map(\.register).filter {
            $0 != ChangeNote.register && state.readings(of: $0, codec: engine.codec).count > 1
        }
        return SavedRecord(
            key: prepared.key, localName: prepared.localName, change: change,
            seen: SeenToken(prepared.seen + [change.change], among: all), disputed: disputed,
            warnings: prepared.warnings)
    }
}
