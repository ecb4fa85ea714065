public import CaseFile
import Causality
public import Replication

/// What the use cases answer, in the shape of JSON: the `--json` of every command and the body of every local request.
///
/// Names are the catalog's; values have the form in which an import reads them. Times are RFC 3339 in the time of
/// Shanghai. What this program does not know stands under its number.
public struct CaseJSON: Sendable {
    public let catalog: Catalog
    public let directory: DirectoryView

    public init(catalog: Catalog, directory: DirectoryView) {
        self.catalog = catalog
        self.directory = directory
    }

    /// `{kind, id, scope, fields, disputed, withdrawn, missing, custody, seen}`; `fields` has the shown values, and
    /// `disputed` every reading of the fields that have several.
    public func record(_ view: RecordView) -> FieldValue {
        let disputed = (view.fields + [view.lifecycle].compactMap(\.self)).filter(\.isDisputed)
        var entries = reference(view.key)
        entries.append(
            ("fields", .object(view.fields.map { (name($0), value($0.shown, $0.register, view.key.kind)) })))
        if !disputed.isEmpty {
            entries.append(("disputed", .object(disputed.map { (name($0), readings($0, view.key.kind)) })))
        }
        entries.append(("is_withdrawn", .bool(view.isWithdrawn)))
        if let reason = view.withdrawalReason { entries.append(("withdrawal_reason", .string(reason))) }
        if view.isIncomplete { entries.append(("missing", .array(view.missing.map { .string($0.name) }))) }
        entries.append(("custody", .string(CaseJSON.name(of: view.custody))))
        entries.append(("recorded_at", time(view.recordedAt)))
        entries.append(("seen", .string(view.seen.description)))
        return .object(entries)
    }

    /// One object for each change, the oldest first.
    public func history(_ entries: [HistoryEntry], of kind: RecordKind) -> FieldValue {
        .array(
            entries.map { entry in
                var members: [(String, FieldValue)] = [
                    ("change", .string(entry.change.description)), ("author", person(entry.author)),
                    ("recorded_at", time(entry.recordedAt)), ("standing", .string(CaseJSON.name(of: entry.standing))),
                    ("custody", .string(CaseJSON.name(of: entry.custody))),
                    ("log", .string("\(entry.position.replica)/\(entry.position.seq)")),
                    ("writes", .array(entry.writes.map { write($0, kind) })),
                ]
                if let typist = entry.enteredBy { members.append(("entered_by", person(typist))) }
                if let note = entry.note { members.append(("note", .string(note))) }
                if entry.isReissued { members.append(("is_reissued", .bool(true))) }
                if !entry.supersedes.isEmpty {
                    members.append(("supersedes", .array(entry.supersedes.map { .string($0.description) })))
                }
                return .object(members)
            })
    }

    /// One object for each disputed register, with every side.
    public func conflicts(_ conflicts: [ConflictView]) -> FieldValue {
        .array(
            conflicts.map { conflict in
                var members = reference(conflict.key)
                if let title = conflict.title { members.append(("title", .string(title))) }
                members.append(
                    ("field", .string(conflict.definition?.name ?? String(conflict.register.rawValue))))
                members.append(("sides", .array(conflict.sides.map { side($0, conflict) })))
                members.append(("seen", .string(conflict.seen.description)))
                return .object(members)
            })
    }

    /// One object for each withdrawn record that somebody edited unseen.
    public func edits(_ edits: [EditBesideWithdrawal]) -> FieldValue {
        .array(
            edits.map { edit in
                .object(
                    reference(edit.key) + [
                        ("withdrawn_by", .array(edit.withdrawnBy.map(person))),
                        ("changes", .array(edit.edits.map { .string($0.description) })),
                        (
                            "fields",
                            .array(
                                edit.registers.map {
                                    .string(catalog.kind(edit.key.kind)?.register($0)?.name ?? String($0.rawValue))
                                })
                        ),
                        ("seen", .string(edit.seen.description)),
                    ])
            })
    }

