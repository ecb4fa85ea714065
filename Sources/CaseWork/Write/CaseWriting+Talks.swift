import CaseFile
import CaseStore
import Causality
import ReplicaStore
import Replication

/// What a save says of a visit, as far as it matters to who may read what was told there.
struct Talk {
    /// Nil where the save does not say how the talk was held.
    var isBackToBack: Bool?
    /// The visit's case, of the scope in which the visit is written; nil where the save names none.
    var caseFile: Value?
}

/// What was told back to back, and in which records of a visit it stands.
///
/// Confidential are words: the account and its files, what somebody demanded, the observer's words about a feeling, and
/// what a sign of danger says. Not confidential is what others must act upon or compare: that there was a visit and a
/// danger, of which kind and when, the label of a feeling and the person's own numbers.
extension CaseWriting {
    /// What a unit says of its visits, before any of it is written.
    func talks(
        in edits: [RecordEdit], _ keys: [RecordKey?], _ reader: FieldReader
    ) throws -> [RecordKey: Talk] {
        guard let kind = catalog.kind(VisitSchema.recordKind) else { return [:] }
        var talks: [RecordKey: Talk] = [:]
        for (edit, newKey) in zip(edits, keys) {
            let (key, fields): (RecordKey?, TypedFields) =
                switch edit {
                case .create(let draft): (newKey, draft.fields)
                case .correct(let correction): (correction.record, correction.fields)
                default: (nil, [])
                }
            guard let key, key.kind == VisitSchema.recordKind else { continue }
            talks[key] = Talk(
                isBackToBack: try value(VisitSchema.mode, in: fields, of: kind, reader)
                    .map { $0 == .code(VisitSchema.backToBack) },
                caseFile: try value(VisitSchema.case, in: fields, of: kind, reader)?.located(in: reader.scope))
        }
        return talks
    }

    /// Whether a visit is one back to back, by this save or else by any reading that stands.
    func isBackToBack(_ visit: RecordKey, _ talks: [RecordKey: Talk]) throws -> Bool {
        if let said = talks[visit]?.isBackToBack { return said }
        return try reading.merged(visit)?.values(of: VisitSchema.mode).contains(.code(VisitSchema.backToBack)) ?? false
    }

    /// The case of a visit, for a record of another scope; `Value.none` where it has none.
    func caseFile(of visit: RecordKey, _ talks: [RecordKey: Talk]) throws -> Value {
        if let said = talks[visit]?.caseFile { return said }
        return try reading.merged(visit)?.shown(VisitSchema.case).located(in: visit.scope) ?? .none
    }

    /// The visit at which a new record says that something was told; nil for none, and for one that cannot be read, which
    /// is refused when it is written.
    func visit(
        of draft: RecordDraft, _ kind: KindDefinition, _ register: RegisterNumber, _ reader: FieldReader
    ) throws -> RecordKey? {
        try value(register, in: draft.fields, of: kind, reader)?.reference?.key(
            from: RecordKey(scope: reader.scope, kind: kind.kind, id: RecordID(rawValue: 0)))
    }

    private func value(
        _ register: RegisterNumber, in fields: TypedFields, of kind: KindDefinition, _ reader: FieldReader
    ) throws -> Value? {
        guard let definition = kind.register(register),
            let field = fields.first(where: { FieldReader.definition(named: $0.name, of: kind)?.number == register })
        else { return nil }
        do {
            return try reader.value(from: field.value, of: definition, kind)
        } catch is CaseWorkError {
            return nil
        }
    }

    /// The values without what is confidential, and that by registers of the record that is kept for named readers.
    func parted(
        _ values: [(RegisterNumber, Value)], of kind: RecordKind
    ) -> (kept: [(RegisterNumber, Value)], told: [(RegisterNumber, Value)]) {
        var kept: [(RegisterNumber, Value)] = []
        var told: [(RegisterNumber, Value)] = []
        for (register, value) in values {
            if value != .none, let place = CaseWriting.wholePlace(of: register, in: kind) {
                told.append((place, value))
            } else if let (member, place) = CaseWriting.memberPlace(of: register, in: kind),
                case .group(let members) = value,
                let words = members.first(where: { $0.number == member })?.value, words != .none
            {
                kept.append((register, .group(members.filter { $0.number != member })))
                told.append((place, words))
            } else {
                kept.append((register, value))
            }
        }
        return (kept, told)
    }

    private static func wholePlace(of register: RegisterNumber, in kind: RecordKind) -> RegisterNumber? {
        switch (kind, register) {
        case (VisitSchema.recordKind, VisitSchema.narrative): RestrictedNoteSchema.text
        case (VisitSchema.recordKind, VisitSchema.attachments): RestrictedNoteSchema.attachments
        case (EmotionSchema.recordKind, EmotionSchema.note): RestrictedNoteSchema.text
        default: nil
        }
    }

    private static func memberPlace(
        of register: RegisterNumber, in kind: RecordKind
    ) -> (member: UInt32, place: RegisterNumber)? {
        switch (kind, register) {
        case (VisitSchema.recordKind, VisitSchema.safety), (EmotionSchema.recordKind, EmotionSchema.safety):
            (Safety.text, RestrictedNoteSchema.safety)
        case (EmotionSchema.recordKind, EmotionSchema.observed):
            (EmotionSchema.Observed.words, RestrictedNoteSchema.observed)
        default: nil
        }
    }
}
