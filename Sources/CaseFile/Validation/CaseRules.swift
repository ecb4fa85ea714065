public import Replication

/// What a case's record is held to when it is corrected.
///
/// Source: DOMAIN.md section 1, rows 14, 35 and 45.
public enum CaseRules {
    /// What stands against new `values` of a case.
    ///
    /// Who received it first, and when, is never rewritten (首接负责制): whoever takes the case over is named in a handover,
    /// which they accept. And nobody closes a case without being told that its closing check is missing.
    ///
    /// - Parameters:
    ///   - received: What its record says of who received it first; `Value.none` where it says nothing.
    ///   - isChecked: Whether a closing check stands.
    public static func problems(
        _ values: [(RegisterNumber, Value)], received: Value, isChecked: Bool
    ) -> [DraftProblem] {
        var problems: [DraftProblem] = []
        if received != .none, values.contains(where: { $0.0 == CaseSchema.firstReceived && $0.1 != received }) {
            problems.append(
                DraftProblem(
                    .inconsistent, register: CaseSchema.firstReceived,
                    message: Label(
                        "首接人和首接时间登记以后不改：换人办的，请新增“交接转办”，由接手的人确认；登记时写错了的，请在案情里说明",
                        "who received the case first, and when, stays as it was recorded: where somebody else takes it over, "
                            + "add a handover, which they accept; what was recorded wrongly is told in the summary")))
        }
        if !isChecked, values.contains(where: { $0.0 == CaseSchema.stage && $0.1 == .code("closed") }) {
            problems.append(
                DraftProblem(
                    .inconsistent, .warning, register: CaseSchema.stage,
                    message: Label(
                        "这个案件还没有“结案核查”：程序办完了，事情和心结是不是也解开了，请核查后补记",
                        "this case has no closing check yet: look whether it is resolved in fact and not only in procedure, "
                            + "and record that")))
        }
        return problems
    }
}
