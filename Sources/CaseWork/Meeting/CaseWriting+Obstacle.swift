import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// What a case is stuck on (症结), and who is to get it out of the way.
public struct ObstacleDraft: Sendable {
    /// The record that it will be; nil for any new one.
    public var id: RecordID?
    public var caseFile: RecordKey
    /// Code or label of the table `obstacle_kind`.
    public var kind: String
    public var text: String
    public var department: String?
    /// As typed, divided by 、; nil for none.
    public var policies: String?

    public init(
        id: RecordID? = nil, caseFile: RecordKey, kind: String, text: String, department: String? = nil,
        policies: String? = nil
    ) {
        self.id = id
        self.caseFile = caseFile
        self.kind = kind
        self.text = text
        self.department = department
        self.policies = policies
    }
}

/// Who removes an obstacle, how, and until when.
public struct ObstacleTask: Sendable {
    /// What is to be done; nil for the obstacle's own words.
    public var text: String?
    /// As `TaskAssignment.responsible`; nil for the obstacle's department.
    public var responsible: String?
    public var path: String?
    public var due: String?
    public var start: CivilDate
    public var meeting: RecordKey?

    public init(
        text: String? = nil, responsible: String? = nil, path: String? = nil, due: String? = nil, start: CivilDate,
        meeting: RecordKey? = nil
    ) {
        self.text = text
        self.responsible = responsible
        self.path = path
        self.due = due
        self.start = start
        self.meeting = meeting
    }
}

extension CaseWriting {
    /// Records an obstacle, and in the same unit the task that removes it where one is given.
    public mutating func record(
        _ draft: ObstacleDraft, _ task: ObstacleTask?, _ access: CaseAccess<Codec>
    ) throws -> [SavedRecord] {
        let scope = draft.caseFile.scope
        try access.demandWritable(scope)
        let kind = try definition(named: "obstacle")
        var fields: TypedFields = [
            ("case", .string(draft.caseFile.id.description)), ("kind", .string(draft.kind)),
            ("text", .string(draft.text)),
        ]
        if let department = draft.department { fields.append(("department", .string(department))) }
        if let policies = draft.policies { fields.append(("policies", .string(policies))) }
        let naming = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: scope)
        let id = draft.id ?? environment.newRecordID()
        var edits: [RecordEdit] = [
            .create(RecordDraft(kind: kind.name, id: id, fields: try naming.resolve(fields, of: kind)))
        ]
        if let task {
            let key = RecordKey(scope: scope, kind: kind.kind, id: id)
            let assignment = TaskAssignment(
                caseFile: draft.caseFile, text: task.text ?? draft.text,
                responsible: task.responsible ?? draft.department ?? "", path: task.path, due: task.due,
                start: task.start, meeting: task.meeting, obstacle: key)
            if let new = try self.draft(assignment, access) { edits.append(.create(new)) }
        }
        return try save(edits, in: scope)
    }

    /// Gives somebody the task to remove an obstacle that is recorded. Throws `WorkRefusal.assignedAlready` for one that
    /// stands in the same words.
    public mutating func assign(
        _ obstacle: RecordKey, _ task: ObstacleTask, _ access: CaseAccess<Codec>
    ) throws -> [SavedRecord] {
        let record = try reading.record(obstacle)
        guard let file = record.shown(ObstacleSchema.case).reference?.key(from: obstacle) else {
            throw CaseWorkError.recordNotFound(obstacle.id.description)
        }
        try access.demandWritable(file.scope)
        let assignment = TaskAssignment(
            caseFile: file, text: task.text ?? record.shown(ObstacleSchema.text).plainText ?? "",
            responsible: task.responsible ?? record.shown(ObstacleSchema.department).plainText ?? "",
            path: task.path, due: task.due, start: task.start, meeting: task.meeting, obstacle: obstacle)
        guard let draft = try draft(assignment, access) else {
            throw CaseWorkError.refused(.assignedAlready(assignment.text))
        }
        return try save([.create(draft)], in: file.scope)
    }
}
