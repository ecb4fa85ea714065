import CaseFile
import CaseStore
import Causality
import ReplicaStore
import Replication

/// Where a record lies that only named readers may have, and what of others goes into such a record.
///
/// It is decided here, whatever command, page or import writes: nobody has to think of it at the door.
extension CaseWriting {
    /// Kinds of which a new record may lie elsewhere than where it was told.
    static var placedKinds: [RecordKind] {
        [
            WhistleReportSchema.recordKind, RestrictedNoteSchema.recordKind, OpinionSchema.recordKind,
            DemandSchema.recordKind,
        ]
    }

    /// The purpose of the scope into which a new record belongs; nil for one that lies with its village.
    private func purpose(
        of draft: RecordDraft, _ kind: KindDefinition, _ reader: FieldReader, _ talks: [RecordKey: Talk]
    ) throws -> String? {
        switch kind.kind {
        case DemandSchema.recordKind:
            let visit = try visit(of: draft, kind, DemandSchema.visit, reader)
            return try visit.map { try isBackToBack($0, talks) } ?? false ? "case_team" : nil
        case WhistleReportSchema.recordKind: return "whistle_blowing"
        case RestrictedNoteSchema.recordKind: return "case_team"
        case OpinionSchema.recordKind:
            return code(OpinionSchema.aspect, of: draft, kind) == OpinionSchema.psychology ? "psychological" : nil
        default: return nil
        }
    }

    /// The code that a draft gives a register, read as it is when it is written; nil where it gives none that can be read.
    private func code(_ register: RegisterNumber, of draft: RecordDraft, _ kind: KindDefinition) -> String? {
        guard case .code(let table)? = kind.register(register)?.type,
            let field = draft.fields.first(where: { name, _ in
                FieldReader.definition(named: name, of: kind)?.number == register
            }), case .string(let text) = field.value
        else { return nil }
        return catalog.codeTable(table)?.code(meantBy: text)?.code
    }

    /// Where a new record is written. Throws `CaseWorkError.restrictedScopeMissing`.
    func place(
        of draft: RecordDraft, _ kind: KindDefinition, _ reader: FieldReader, _ talks: [RecordKey: Talk]
    ) throws -> ScopeID {
        guard let purpose = try purpose(of: draft, kind, reader, talks) else { return reader.scope }
        return try restrictedScope(for: purpose, near: reader.scope)
    }

    /// The scope of the purpose that this machine may write, of the area of `scope` or of the nearest one above it.
    func restrictedScope(for purpose: String, near scope: ScopeID) throws(CaseWorkError) -> ScopeID {
        let here = directory.scope(scope)
        if here?.purpose == purpose { return scope }
        let line = here?.area.map { directory.ancestry(ofArea: $0) } ?? []
        let key = environment.signer.key.hash
        let authority = engine.authority
        let isCenter = authority.anchors.key(key) != nil
        let writes = authority.device(key).flatMap { $0.end == nil ? $0.writes : nil } ?? []
        let all = line.compactMap { directory.restrictedScope(ofArea: $0, purpose: purpose) }
        if let found = all.first(where: { isCenter || writes.contains($0.number) }) { return found.number }
        throw .restrictedScopeMissing(
            catalog.codeTable(.scopePurpose)?.code(purpose)?.label ?? Label(purpose, purpose),
            area: line.first.flatMap { directory.area($0)?.name } ?? "", isThere: !all.isEmpty)
    }

    /// The values as they mean the same from the record's own scope: read in another one, what named no scope is there.
    func located(
        _ values: [(RegisterNumber, Value)], of key: RecordKey, read scope: ScopeID
    ) throws -> [(RegisterNumber, Value)] {
        guard key.scope != scope else { return values }
        return values.map { ($0.0, $0.1.located(in: scope)) }
    }

    /// Whether values make a planned visit one that was made: they say that it began or ended.
    func isMaking(_ values: [(RegisterNumber, Value)], _ record: MergedRecord<Codec>) -> Bool {
        record.key.kind == VisitSchema.recordKind && record.isStillToBeMade
            && values.contains { [VisitSchema.started, VisitSchema.ended].contains($0.0) && $0.1 != .none }
    }

