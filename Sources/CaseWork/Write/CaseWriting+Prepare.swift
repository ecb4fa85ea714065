import CaseFile
import CaseStore
import Causality
import Foundation
import ReplicaStore
import Replication

/// One part of a save, checked: what it writes and what it replaces.
struct PreparedEdit {
    var key: RecordKey
    var localName: String?
    var writes: [ChangeBody.Write]
    /// Sorted.
    var supersedes: [ChangeID] = []
    /// What its author was looking at.
    var seen: [ChangeID] = []
    var warnings: [DraftProblem] = []
    /// What of it goes into a record of its own, in a restricted scope.
    var beside: [PreparedEdit] = []

    func draft(author: RecordID, enteredBy: RecordID?) -> ChangeDraft {
        ChangeDraft(
            kind: key.kind, record: key.id, author: author, enteredBy: enteredBy, supersedes: supersedes,
            writes: writes)
    }
}

extension CaseWriting {
    func prepare(
        _ edit: RecordEdit, _ newKey: RecordKey?, _ scope: ScopeID, _ reader: FieldReader,
        _ talks: [RecordKey: Talk]
    ) throws -> PreparedEdit {
        switch edit {
        case .create(let draft):
            guard let key = newKey else { throw CaseWorkError.unknownKind(draft.kind, known: []) }
            return try creation(draft, key, reader, talks)
        case .correct(let correction):
            return try self.correction(correction, scope, reader, talks)
        case .withdraw(let edit):
            return try lifecycle(edit, Lifecycle.withdrawn, scope)
        case .reinstate(let edit):
            return try lifecycle(edit, Lifecycle.standing, scope)
        case .settle(let settlement):
            return try self.settlement(settlement, scope, reader)
        }
    }

    private func creation(
        _ draft: RecordDraft, _ key: RecordKey, _ reader: FieldReader, _ talks: [RecordKey: Talk]
    ) throws -> PreparedEdit {
        let kind = try definition(named: draft.kind)
        let read = try reader.values(from: draft.fields, of: kind, isCreation: true)
        let given = libraryValues(read.values.filter { $0.1 != .none }, beside: nil, key)
        guard !given.isEmpty else { throw CaseWorkError.nothingToWrite(key) }
        let doubts =
            try lateProblems(given, of: key, beside: nil) + (try safetyProblems(given, of: key, beside: nil))
            + (try resourceProblems(given, of: key, beside: nil)) + opinionProblems(given, of: key)
        try refuse(doubts)
        let (writes, confidential) = try split(
            try located(
                given + answeredSigns(given, of: key, seen: draft.seenSigns), of: key, read: reader.scope), of: key,
            talks)
        var edit = PreparedEdit(
            key: key, localName: draft.localName, writes: encoded(writes) + note(draft.note),
            warnings: read.warnings + doubts)
        if let confidential {
            edit.beside = [PreparedEdit(key: confidential.key, writes: encoded(confidential.values))]
        }
        return edit
    }

    private func correction(
        _ correction: RecordCorrection, _ scope: ScopeID, _ reader: FieldReader, _ talks: [RecordKey: Talk]
    ) throws -> PreparedEdit {
        let known = try existing(correction.record, scope)
        guard !known.record.isWithdrawn else { throw CaseWorkError.recordWithdrawn(correction.record) }
        let read = try reader.values(from: correction.fields, of: known.kind, isCreation: false)
        guard !read.values.isEmpty else { throw CaseWorkError.nothingToWrite(correction.record) }
        let doubts =
            milestoneProblems(read.values, beside: known.record)
            + (try caseProblems(read.values, beside: known.record))
            + (try lateProblems(read.values, of: correction.record, beside: known.record))
            + (try safetyProblems(read.values, of: correction.record, beside: known.record))
            + restrictedProblems(read.values, beside: known.record)
            + (try resourceProblems(read.values, of: correction.record, beside: known.record))
        try refuse(doubts)
        let look = try self.look(correction.seen, at: read.values.map(\.0), of: known)
        let note = note(correction.note)
        let given = libraryValues(read.values, beside: known.record, correction.record)
        // A planned visit is made now, or words are added to what others must act upon.
        let (values, confidential) = try split(given, of: correction.record, beside: known.record, talks)
        var edit = PreparedEdit(
            key: correction.record, writes: encoded(values) + note,
            supersedes: look.replaced
                + (note.isEmpty ? [] : known.replaceableNotes(beside: read.values.map(\.0), look.replaced)),
            seen: look.seen, warnings: read.warnings + doubts)
        if let confidential {
            edit.beside = [PreparedEdit(key: confidential.key, writes: encoded(confidential.values))]
        }
        return edit
    }

    private func refuse(_ problems: [DraftProblem]) throws {
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else { throw CaseWorkError.invalid(errors) }
    }

    private func lifecycle(_ edit: LifecycleEdit, _ state: String, _ scope: ScopeID) throws -> PreparedEdit {
        let known = try existing(edit.record, scope)
        let reason = edit.reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty else { throw CaseWorkError.reasonMissing }
        if state == Lifecycle.withdrawn { try refuse(try safetyProblems(withdrawing: known.record)) }
        let withdrawals = known.record.values(of: Lifecycle.register).filter {
            $0[member: Lifecycle.state] == .code(Lifecycle.withdrawn)
        }
        if state == Lifecycle.standing, withdrawals.isEmpty {
            throw CaseWorkError.recordNotWithdrawn(edit.record)
        }
        // The read set is the whole record: the lifecycle speaks of all of it. It counts for the register written.
        let look = try self.look(edit.seen, at: [Lifecycle.register], of: known)
        let all = edit.seen == nil ? known.record.state.seenChanges : look.seen
        let value: Value = .group([
            GroupMember(Lifecycle.state, .code(state)), GroupMember(Lifecycle.reason, .text(reason)),
        ])
        let problems = catalog.problems(
            in: Draft(kind: edit.record.kind, values: [(Lifecycle.register, value)]), isCreation: false)
        guard problems.isEmpty else { throw CaseWorkError.invalid(problems) }
        return PreparedEdit(
            key: edit.record, writes: encoded([(Lifecycle.register, value)]), supersedes: all, seen: all)
    }