    /// What a save did, one object for each record.
    public func saved(_ records: [SavedRecord]) -> FieldValue {
        .array(
            records.map { record in
                var members = reference(record.key)
                if let name = record.localName { members.append(("key", .string(name))) }
                members.append(("change", .string(record.change.change.description)))
                members.append(("seen", .string(record.seen.description)))
                if !record.disputed.isEmpty {
                    let definition = catalog.kind(record.key.kind)
                    members.append(
                        (
                            "disputed",
                            .array(
                                record.disputed.map {
                                    .string(definition?.register($0)?.name ?? String($0.rawValue))
                                })
                        ))
                }
                if !record.warnings.isEmpty { members.append(("warnings", .array(record.warnings.map(label)))) }
                return .object(members)
            })
    }

    // MARK: Parts

    func reference(_ key: RecordKey) -> [(String, FieldValue)] {
        [
            ("kind", .string(catalog.kind(key.kind)?.name ?? String(key.kind.rawValue))),
            ("id", .string(key.id.description)), ("scope", .string(key.scope.description)),
        ]
    }

    func value(_ value: Value, _ register: RegisterNumber, _ kind: RecordKind) -> FieldValue {
        catalog.fieldValue(from: value, of: register, in: kind)
    }

    func time(_ instant: Int64) -> FieldValue { catalog.fieldValue(from: .instant(instant), as: .instant) }

    func person(_ id: RecordID) -> FieldValue {
        .object([("id", .string(id.description)), ("name", .string(directory.name(ofUser: id)))])
    }

    func label(_ problem: DraftProblem) -> FieldValue { label(problem.message) }

    func label(_ label: Label) -> FieldValue {
        .object(Language.allCases.map { ($0.rawValue, .string(label.text(in: $0))) })
    }

    private func name(_ field: FieldView) -> String { field.definition?.name ?? String(field.register.rawValue) }

    private func readings(_ field: FieldView, _ kind: RecordKind) -> FieldValue {
        .array(
            field.readings.map { reading in
                .object([
                    ("value", value(reading.value, field.register, kind)),
                    (
                        "by",
                        .array(
                            reading.siblings.map { sibling in
                                .object([
                                    ("change", .string(sibling.change.description)),
                                    ("author", person(sibling.author)), ("recorded_at", time(sibling.recordedAt)),
                                ])
                            })
                    ),
                ])
            })
    }

    private func write(_ write: HistoryWrite, _ kind: RecordKind) -> FieldValue {
        var members: [(String, FieldValue)] = [
            ("field", .string(write.definition?.name ?? String(write.register.rawValue))),
            ("value", value(write.value, write.register, kind)),
        ]
        switch write.outcome {
        case .stands: members.append(("stands", .bool(true)))
        case .setAside: members.append(("stands", .bool(false)))
        case .lost(let winners):
            members.append(("stands", .bool(false)))
            members.append(("lost_to", .array(winners.map { .string($0.description) })))
        }
        return .object(members)
    }

    private func side(_ side: ConflictSide, _ conflict: ConflictView) -> FieldValue {
        .object([
            ("value", value(side.value, conflict.register, conflict.key.kind)), ("text", label(side.text)),
            (
                "by",
                .array(
                    side.voices.map { voice in
                        var members: [(String, FieldValue)] = [
                            ("change", .string(voice.change.description)), ("author", person(voice.author)),
                            ("recorded_at", time(voice.recordedAt)),
                            ("saved_with", .array(voice.unit.map { .object(reference($0)) })),
                        ]
                        if let visit = voice.visit { members.append(("visit", .string(visit.id.description))) }
                        return .object(members)
                    })
            ),
        ])
    }

    private static func name(of custody: Custody) -> String {
        switch custody {
        case .here: "here"
        case .upstream: "upstream"
        case .county: "county"
        }
    }

    private static func name(of standing: Standing) -> String {
        switch standing {
        case .applied: "applied"
        case .held: "held"
        case .unapplied: "unapplied"
        case .heldUnapplied: "held_unapplied"
        }
    }
}
