import CaseFile
import CaseStore
import Causality
import ReplicaStore
public import Replication

/// Something that a department or somebody else is to do for a case (交办): by whom, how, and until when.
public struct TaskAssignment: Sendable {
    public var caseFile: RecordKey
    public var text: String
    /// As typed: a user's name, an organisation, both as `民政局/李科长`, or any name.
    public var responsible: String
    /// How it is to be done (路径).
    public var path: String?
    /// As typed: a day, or a rule such as `MEETING-3`; nil for that rule.
    public var due: String?
    /// From when a rule counts.
    public var start: CivilDate
    /// What gave it.
    public var meeting: RecordKey?
    public var obstacle: RecordKey?

    public init(
        caseFile: RecordKey, text: String, responsible: String, path: String? = nil, due: String? = nil,
        start: CivilDate, meeting: RecordKey? = nil, obstacle: RecordKey? = nil
    ) {
        self.caseFile = caseFile
        self.text = text
        self.responsible = responsible
        self.path = path
        self.due = due
        self.start = start
        self.meeting = meeting
        self.obstacle = obstacle
    }

    /// The rule where nobody says another: a department answers what a coordination meeting gave it within three days.
    public static let ruleDefault = "MEETING-3"

    /// The record of the task. It follows from what gave it and from its words, so that two people who record one decision
    /// without knowing of each other record one task. Nil for a task that nothing gave.
    ///
    /// `turn` from 1: the same words may be for several people, and each has a task.
    func id(turn: Int) -> RecordID? {
        guard let source = meeting ?? obstacle else { return nil }
        let words = [source.id.description, caseFile.id.description, text.trimmed]
        return RecordID(
            derivedFrom: turn == 1 ? words : words + ["\(turn)"], purpose: "task of a decision", in: caseFile.scope)
    }
}

extension CaseWriting {
    /// The task as a new record in the scope of its case, where the case's people see it; nil where it is recorded already,
    /// or is among `drafts`, which are to be saved with it.
    ///
    /// Throws `CaseWorkError.badValue` for a due date that is none, `WorkRefusal.responsibleMissing` where nobody is named.
    func draft(
        _ task: TaskAssignment, beside drafts: [RecordDraft] = [], _ access: CaseAccess<Codec>
    ) throws -> RecordDraft? {
        let scope = task.caseFile.scope
        let kind = try definition(named: "task")
        guard !task.responsible.trimmed.isEmpty else { throw CaseWorkError.refused(.responsibleMissing(task.text)) }
        let naming = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: scope)
        let who = try naming.resolve([("responsible", somebody(task.responsible))], of: kind)
        guard let id = try freeID(of: task, for: who, kind, drafts) else { return nil }
        func reference(_ key: RecordKey) -> FieldValue {
            .string("\(key.id)" + (key.scope == scope ? "" : "@\(key.scope)"))
        }
        var fields: TypedFields = [
            ("case", reference(task.caseFile)), ("kind", .string("assignment")), ("text", .string(task.text)),
        ]
        if let path = task.path, !path.trimmed.isEmpty { fields.append(("path", .string(path))) }
        fields += try due(of: task, access)
        fields = try naming.resolve(fields, of: kind) + who
        // What gave the task may be recorded in the same save, and nobody finds it yet by its id.
        if let meeting = task.meeting { fields.append(("meeting", reference(meeting))) }
        if let obstacle = task.obstacle { fields.append(("obstacle", reference(obstacle))) }
        return RecordDraft(kind: "task", id: id, fields: fields)
    }

    /// The id that the task will have; nil where the same words for the same people are recorded already, or drafted.
    private func freeID(
        of task: TaskAssignment, for who: TypedFields, _ kind: KindDefinition, _ drafts: [RecordDraft]
    ) throws -> RecordID? {
        let scope = task.caseFile.scope
        let reader = FieldReader(
            catalog: catalog, directory: directory, queries: transaction.cases, scope: scope, locals: [:])
        func responsible(_ fields: TypedFields) throws -> Value? {
            try reader.values(
                from: fields.filter { $0.name == "responsible" }, of: kind, isCreation: false
            ).values.first?.1
        }
        let wanted = try responsible(who)
        var turn = 1
        while let id = task.id(turn: turn) {
            let known: [Value?]
            if let draft = drafts.first(where: { $0.id == id }) {
                known = [try responsible(draft.fields)]
            } else if let record = try reading.merged(RecordKey(scope: scope, kind: kind.kind, id: id)) {
                known = record.values(of: TaskSchema.responsible)
            } else {
                return id
            }
            if known.contains(wanted) { return nil }
            turn += 1
        }
        return environment.newRecordID()
    }

    /// `民政局/李科长` names an organisation and somebody there; one that the directory lists is an organisation by itself.
    func somebody(_ typed: String) -> FieldValue {
        let parts = typed.split(maxSplits: 1) { $0 == "/" || $0 == "／" }.map(\.trimmed).filter { !$0.isEmpty }
        if parts.count == 2 {
            return .object([("organisation", .string(parts[0])), ("name", .string(parts[1]))])
        }
        let text = typed.trimmed
        return directory.organisations.contains { $0.name == text }
            ? .object([("organisation", .string(text))]) : .string(text)
    }

    private func due(of task: TaskAssignment, _ access: CaseAccess<Codec>) throws -> TypedFields {
        let typed = (task.due ?? "").trimmed
        let wanted = typed.isEmpty ? TaskAssignment.ruleDefault : typed.uppercased()
        let deadlines = directory.deadlines
        guard let rule = deadlines.book.rule(wanted, on: task.start),
            let day = rule.deadline(DeadlineCourse(start: task.start), deadlines.calendar).day
        else {
            let day = try access.day(meantBy: typed.isEmpty ? wanted : typed)
            return [("due", .object([("date", .string("\(day)"))]))]
        }
        return [
            ("due", .object([("date", .string("\(day)")), ("reason", .string(rule.label.zhHans))])),
            ("rule", .string(rule.id)), ("start", .string("\(task.start)")),
        ]
    }
}
