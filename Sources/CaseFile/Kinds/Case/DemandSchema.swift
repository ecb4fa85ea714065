public import Replication

/// One demand: what the person asks for, what lies under it, and what can be done about it.
///
/// Verdict and policy basis are one register: a verdict without its basis cannot be shown to the person.
public enum DemandSchema {
    public static let recordKind = RecordKind(rawValue: 106)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let person = RegisterNumber(rawValue: 3)
    public static let text = RegisterNumber(rawValue: 4)
    public static let rootCause = RegisterNumber(rawValue: 5)
    public static let focus = RegisterNumber(rawValue: 6)
    public static let amount = RegisterNumber(rawValue: 7)
    public static let verdict = RegisterNumber(rawValue: 8)
    public static let shownOn = RegisterNumber(rawValue: 9)
    public static let visit = RegisterNumber(rawValue: 10)
    public static let dimensions = RegisterNumber(rawValue: 11)
    public static let policies = RegisterNumber(rawValue: 12)
    public static let similarCases = RegisterNumber(rawValue: 13)
    public static let shown = RegisterNumber(rawValue: 14)

    /// Members of `verdict`.
    public enum Verdict {
        public static let code: UInt32 = 1
        public static let basis: UInt32 = 2
    }

    /// Members of each of `dimensions`.
    public enum Dimension {
        public static let dimension: UInt32 = 1
        public static let finding: UInt32 = 2
    }

    /// Members of each of `shown`, after those of `PersonOrName`.
    public enum Shown {
        public static let on: UInt32 = 3
        public static let what: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "demand", Label("诉求", "Demand"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(
                person, "person", Label("诉求人", "Person"), .reference([PersonSchema.recordKind]),
                sensitivity: .personal),
            RegisterDefinition(
                text, "text", Label("诉求内容", "Demand"), .longText, required: true, sensitivity: .personal),
            RegisterDefinition(
                rootCause, "root_cause", Label("诉求根源", "Root cause"), .text(maxCharacters: 2000),
                sensitivity: .personal),
            RegisterDefinition(
                focus, "focus", Label("矛盾焦点", "Focus of the dispute"), .text(maxCharacters: 2000),
                sensitivity: .personal),
            RegisterDefinition(amount, "amount", Label("诉求金额", "Amount demanded"), .money),
            RegisterDefinition(
                verdict, "verdict", Label("研判结论", "Verdict"),
                .group([
                    MemberDefinition(
                        Verdict.code, "code", Label("结论", "Verdict"), .code(.demandVerdict), required: true),
                    MemberDefinition(
                        Verdict.basis, "basis", Label("政策依据", "Policy basis"), .text(maxCharacters: 1000)),
                ])),
            RegisterDefinition(shownOn, "shown_on", Label("向当事人出示日期", "Shown to the person on"), .date),
            RegisterDefinition(
                visit, "visit", Label("提出诉求的走访", "Visit at which it was said"),
                .reference([VisitSchema.recordKind])),
            RegisterDefinition(
                dimensions, "dimensions", Label("诉求分析", "Analysis by dimension"),
                .list(
                    of: .group([
                        MemberDefinition(
                            Dimension.dimension, "dimension", Label("维度", "Dimension"), .code(.demandDimension),
                            required: true),
                        MemberDefinition(
                            Dimension.finding, "finding", Label("分析", "Finding"), .text(maxCharacters: 1000),
                            required: true),
                    ])), sensitivity: .personal),
            RegisterDefinition(
                policies, "policies", Label("政策依据", "Policies"),
                .list(of: .reference([PolicyToolSchema.recordKind]))),
            RegisterDefinition(
                similarCases, "similar_cases", Label("同类案例", "Similar cases"),
                .list(of: .reference([LibraryCaseSchema.recordKind]))),
            RegisterDefinition(
                shown, "shown", Label("出示记录", "What was shown to the person"),
                .list(
                    of: .group(
                        PersonOrName.members + [
                            MemberDefinition(Shown.on, "on", Label("日期", "Date"), .date, required: true),
                            MemberDefinition(
                                Shown.what, "what", Label("出示了什么", "What"), .text(maxCharacters: 500), required: true),
                        ])), sensitivity: .personal),
        ])
}
