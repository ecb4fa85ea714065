public import Replication

/// What is done late says why: it is not hidden, and nobody is kept from writing it down.
public enum LateRules {
    /// What is wrong where something that was due on `due` was done on `done` without a `reason`; nil where it was done in
    /// time, or a day is not known. `path` leads to the member in which the reason is missing.
    public static func problem(
        due: CivilDate?, done: CivilDate?, reason: String?, at register: RegisterNumber, _ path: [UInt32] = [],
        _ severity: DraftProblem.Severity = .error
    ) -> DraftProblem? {
        guard let due, let done, done > due, reason?.allSatisfy(\.isWhitespace) ?? true else { return nil }
        return DraftProblem(
            .missing, severity, register: register, path: path,
            message: Label(
                "应在 \(due) 之前办，\(done) 才办：请写明逾期原因", "it was due on \(due) and done on \(done): say why it was late"))
    }
}