    private func settlement(
        _ settlement: Settlement, _ scope: ScopeID, _ reader: FieldReader
    ) throws -> PreparedEdit {
        let known = try existing(settlement.record, scope)
        let reason = settlement.reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty else { throw CaseWorkError.reasonMissing }
        let register = try reader.register(named: settlement.field, of: known.kind)
        let readings = known.record.state.readings(of: register.number, codec: engine.codec)
        guard readings.count > 1 else { throw CaseWorkError.fieldNotDisputed(register.label) }
        let look = try self.look(settlement.seen, at: [register.number], of: known)
        let value: EncodedValue
        switch settlement.choice {
        case .reading(let prefix):
            // The bytes of the reading itself, so that a value which this version cannot read survives.
            let matches = known.record.state[register.number].filter {
                !prefix.isEmpty && $0.change.description.hasPrefix(prefix.lowercased())
            }
            guard matches.count == 1 else { throw CaseWorkError.readingNotFound(prefix, register.label) }
            value = matches[0].value
        case .value(let field):
            let read = try reader.values(from: [(register.name, field)], of: known.kind, isCreation: false)
            let said = libraryValues(read.values, beside: known.record, settlement.record).first?.1
            try refuse(try confidentialProblems([(register.number, said ?? .none)], beside: known.record))
            value = engine.codec.encode(said ?? .none)
        }
        let settled = [(register.number, engine.codec.decode(value))]
        try refuse(
            try safetyProblems(settled, of: settlement.record, beside: known.record)
                + restrictedProblems(settled, beside: known.record)
                + resourceProblems(settled, of: settlement.record, beside: known.record))
        let note = note(reason)
        return PreparedEdit(
            key: settlement.record, writes: [ChangeBody.Write(register: register.number, value: value)] + note,
            supersedes: look.replaced + known.replaceableNotes(beside: [register.number], look.replaced),
            seen: look.seen)
    }

    private func encoded(_ values: [(RegisterNumber, Value)]) -> [ChangeBody.Write] {
        values.map { ChangeBody.Write(register: $0.0, value: engine.codec.encode($0.1)) }
    }

    private func note(_ text: String?) -> [ChangeBody.Write] {
        guard let text = text?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else { return [] }
        return encoded([(ChangeNote.register, .text(text))])
    }

    // MARK: What is replaced

    private func existing(_ key: RecordKey, _ scope: ScopeID) throws -> ExistingRecord<Codec> {
        guard key.scope == scope else { throw CaseWorkError.recordOfOtherScope(key, scope) }
        guard let kind = catalog.kind(key.kind) else {
            throw CaseWorkError.unknownKind("\(key.kind.rawValue)", known: catalog.kinds.map(\.name))
        }
        guard let state = try transaction.state(of: key) else {
            throw CaseWorkError.recordNotFound(key.id.description)
        }
        let record = MergedRecord(key: key, state: state, definition: kind, codec: engine.codec)
        return ExistingRecord(record: record, kind: kind, stored: try transaction.changes(touching: key))
    }

    /// What the author was looking at, and which of it the registers' new values replace.
    private func look(
        _ token: SeenToken?, at registers: [RegisterNumber], of known: ExistingRecord<Codec>
    ) throws -> (seen: [ChangeID], replaced: [ChangeID]) {
        guard let token else {
            for register in registers { try refuseDisputed(register, of: known) }
            let current = registers.flatMap { known.record.state[$0].map(\.change) }
            return ([], Array(Set(current)).sorted())
        }
        let seen = try token.resolve(among: known.stored.map(\.change))
        let replaced = seen.filter { change in
            known.body(of: change, codec: engine.codec)?.writes.contains { registers.contains($0.register) } ?? false
        }
        return (seen, replaced)
    }

    private func refuseDisputed(_ register: RegisterNumber, of known: ExistingRecord<Codec>) throws {
        let readings = known.record.values(of: register)
        guard readings.count > 1 else { return }
        let kind = known.kind.kind
        let texts = readings.map { catalog.masked($0, of: register, in: kind) }.map { value in
            Label(
                catalog.text(for: value, of: register, in: kind, language: .zhHans),
                catalog.text(for: value, of: register, in: kind, language: .en))
        }
        throw CaseWorkError.fieldDisputed(catalog.label(of: register, in: kind), readings: texts)
    }
}

/// A record that is written over.
struct ExistingRecord<Codec: ChangeCodec> {
    let record: MergedRecord<Codec>
    let kind: KindDefinition
    let stored: [StoredChange]

    func body(of change: ChangeID, codec: Codec) -> ChangeBody? {
        stored.first { $0.change == change }.flatMap { try? codec.decodeBody($0.body) }
    }

    /// Notes that a new note may replace without touching a value that its author did not see: those of changes that
    /// say nothing in the registers written, beyond what is replaced anyway. Otherwise notes would pile up for ever.
    func replaceableNotes(beside registers: [RegisterNumber], _ replaced: [ChangeID]) -> [ChangeID] {
        record.state[ChangeNote.register].map(\.change).filter { note in
            !replaced.contains(note)
                && registers.allSatisfy { !record.state[$0].contains { $0.change == note } }
        }
    }
}
