import Replication

/// Rules that look at more than one value of a record.
///
/// Each concerns only what the draft itself brings: a correction of one register is not held against the others.
enum CrossFieldRules {
    static func problems(in draft: Draft, isCreation: Bool) -> [DraftProblem] {
        switch draft.kind {
        case PersonSchema.recordKind: identity(draft) + lifeStatus(draft)
        case VisitSchema.recordKind:
            visitTimes(draft, isCreation: isCreation) + visitSubject(draft, isCreation: isCreation)
        case MilestoneSchema.recordKind where isCreation:
            MilestoneRules.problems(
                performance: draft.value(MilestoneSchema.performance), payment: draft.value(MilestoneSchema.payment))
        case EmotionSchema.recordKind:
            rating(draft, EmotionSchema.selfBefore) + rating(draft, EmotionSchema.selfAfter)
                + QuestionnaireRules.problems(draft.value(EmotionSchema.questionnaire))
        case MeetingSeriesSchema.recordKind: MeetingSeriesRules.problems(in: draft)
        case MeetingSchema.recordKind: meetingTimes(draft)
        default: []
        }
    }

    /// The number of a resident identity card (also where no type is given, since it nearly always is one), and what
    /// it says about birth and sex.
    private static func identity(_ draft: Draft) -> [DraftProblem] {
        let register = PersonSchema.identity
        let value = draft.value(register)
        guard case .text(let text) = value.member(PersonSchema.Identity.number) else { return [] }
        let type = value.member(PersonSchema.Identity.type)
        guard type == .none || type == .code("111") else { return [] }
        let number: IdentityNumber
        do {
            number = try IdentityNumber(text)
        } catch {
            return [
                DraftProblem(
                    .identityNumber, register: register, path: [PersonSchema.Identity.number], message: error.label)
            ]
        }
        var problems: [DraftProblem] = []
        if case .date(let birth) = draft.value(PersonSchema.birth), birth != number.birth {
            problems.append(
                DraftProblem(
                    .inconsistent, .warning, register: PersonSchema.birth,
                    message: Label(
                        "出生日期\(birth)与身份证号码中的\(number.birth)不一致，请核对",
                        "the date of birth \(birth) differs from \(number.birth) in the identity number: check both")))
        }
        if case .code(let sex) = draft.value(PersonSchema.sex), ["1", "2"].contains(sex), sex != number.sex {
            problems.append(
                DraftProblem(
                    .inconsistent, .warning, register: PersonSchema.sex,
                    message: Label(
                        "性别与身份证号码不一致，请核对",
                        "the sex differs from what the identity number says: check both")))
        }
        return problems
    }

    private static func lifeStatus(_ draft: Draft) -> [DraftProblem] {
        let value = draft.value(PersonSchema.lifeStatus)
        guard case .date(let death) = value.member(PersonSchema.LifeStatus.date) else { return [] }
        var problems: [DraftProblem] = []
        if value.member(PersonSchema.LifeStatus.deceased) != .boolean(true) {
            problems.append(
                DraftProblem(
                    .inconsistent, register: PersonSchema.lifeStatus, path: [PersonSchema.LifeStatus.date],
                    message: Label(
                        "填写了去世日期\(death)，但未标明已去世，请改正其一",
                        "a date of death \(death) is given, but not that the person is deceased: correct one of them")))
        }
        if case .date(let birth) = draft.value(PersonSchema.birth), death < birth {
            problems.append(
                DraftProblem(
                    .inconsistent, register: PersonSchema.lifeStatus, path: [PersonSchema.LifeStatus.date],
                    message: Label(
                        "去世日期\(death)早于出生日期\(birth)，请核对",
                        "the date of death \(death) is before the date of birth \(birth): check both")))
        }
        return problems
    }

    private static func visitTimes(_ draft: Draft, isCreation: Bool) -> [DraftProblem] {
        let started = draft.value(VisitSchema.started)
        if case .instant(let start) = started, case .instant(let end) = draft.value(VisitSchema.ended), end < start {
            return [
                DraftProblem(
                    .inconsistent, register: VisitSchema.ended,
                    message: Label(
                        "结束时间早于开始时间，请核对", "the visit ends before it starts: check both times"))
            ]
        }
        if isCreation, started == .none, draft.value(VisitSchema.planned) == .none {
            return [
                DraftProblem(
                    .missing, register: VisitSchema.started,
                    message: Label(
                        "请填写开始时间或计划时间", "neither started nor planned is given: fill in one of them"))
            ]
        }
        return []
    }

    private static func meetingTimes(_ draft: Draft) -> [DraftProblem] {
        guard case .instant(let start) = draft.value(MeetingSchema.started),
            case .instant(let end) = draft.value(MeetingSchema.ended), end < start
        else { return [] }
        return [
            DraftProblem(
                .inconsistent, register: MeetingSchema.ended,
                message: Label(
                    "结束时间早于开始时间，请核对", "the meeting ends before it starts: check both times"))
        ]
    }

    /// A first visit may go where neither a household nor a case is recorded yet; somebody should look, but the words
    /// must not be lost for it.
    private static func visitSubject(_ draft: Draft, isCreation: Bool) -> [DraftProblem] {
        guard isCreation, draft.value(VisitSchema.case) == .none, draft.value(VisitSchema.household) == .none else {
            return []
        }
        return [
            DraftProblem(
                .missing, .warning, register: VisitSchema.household,
                message: Label(
                    "走访未关联案件或户，请尽量补充", "the visit names neither a case nor a household: add one if known"))
        ]
    }

    /// A number, or that the person declined: exactly one of them.
    private static func rating(_ draft: Draft, _ register: RegisterNumber) -> [DraftProblem] {
        let value = draft.value(register)
        guard value != .none else { return [] }
        let isScored = value.member(EmotionSchema.SelfRating.score) != .none
        let isRefused = value.member(EmotionSchema.SelfRating.refused) == .boolean(true)
        guard isScored == isRefused else { return [] }
        return [
            DraftProblem(
                .inconsistent, register: register,
                message: Label(
                    "自评请填写0至10的分数，或选“不愿说”，只能二选一",
                    "the own rating is either a score from 0 to 10 or declined: give exactly one"))
        ]
    }
}

extension Value {
    /// The member of a group; `Value.none` where it is absent or this is no group.
    func member(_ number: UInt32) -> Value {
        guard case .group(let members) = self else { return .none }
        return members.first { $0.number == number }?.value ?? .none
    }
}
