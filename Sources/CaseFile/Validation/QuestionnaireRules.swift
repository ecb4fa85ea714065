import Replication

/// What a PHQ-4 is held to: the person's consent, and all four answers or none.
///
/// Source: DOMAIN.md section 4, point 3.
enum QuestionnaireRules {
    private typealias Member = EmotionSchema.Questionnaire

    static func problems(_ value: Value) -> [DraftProblem] {
        guard value != .none else { return [] }
        let answers = [Member.anxious, Member.worry, Member.interest, Member.mood]
        let given = answers.filter { value.member($0) != .none }
        var problems: [DraftProblem] = []
        if value.member(Member.consent) != .boolean(true), !given.isEmpty {
            problems.append(
                problem(
                    Label(
                        "情绪量表要本人同意才能填：请先问本人，同意了再勾“本人同意填写”，不同意就不填",
                        "the questionnaire needs the person's consent: ask first, and fill it in only with their consent"
                    )))
        }
        if !given.isEmpty, given.count < answers.count {
            problems.append(
                problem(
                    Label(
                        "情绪量表四个问题要么都答，要么都不答（现在答了\(given.count)个）",
                        "the questionnaire has four questions: answer all or none (\(given.count) are answered)")))
        }
        if let total = EmotionSchema.questionnaireScore(value)?.total,
            EmotionSchema.suggestsCounsellor(value), problems.isEmpty
        {
            problems.append(
                DraftProblem(
                    .inconsistent, .warning, register: EmotionSchema.questionnaire,
                    message: Label(
                        "情绪量表合计\(total)分：建议请心理咨询师看看。这不是诊断",
                        "the questionnaire comes to \(total): suggest a counsellor. This is no diagnosis")))
        }
        return problems
    }

    private static func problem(_ message: Label) -> DraftProblem {
        DraftProblem(.inconsistent, register: EmotionSchema.questionnaire, message: message)
    }
}
