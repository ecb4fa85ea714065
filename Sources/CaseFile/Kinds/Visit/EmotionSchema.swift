public import Replication

/// How a person felt at one visit: the person's own number before and after, and what the observer saw.
///
/// The 0–10 scale (0 = 一点不难受, 10 = 难受到极点) has no validation in dispute mediation. It serves to compare one
/// person with the same person, never people with each other, and is no diagnosis. To decline is an answer of its own.
///
/// Source: DOMAIN.md section 4.
public enum EmotionSchema {
    public static let recordKind = RecordKind(rawValue: 105)
    public static let visit = RegisterNumber(rawValue: 2)
    public static let person = RegisterNumber(rawValue: 3)
    public static let selfBefore = RegisterNumber(rawValue: 4)
    public static let selfAfter = RegisterNumber(rawValue: 5)
    public static let observed = RegisterNumber(rawValue: 6)
    public static let safety = RegisterNumber(rawValue: 7)
    public static let note = RegisterNumber(rawValue: 8)
    public static let questionnaire = RegisterNumber(rawValue: 9)

    /// Members of `selfBefore` and `selfAfter`.
    public enum SelfRating {
        public static let score: UInt32 = 1
        public static let refused: UInt32 = 2
    }

    /// Members of `observed`.
    public enum Observed {
        public static let label: UInt32 = 1
        public static let words: UInt32 = 2
    }

    /// Members of `questionnaire`, the four questions of the PHQ-4, each 0…3; only with the person's consent.
    ///
    /// A sum of 3 or more suggests to ask a counsellor; it is no diagnosis, and is shown as none.
    public enum Questionnaire {
        public static let consent: UInt32 = 1
        public static let anxious: UInt32 = 2
        public static let worry: UInt32 = 3
        public static let interest: UInt32 = 4
        public static let mood: UInt32 = 5
    }

    /// The sums of a filled-in questionnaire: all four, and those of the two about worry and the two about mood; nil where an
    /// answer is missing or no consent was given.
    public static func questionnaireScore(_ value: Value) -> (total: Int64, worry: Int64, mood: Int64)? {
        guard value.member(Questionnaire.consent) == .boolean(true) else { return nil }
        func answer(_ member: UInt32) -> Int64? {
            if case .integer(let number) = value.member(member), (0...3).contains(number) { number } else { nil }
        }
        guard let anxious = answer(Questionnaire.anxious), let worry = answer(Questionnaire.worry),
            let interest = answer(Questionnaire.interest), let mood = answer(Questionnaire.mood)
        else { return nil }
        return (anxious + worry + interest + mood, anxious + worry, interest + mood)
    }

    /// Whether to suggest a counsellor: a total of 3 or more, or one of its halves. Never a diagnosis.
    public static func suggestsCounsellor(_ value: Value) -> Bool {
        questionnaireScore(value).map { $0.total >= 3 || $0.worry >= 3 || $0.mood >= 3 } ?? false
    }

    static let definition = KindDefinition(
        recordKind, "emotion", Label("心情记录", "Emotion"), in: .village, isFact: true,
        registers: [
            RegisterDefinition(
                visit, "visit", Label("走访", "Visit"), .reference([VisitSchema.recordKind]), required: true),
            RegisterDefinition(
                person, "person", Label("人员", "Person"), .reference([PersonSchema.recordKind]), required: true,
                sensitivity: .personal),
            RegisterDefinition(
                selfBefore, "self_before", Label("走访开始时自评难受程度", "Own rating at the start"), rating,
                sensitivity: .restricted),
            RegisterDefinition(
                selfAfter, "self_after", Label("走访结束时自评难受程度", "Own rating at the end"), rating,
                sensitivity: .restricted),
            RegisterDefinition(
                observed, "observed", Label("观察者看法", "Observer's view"),
                .group([
                    MemberDefinition(
                        Observed.label, "label", Label("主要情绪", "Main feeling"), .code(.emotionLabel),
                        required: true),
                    MemberDefinition(
                        Observed.words, "words", Label("观察者的话", "Observer's words"), .text(maxCharacters: 500)),
                ]), sensitivity: .restricted),
            RegisterDefinition(
                safety, "safety", Label("安全风险", "Safety"), Safety.type, sensitivity: .sensitive),
            RegisterDefinition(note, "note", Label("备注", "Note"), .longText, sensitivity: .restricted),
            RegisterDefinition(
                questionnaire, "questionnaire", Label("情绪量表(PHQ-4)", "Questionnaire (PHQ-4)"),
                .group(questionnaireMembers), sensitivity: .restricted),
        ])

    private static let questionnaireMembers = [
        MemberDefinition(Questionnaire.consent, "consent", Label("本人同意填写", "With consent"), .boolean, required: true),
        MemberDefinition(
            Questionnaire.anxious, "anxious", Label("感觉紧张、焦虑或急切", "Feeling nervous, anxious or on edge"),
            .integer(0...3)),
        MemberDefinition(
            Questionnaire.worry, "worry", Label("不能停止或控制担忧", "Not able to stop or control worrying"), .integer(0...3)),
        MemberDefinition(
            Questionnaire.interest, "interest", Label("做事时提不起劲或没有兴趣", "Little interest or pleasure in doing things"),
            .integer(0...3)),
        MemberDefinition(
            Questionnaire.mood, "mood", Label("感到心情低落、沮丧或绝望", "Feeling down, depressed or hopeless"), .integer(0...3)),
    ]

    private static let rating = ValueType.group([
        MemberDefinition(SelfRating.score, "score", Label("分数(0–10)", "Score (0–10)"), .integer(0...10)),
        MemberDefinition(SelfRating.refused, "refused", Label("不愿说", "Declined"), .boolean),
    ])
}
