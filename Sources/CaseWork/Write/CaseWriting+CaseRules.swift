import CaseFile
import CaseStore
import Replication

extension CaseWriting {
    /// What stands against new values of a case, beside what its record says now (`CaseRules`).
    func caseProblems(
        _ values: [(RegisterNumber, Value)], beside record: MergedRecord<Codec>
    ) throws -> [DraftProblem] {
        guard record.key.kind == CaseSchema.recordKind else { return [] }
        let checks = try transaction.cases.children(of: record.key, kind: ClosureCheckSchema.recordKind)
        return CaseRules.problems(
            values, received: record.shown(CaseSchema.firstReceived), isChecked: !checks.isEmpty)
    }
}
