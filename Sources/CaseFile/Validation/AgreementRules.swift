public import Replication

/// What the law says of an agreement's confirmation by a court (司法确认).
///
/// Only an agreement of people's mediation can be confirmed; both parties ask for it together within thirty days of its
/// taking effect. An agreement to end petitioning is none.
///
/// Source: 人民调解法 art 33; 民事诉讼法 (2023) art 205; DOMAIN.md section 3, rules TJ-…, and section 8, question 7.
public enum AgreementRules {
    /// Kinds of agreement that a court may confirm; the last one is an agreement that it has confirmed.
    static let confirmable = ["written", "oral", "court_confirmed"]

    /// Whether a court may confirm an agreement of this kind, as its register shows it. One whose kind nobody gave might be.
    public static func mayBeConfirmed(_ kind: Value) -> Bool {
        if case .code(let code) = kind { confirmable.contains(code) } else { true }
    }

    /// Days in which the parties may ask, and those after which a court has decided at the latest: three to accept,
    /// fifteen to decide, ten more with leave.
    static let daysToAsk = 30
    static let daysToDecide = 28

    /// What stands against an agreement of which these values are written beside those that stand already; `value` gives
    /// either.
    public static func problems(
        writing registers: [RegisterNumber], _ value: (RegisterNumber) -> Value
    ) -> [DraftProblem] {
        let concerned = [
            AgreementSchema.kind, AgreementSchema.confirmed, AgreementSchema.confirmBy, AgreementSchema.effectiveDate,
        ]
        guard registers.contains(where: { concerned.contains($0) }) else { return [] }
        let confirmed = value(AgreementSchema.confirmed)
        let isConfirmed = confirmed.member(AgreementSchema.Confirmed.confirmed) == .boolean(true)
        let confirmBy = value(AgreementSchema.confirmBy)
        guard isConfirmed || confirmBy != .none else { return [] }
        let register = isConfirmed ? AgreementSchema.confirmed : AgreementSchema.confirmBy
        if case .code(let kind) = value(AgreementSchema.kind), !confirmable.contains(kind) {
            return [
                DraftProblem(
                    .inconsistent, register: register,
                    message: Label(
                        "只有人民调解协议（书面或口头）能申请司法确认，息诉罢访协议不能：请改正协议类型，或不填司法确认",
                        "only an agreement of people's mediation can be confirmed by a court, one to end petitioning cannot: "
                            + "correct the kind, or leave the confirmation out"))
            ]
        }
        guard case .date(let effective) = value(AgreementSchema.effectiveDate) else {
            return [
                warning(
                    register, "没有写生效日期：司法确认要在协议生效后30日内共同申请，请补上生效日期",
                    "no effective date is given: confirmation is to be asked for within 30 days of it, add it")
            ]
        }
        var problems: [DraftProblem] = []
        if case .date(let day) = confirmBy, day.daysSince1970 > effective.daysSince1970 + daysToAsk {
            problems.append(
                warning(
                    AgreementSchema.confirmBy, "申请截止日期\(day)超过了协议生效（\(effective)）后的30日，请核对",
                    "the last day \(day) is more than 30 days after the agreement took effect (\(effective)): check it")
            )
        }
        if isConfirmed, case .date(let day) = confirmed.member(AgreementSchema.Confirmed.date) {
            let days = day.daysSince1970 - effective.daysSince1970
            if days < 0 || days > daysToAsk + daysToDecide {
                problems.append(
                    warning(
                        AgreementSchema.confirmed,
                        "确认日期\(day)与生效日期\(effective)对不上（应在生效后30日内申请），请核对",
                        "the confirmation of \(day) does not go with an agreement in force from \(effective): check both"
                    ))
            }
        }
        return problems
    }

    private static func warning(_ register: RegisterNumber, _ zhHans: String, _ en: String) -> DraftProblem {
        DraftProblem(.inconsistent, .warning, register: register, message: Label(zhHans, en))
    }
}
