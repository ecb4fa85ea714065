import CaseFile
import CaseStore
import Causality
import ReplicaStore
import Replication

extension CaseWriting {
    /// Records what became of a milestone: performed, partly performed, overdue, changed. The performance is one register,
    /// so that an amount never stands beside another day's status; what it said before stays in the history.
    ///
    /// Throws `CaseWorkError.recordNotFound` for a record that is no milestone.
    public mutating func perform(_ performance: MilestonePerformance) throws -> SavedRecord {
        guard performance.milestone.kind == MilestoneSchema.recordKind else {
            throw CaseWorkError.recordNotFound(performance.milestone.id.description)
        }
        return try correct(
            RecordCorrection(
                record: performance.milestone, fields: [("performance", .object(performance.members))],
                seen: performance.seen, note: performance.note))
    }

    /// What is wrong or doubtful in a milestone's new values beside those that stand; nothing for other kinds.
    func milestoneProblems(
        _ values: [(RegisterNumber, Value)], beside record: MergedRecord<Codec>
    ) -> [DraftProblem] {
        guard record.key.kind == MilestoneSchema.recordKind,
            let performance = values.first(where: { $0.0 == MilestoneSchema.performance })?.1
        else { return [] }
        let payment = values.first { $0.0 == MilestoneSchema.payment }?.1 ?? record.shown(MilestoneSchema.payment)
        return MilestoneRules.problems(
            performance: performance, payment: payment, today: ShanghaiTime(instant: environment.now())?.date)
    }
}
