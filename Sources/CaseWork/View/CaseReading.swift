public import CaseFile
public import CaseStore
import Causality
public import ReplicaStore
public import Replication

/// The use cases that read: show, history, conflicts, the case file, what is due.
///
/// A value for one transaction. It does no I/O beyond it and knows no clock: a day is given.
public struct CaseReading<Codec: ChangeCodec> {
    public let engine: ReplicaEngine<Codec>
    public let transaction: SQLiteTransaction
    public let catalog: Catalog
    public let directory: DirectoryView
    /// Whether this node is the county center, where everything has arrived by definition.
    public let isCenter: Bool

    public init(
        engine: ReplicaEngine<Codec>, transaction: SQLiteTransaction, catalog: Catalog, directory: DirectoryView,
        isCenter: Bool = false
    ) {
        self.engine = engine
        self.transaction = transaction
        self.catalog = catalog
        self.directory = directory
        self.isCenter = isCenter
    }

    /// Lists and searches.
    public var queries: CaseQueries { transaction.cases }

    /// A record as its reader sees it. Throws `CaseWorkError.recordNotFound` where no applied change touches it.
    public func record(_ key: RecordKey) throws -> RecordView {
        try record(key, custody: CustodyLevels(of: key.scope, isCenter: isCenter, transaction))
    }

    /// The record that `text` means: a whole id or the beginning of one. Throws `CaseWorkError.recordNotFound` or
    /// `.recordAmbiguous`.
    public func key(meantBy text: String, kind: RecordKind? = nil, in scopes: [ScopeID]? = nil) throws -> RecordKey {
        let matches = try queries.living(
            queries.records(idPrefix: text, in: scopes).filter { kind == nil || $0.kind == kind })
        guard let first = matches.first else { throw CaseWorkError.recordNotFound(text) }
        guard matches.count == 1 else { throw CaseWorkError.recordAmbiguous(text, matches) }
        return first
    }

    func record(_ key: RecordKey, custody: CustodyLevels) throws -> RecordView {
        guard let record = try merged(key) else { throw CaseWorkError.recordNotFound(key.id.description) }
        let copies = try transaction.copies(touching: key)
        // A case's words for named readers lie in another scope, whose logs have come as far as they have.
        let custody =
            custody.scope == key.scope ? custody : try CustodyLevels(of: key.scope, isCenter: isCenter, transaction)
        return RecordView(
            record, codec: engine.codec, custody: custody.custody(of: copies),
            changes: copies.map(\.change))
    }

    func merged(_ key: RecordKey) throws -> MergedRecord<Codec>? {
        try transaction.state(of: key).map {
            MergedRecord(key: key, state: $0, definition: catalog.kind(key.kind), codec: engine.codec)
        }
    }
}

extension RecordState {
    /// The changes behind every register but the notes: what somebody who opens the whole record looks at.
    var seenChanges: [ChangeID] {
        // A handful: most records were written by one change.
        var changes: [ChangeID] = []
        for register in registers where register.number != ChangeNote.register {
            for sibling in register.siblings where !changes.contains(sibling.change) { changes.append(sibling.change) }
        }
        return changes.sorted()
    }
}