    /// Takes out of a visit, or of a feeling there, what was told back to back, into a record of its own; and gives such a
    /// record the case of its visit, so that it stands in the file. `record` is what is written over. Throws as
    /// `restrictedScope`.
    func split(
        _ values: [(RegisterNumber, Value)], of key: RecordKey, beside record: MergedRecord<Codec>? = nil,
        _ talks: [RecordKey: Talk]
    ) throws -> (
        values: [(RegisterNumber, Value)], confidential: (key: RecordKey, values: [(RegisterNumber, Value)])?
    ) {
        func value(_ register: RegisterNumber) -> Value {
            values.first { $0.0 == register }?.1 ?? record?.shown(register) ?? .none
        }
        let visit: RecordKey
        switch key.kind {
        case RestrictedNoteSchema.recordKind:
            guard record == nil, value(RestrictedNoteSchema.case) == .none,
                let visit = value(RestrictedNoteSchema.visit).reference?.key(from: key)
            else { return (values, nil) }
            let file = try caseFile(of: visit, talks)
            return (file == .none ? values : values + [(RestrictedNoteSchema.case, file)], nil)
        case VisitSchema.recordKind: visit = key
        case EmotionSchema.recordKind:
            guard let named = value(EmotionSchema.visit).reference?.key(from: key) else { return (values, nil) }
            visit = named
        default: return (values, nil)
        }
        guard try isBackToBack(visit, talks) else { return (values, nil) }
        let (kept, told) = parted(values, of: key.kind)
        guard !told.isEmpty else { return (values, nil) }
        let scope = try restrictedScope(for: "case_team", near: key.scope)
        // A village's own restricted scope may be where the visit lies already.
        guard scope != key.scope else { return (values, nil) }
        let note = RecordKey(
            scope: scope, kind: RestrictedNoteSchema.recordKind, id: environment.newRecordID())
        var named: [(RegisterNumber, Value)] = []
        let file = try caseFile(of: visit, talks)
        if file != .none { named.append((RestrictedNoteSchema.case, file)) }
        named.append(
            (
                RestrictedNoteSchema.visit,
                .reference(Reference(scope: visit.scope, kind: visit.kind, id: visit.id))
            ))
        if key.kind == EmotionSchema.recordKind, value(EmotionSchema.person) != .none {
            named.append((RestrictedNoteSchema.person, value(EmotionSchema.person).located(in: key.scope)))
        }
        return (kept, (note, named + told.map { ($0.0, $0.1.located(in: key.scope)) }))
    }

    /// What stands against an opinion that is, or becomes, a psychological one where others read, too: a scope is chosen when
    /// a record is made, and what lies in it is there for good.
    func opinionProblems(_ values: [(RegisterNumber, Value)], of key: RecordKey) -> [DraftProblem] {
        guard key.kind == OpinionSchema.recordKind,
            values.contains(where: { $0.0 == OpinionSchema.aspect && $0.1 == .code(OpinionSchema.psychology) }),
            directory.scope(key.scope)?.purpose != "psychological"
        else { return [] }
        return [
            DraftProblem(
                .inconsistent, register: OpinionSchema.aspect,
                message: Label(
                    "心理意见只给有授权的人看，不能写在这条记录里：请另记一份（tingsu consult opinion 会诊 --aspect 心理 --text ……）",
                    "a psychological opinion is for named readers and is not written into this record: record it apart "
                        + "(tingsu consult opinion CONSULTATION --aspect psychology --text …)"))
        ]
    }

    /// What stands against settling a field with words that are for named readers: a disagreement is settled in one place.
    func confidentialProblems(
        _ values: [(RegisterNumber, Value)], beside record: MergedRecord<Codec>
    ) throws -> [DraftProblem] {
        let (_, confidential) = try split(values, of: record.key, beside: record, [:])
        return confidential == nil ? [] : values.map { openly($0.0) }
    }

    private func openly(_ register: RegisterNumber) -> DraftProblem {
        DraftProblem(
            .inconsistent, register: register,
            message: Label(
                "背靠背的话只给有授权的人看，不写在走访记录里：请另记一条“限制阅读的话”（tingsu visit note 走访 --text ……）",
                "what is said back to back is for named readers and is not written into the visit: record it apart "
                    + "(tingsu visit note VISIT --text …)"))
    }

    /// What stands against new values of a visit that was, or becomes, one back to back: its words have a record of their
    /// own, and what was said openly before cannot be taken back from those who have it. Of an opinion, that it becomes a
    /// psychological one.
    func restrictedProblems(
        _ values: [(RegisterNumber, Value)], beside record: MergedRecord<Codec>
    ) -> [DraftProblem] {
        if record.key.kind == OpinionSchema.recordKind { return opinionProblems(values, of: record.key) }
        guard record.key.kind == VisitSchema.recordKind,
            directory.scope(record.key.scope)?.isRestricted != true
        else { return [] }
        let becomes = values.first { $0.0 == VisitSchema.mode }?.1
        let isBackToBack =
            becomes.map { $0 == .code(VisitSchema.backToBack) }
            ?? record.values(of: VisitSchema.mode).contains(.code(VisitSchema.backToBack))
        guard isBackToBack else { return [] }
        // What is said at a planned visit when it is made is taken out of it, as of a new one.
        let isMade = isMaking(values, record)
        let written = [VisitSchema.narrative, VisitSchema.attachments].first { register in
            values.contains { $0.0 == register && $0.1 != .none }
        }
        if !isMade, let written {
            return [openly(written)]
        }
        let said = [VisitSchema.narrative, VisitSchema.attachments].first { !record.isEmpty($0) }
        guard becomes != nil, let said else { return [] }
        return [
            DraftProblem(
                .inconsistent, .warning, register: said,
                message: Label(
                    "这次走访的话已经写在村里的记录里，改成背靠背也收不回来：看得到这个村记录的人都看得到",
                    "what was said stands in the village's records already, and calling the visit back to back does not take "
                        + "it back: whoever reads the village's records reads it"))
        ]
    }
}

extension Value {
    /// The same value for a record of another scope: references that named none name `scope`.
    func located(in scope: ScopeID) -> Value {
        switch self {
        case .reference(let reference):
            .reference(Reference(scope: reference.scope ?? scope, kind: reference.kind, id: reference.id))
        case .list(let items): .list(items.map { $0.located(in: scope) })
        case .group(let members): .group(members.map { GroupMember($0.number, $0.value.located(in: scope)) })
        default: self
        }
    }
}
