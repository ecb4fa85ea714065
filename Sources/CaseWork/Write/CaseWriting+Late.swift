import CaseFile
import CaseStore
import ReplicaStore
import Replication

extension CaseWriting {
    /// Reads on the state that is written on.
    var reading: CaseReading<Codec> {
        CaseReading(engine: engine, transaction: transaction, catalog: catalog, directory: directory)
    }

    /// What is missing where something is said to be done later than it was due: the reason. Asked wherever the word is
    /// given, by a command, on a page or in a plain correction.
    func lateProblems(
        _ values: [(RegisterNumber, Value)], of key: RecordKey, beside record: MergedRecord<Codec>?
    ) throws -> [DraftProblem] {
        func said(_ register: RegisterNumber) -> [Value] {
            values.first { $0.0 == register }.map { [$0.1] } ?? record?.values(of: register) ?? []
        }
        func isWritten(_ register: RegisterNumber) -> Bool { values.contains { $0.0 == register } }
        func problem(
            _ register: RegisterNumber, _ done: UInt32, _ reason: UInt32, due: CivilDate?
        ) -> [DraftProblem] {
            let group = said(register).first ?? .none
            return LateRules.problem(
                due: due, done: group[member: done].date, reason: group[member: reason].plainText, at: register,
                [reason], severity
            ).map { [$0] } ?? []
        }
        func problem(
            _ day: RegisterNumber, reason: RegisterNumber, of parent: RegisterNumber, _ kind: RecordKind
        ) throws -> [DraftProblem] {
            guard let reference = said(parent).first?.reference else { return [] }
            let parent = RecordKey(scope: reference.scope ?? key.scope, kind: kind, id: reference.id)
            return LateRules.problem(
                due: try reading.dueDay(of: parent), done: said(day).first?.date,
                reason: said(reason).first?.plainText, at: reason, [], severity
            ).map { [$0] } ?? []
        }
        switch key.kind {
        case MilestoneSchema.recordKind where isWritten(MilestoneSchema.performance):
            typealias Member = MilestoneSchema.Performance
            let status = said(MilestoneSchema.performance).first?[member: Member.status]
            guard status == .code("performed") else { return [] }
            return problem(
                MilestoneSchema.performance, Member.date, Member.lateReason,
                due: reading.dueDay(key.kind, said))
        case TaskSchema.recordKind where isWritten(TaskSchema.closed):
            typealias Member = TaskSchema.Closed
            return problem(TaskSchema.closed, Member.on, Member.lateReason, due: reading.dueDay(key.kind, said))
        case PeriodSchema.recordKind where isWritten(PeriodSchema.met):
            typealias Member = PeriodSchema.Met
            return problem(PeriodSchema.met, Member.on, Member.lateReason, due: reading.dueDay(key.kind, said))
        case FollowUpSchema.recordKind where isWritten(FollowUpSchema.doneOn):
            return try problem(
                FollowUpSchema.doneOn, reason: FollowUpSchema.lateReason, of: FollowUpSchema.plan,
                FollowUpPlanSchema.recordKind)
        case TaskReplySchema.recordKind where isWritten(TaskReplySchema.on):
            return try problem(
                TaskReplySchema.on, reason: TaskReplySchema.lateReason, of: TaskReplySchema.task, TaskSchema.recordKind)
        default: return []
        }
    }

    private var severity: DraftProblem.Severity { asksWhyLate ? .error : .warning }
}
