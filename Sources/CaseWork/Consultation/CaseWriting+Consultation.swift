import CaseFile
import CaseStore
import Causality
import ReplicaStore
public import Replication

/// What a consultation came to.
public struct ConsultationConclusion: Sendable {
    public var text: String
    public var on: CivilDate
    /// Whether it goes on at a higher level.
    public var isEscalated: Bool
    /// Code or label of that level; nil for the next one.
    public var level: String?

    public init(text: String, on: CivilDate, isEscalated: Bool = false, level: String? = nil) {
        self.text = text
        self.on = on
        self.isEscalated = isEscalated
        self.level = level
    }
}

extension CaseWriting {
    /// Concludes a consultation; where it is escalated, the next level's begins with the same question, in one unit.
    ///
    /// The next one follows from this one and its level, so that two who escalate it begin one consultation. Throws
    /// `WorkRefusal.noHigherLevel`, and `.levelNotHigher` for a level that is not above this one.
    public mutating func conclude(
        _ key: RecordKey, _ conclusion: ConsultationConclusion, seen: SeenToken? = nil,
        _ access: CaseAccess<Codec>
    ) throws -> [SavedRecord] {
        try access.demandWritable(key.scope)
        let view = try reading.consultation(key)
        if seen == nil, view.isConcluded { throw CaseWorkError.refused(.concludedAlready) }
        let level = try conclusion.isEscalated ? escalation(of: view, to: conclusion.level) : nil
        var members: [(String, FieldValue)] = [
            ("text", .string(conclusion.text)), ("on", .string("\(conclusion.on)")),
        ]
        if let level { members.append(("escalate_to", .string(level))) }
        var edits: [RecordEdit] = [
            .correct(RecordCorrection(record: key, fields: [("conclusion", .object(members))], seen: seen))
        ]
        if let level, let draft = try escalated(view, to: level, on: conclusion.on) { edits.append(.create(draft)) }
        return try save(edits, in: key.scope)
    }

    private func escalation(of view: ConsultationView, to typed: String?) throws -> String {
        let table = catalog.codeTable(.consultationLevel)
        func label(_ code: String) -> Label { table?.code(code)?.label ?? .verbatim(code) }
        guard let typed else {
            guard let next = view.nextLevel else {
                throw CaseWorkError.refused(.noHigherLevel(label(view.level)))
            }
            return next
        }
        guard let code = table?.code(meantBy: typed)?.code else {
            throw CaseWorkError.unknownName(typed, of: Label("会诊层级", "level"))
        }
        let levels = table?.codes.map(\.code) ?? []
        let (wanted, now) = (levels.firstIndex(of: code), levels.firstIndex(of: view.level))
        if let wanted, let now, wanted <= now {
            throw CaseWorkError.refused(.levelNotHigher(label(code), than: label(view.level)))
        }
        return code
    }

    /// Nil where it is begun already.
    private func escalated(_ view: ConsultationView, to level: String, on day: CivilDate) throws -> RecordDraft? {
        let (key, kind) = (view.record.key, ConsultationSchema.recordKind)
        let id = RecordID(
            derivedFrom: [key.id.description, level], purpose: "consultation at the next level", in: key.scope)
        guard try transaction.state(of: RecordKey(scope: key.scope, kind: kind, id: id)) == nil,
            let file = view.record.shown(ConsultationSchema.case).reference?.key(from: key)
        else { return nil }
        let caseText = "\(file.id)" + (file.scope == key.scope ? "" : "@\(file.scope)")
        return RecordDraft(
            kind: "consultation", id: id,
            fields: [
                ("case", .string(caseText)), ("level", .string(level)), ("on", .string("\(day)")),
                ("question", .string(view.record.shown(ConsultationSchema.question).plainText ?? "")),
                ("raised_from", .string(key.id.description)),
            ])
    }
}
