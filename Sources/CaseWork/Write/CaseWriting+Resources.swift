import CaseFile
import CaseStore
import Replication

extension CaseWriting {
    /// What stands against new values of what is not judged by its own fields alone: who checks a library case, which
    /// policies hold, which agreements a court confirms.
    func resourceProblems(
        _ values: [(RegisterNumber, Value)], of key: RecordKey, beside record: MergedRecord<Codec>?
    ) throws -> [DraftProblem] {
        if record == nil, key.kind == ReviewSchema.recordKind { try demandReviewable(values, of: key) }
        var problems = try libraryProblems(values, of: key, isNew: record == nil) + policyProblems(values, of: key)
        if key.kind == AgreementSchema.recordKind {
            problems += AgreementRules.problems(writing: values.map(\.0)) { register in
                values.first { $0.0 == register }?.1 ?? record?.shown(register) ?? .none
            }
        }
        return problems
    }
}
