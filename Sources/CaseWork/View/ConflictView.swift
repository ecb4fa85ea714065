public import CaseFile
public import CaseStore
public import Causality
import ReplicaStore
public import Replication

/// One side of a conflict: a value, who says so, since when, and from which save it came.
public struct ConflictSide: Sendable {
    /// Somebody who says so.
    public struct Voice: Sendable {
        public let change: ChangeID
        public let author: RecordID
        public let authorName: String
        public let recordedAt: Int64
        /// The records saved together with it, in the order of the log.
        public let unit: [RecordKey]
        /// The visit it came from: the visit of that save.
        public let visit: RecordKey?
    }

    public let value: Value
    public let text: Label
    /// Newest first.
    public let voices: [Voice]
}

/// A register about which people disagree.
public struct ConflictView: Sendable {
    public let key: RecordKey
    /// What the record is called in lists, where it has a name.
    public let title: String?
    public let register: RegisterNumber
    public let definition: RegisterDefinition?
    /// At least two, the shown one first.
    public let sides: [ConflictSide]
    /// To be given to `settle`.
    public let seen: SeenToken
}

/// An edit that somebody made without knowing of a withdrawal, or that the withdrawer did not know of.
public struct EditBesideWithdrawal: Sendable {
    public let key: RecordKey
    public let withdrawnBy: [RecordID]
    /// The edits that no withdrawal saw, sorted by change.
    public let edits: [ChangeID]
    public let registers: [RegisterNumber]
    public let seen: SeenToken
}

extension CaseReading {
    /// Every disputed register, with both readings, their authors, times and the visit they came from.
    public func conflicts(
        in scopes: [ScopeID]? = nil, limit: Int = CaseQueries.limitDefault
    ) throws -> [ConflictView] {
        try queries.conflicts(in: scopes, limit: limit).compactMap { try conflict(about: $0.register, of: $0.key) }
    }

    /// What people say about one register; nil where the record is not held here or they do not disagree.
    public func conflict(about register: RegisterNumber, of key: RecordKey) throws -> ConflictView? {
        guard let record = try merged(key) else { return nil }
        let readings = record.state.readings(of: register, codec: engine.codec)
        guard readings.areDisputed else { return nil }
        let stored = try transaction.changes(touching: key)
        let sides = try readings.map { reading in
            ConflictSide(
                value: reading.value, text: label(of: reading.value, register, key.kind),
                voices: try reading.siblings.map { try voice($0, stored) })
        }
        return ConflictView(
            key: key, title: try title(of: key), register: register,
            definition: record.definition?.register(register), sides: sides,
            seen: SeenToken(record.state.seenChanges, among: stored.map(\.change)))
    }

    /// Edits of withdrawn records that no withdrawal has seen: for the withdrawer to look at again. To withdraw again,
    /// or to reinstate, takes them off the list.
    public func editsBesideWithdrawals(
        in scopes: [ScopeID]? = nil, limit: Int = CaseQueries.limitDefault
    ) throws -> [EditBesideWithdrawal] {
        try queries.editedBesideWithdrawal(in: scopes, limit: limit).compactMap { try editsBesideWithdrawal(of: $0) }
    }

    /// The edits of one withdrawn record that no withdrawal has seen; nil where there are none.
    public func editsBesideWithdrawal(of key: RecordKey) throws -> EditBesideWithdrawal? {
        guard let record = try merged(key), record.isWithdrawn else { return nil }
        let stored = try transaction.changes(touching: key)
        guard let beside = EditsBeside(of: record, among: stored) else { return nil }
        return EditBesideWithdrawal(
            key: key, withdrawnBy: record.state[Lifecycle.register].map(\.author), edits: beside.edits,
            registers: beside.registers, seen: SeenToken(record.state.seenChanges, among: stored.map(\.change)))
    }

    private func voice(_ sibling: RecordState.Sibling, _ stored: [StoredChange]) throws -> ConflictSide.Voice {
        let unit = try stored.first { $0.change == sibling.change }.map { try self.unit(of: $0.position) } ?? []
        return ConflictSide.Voice(
            change: sibling.change, author: sibling.author, authorName: directory.name(ofUser: sibling.author),
            recordedAt: sibling.recordedAt, unit: unit, visit: unit.first { $0.kind == VisitSchema.recordKind })
    }

    /// The records of the unit that the change at `position` belongs to, in the order of the log, each once.
    ///
    /// A body says how many changes follow in its unit, so its end is known, and its beginning is behind the last
    /// change that says 0.
    func unit(of position: LogPosition) throws -> [RecordKey] {
        let reach = UInt64(Limits.changesPerUnit)
        // Most units are short: look back a little first.
        for back in [UInt64(16), reach] {
            let first = position.seq > back ? position.seq - back : 1
            var run = try transaction.changes(of: position.log, from: first, byteLimit: Limits.batchBytes)
            guard run.contains(where: { $0.position.seq == position.seq }) else { return [] }
            let ends = run.map {
                (stored: $0, remaining: (try? engine.codec.decodeBody($0.body))?.remainingInUnit ?? 0)
            }
            let before = ends.last { $0.stored.position.seq < position.seq && $0.remaining == 0 }
            let end = ends.first { $0.stored.position.seq >= position.seq && $0.remaining == 0 }
            guard before != nil || first == 1 || back == reach else { continue }
            let start = before.map { $0.stored.position.seq + 1 } ?? first
            run.removeAll { $0.position.seq < start || $0.position.seq > end?.stored.position.seq ?? position.seq }
            var keys: [RecordKey] = []
            for stored in run where !keys.contains(stored.record) { keys.append(stored.record) }
            return keys
        }
        return []
    }

    func label(of value: Value, _ register: RegisterNumber, _ kind: RecordKind) -> Label {
        Label(
            catalog.text(for: value, of: register, in: kind, language: .zhHans),
            catalog.text(for: value, of: register, in: kind, language: .en))
    }

    /// What a record is called in lists: a case's title, a person's name, a household's address, else nothing.
    func title(of key: RecordKey) throws -> String? {
        let register: RegisterNumber
        switch key.kind {
        case CaseSchema.recordKind: register = CaseSchema.title
        case PersonSchema.recordKind: register = PersonSchema.name
        case HouseholdSchema.recordKind: register = HouseholdSchema.address
        case MilestoneSchema.recordKind: register = MilestoneSchema.what
        default: return nil
        }
        return try merged(key)?.shown(register).plainText
    }
}
