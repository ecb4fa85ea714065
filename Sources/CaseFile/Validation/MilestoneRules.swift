public import Replication

/// What a milestone's performance must say beside what was promised.
///
/// It looks at two registers: a correction of the performance alone is held against the payment that is recorded.
public enum MilestoneRules {
    /// What is wrong or doubtful in `performance`, given the promised `payment` and the day; `Value.none` for a register
    /// that nobody wrote, nil for a day that nobody knows.
    public static func problems(performance: Value, payment: Value, today: CivilDate? = nil) -> [DraftProblem] {
        guard case .code(let status) = performance.member(MilestoneSchema.Performance.status) else { return [] }
        let paid = performance.member(MilestoneSchema.Performance.amount)
        let date = performance.member(MilestoneSchema.Performance.date)
        return amounts(status, paid, payment.member(MilestoneSchema.Payment.amount))
            + dates(status, paid, date, today)
    }

    private static func amounts(_ status: String, _ paid: Value, _ promised: Value) -> [DraftProblem] {
        guard case .integer(let promised) = promised else {
            guard case .integer = paid else { return [] }
            return [
                warning(
                    MilestoneSchema.Performance.amount, "填写了已履行金额，但这个节点没有约定付款，请核对",
                    "an amount is given, but this milestone promises no payment: check both")
            ]
        }
        guard case .integer(let paid) = paid else {
            guard status == "partial" else { return [] }
            return [
                DraftProblem(
                    .missing, register: MilestoneSchema.performance, path: [MilestoneSchema.Performance.amount],
                    message: Label("部分履行请写明已履行金额", "partly performed: say how much was paid"))
            ]
        }
        if status == "performed", paid < promised {
            return [
                warning(
                    MilestoneSchema.Performance.amount, "已履行金额少于约定金额，部分履行请选“部分履行”，请核对",
                    "less was paid than promised: check it, or use \"partly performed\"")
            ]
        }
        if status == "partial", paid >= promised {
            return [
                warning(
                    MilestoneSchema.Performance.amount, "已履行金额不少于约定金额，已全部履行请选“已履行”，请核对",
                    "all that was promised is paid: check it, or use \"performed\"")
            ]
        }
        guard paid > promised else { return [] }
        return [
            warning(
                MilestoneSchema.Performance.amount, "已履行金额多于约定金额，请核对",
                "more was paid than promised: check both")
        ]
    }

    /// A clock may be wrong, so a day to come is doubtful and not refused.
    private static func dates(_ status: String, _ paid: Value, _ date: Value, _ today: CivilDate?) -> [DraftProblem] {
        if status == "not_due", paid != .none || date != .none {
            return [
                warning(
                    MilestoneSchema.Performance.status, "状态为未到期，却填写了履行金额或日期，请核对",
                    "it is not yet due, and yet an amount or a date is given: check them")
            ]
        }
        guard case .date(let date) = date, let today, date > today else { return [] }
        return [
            warning(
                MilestoneSchema.Performance.date, "履行日期\(date)还没有到，请核对",
                "the date \(date) is still to come: check it")
        ]
    }

    private static func warning(_ member: UInt32, _ zhHans: String, _ en: String) -> DraftProblem {
        DraftProblem(
            .inconsistent, .warning, register: MilestoneSchema.performance, path: [member], message: Label(zhHans, en))
    }
}
