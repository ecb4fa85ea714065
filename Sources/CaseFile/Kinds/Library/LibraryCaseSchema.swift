public import Replication

/// A case told so that others learn from it and nobody is recognised in it; another person than its author checked that.
///
/// It does not name the case that it came from: the review, which fewer may read, does.
///
/// Source: DOMAIN.md section 1, nos. 28, 33 and 34.
public enum LibraryCaseSchema {
    public static let recordKind = RecordKind(rawValue: 129)
    public static let title = RegisterNumber(rawValue: 2)
    public static let text = RegisterNumber(rawValue: 3)
    public static let category = RegisterNumber(rawValue: 4)
    public static let mediationCategory = RegisterNumber(rawValue: 5)
    public static let methods = RegisterNumber(rawValue: 6)
    public static let method = RegisterNumber(rawValue: 7)
    public static let procedure = RegisterNumber(rawValue: 8)
    public static let policies = RegisterNumber(rawValue: 9)
    public static let checked = RegisterNumber(rawValue: 10)

    /// Members of `checked`.
    public enum Checked {
        public static let by: UInt32 = 1
        public static let on: UInt32 = 2
        public static let isAnonymous: UInt32 = 3
        public static let note: UInt32 = 4
        /// Which words were looked at: a check does not speak for what was written since.
        public static let words: UInt32 = 5
    }

    static let definition = KindDefinition(
        recordKind, "library_case", Label("案例库案例", "Library case"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(title, "title", Label("标题", "Title"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(text, "text", Label("案例内容", "Text"), .longText, required: true),
            RegisterDefinition(category, "category", Label("事件类别", "Event category"), .code(.eventCategory)),
            RegisterDefinition(
                mediationCategory, "mediation_category", Label("人民调解纠纷类型", "Mediation category"),
                .code(.mediationCategory)),
            RegisterDefinition(methods, "methods", Label("工作方法", "Methods"), .list(of: .code(.visitMethod))),
            RegisterDefinition(method, "method", Label("方法总结", "Method"), .text(maxCharacters: 2000)),
            RegisterDefinition(procedure, "procedure", Label("流程规范", "Procedure"), .text(maxCharacters: 2000)),
            RegisterDefinition(
                policies, "policies", Label("政策依据", "Policies"), .list(of: .reference([PolicyToolSchema.recordKind]))),
            RegisterDefinition(checked, "checked", Label("核对", "Checked"), .group(checkedMembers)),
        ])

    private static let checkedMembers = [
        MemberDefinition(Checked.by, "by", Label("核对人", "By"), .text(maxCharacters: 80), required: true),
        MemberDefinition(Checked.on, "on", Label("核对日期", "Date"), .date, required: true),
        MemberDefinition(
            Checked.isAnonymous, "is_anonymous", Label("已去标识", "Nobody can be recognised"), .boolean, required: true),
        MemberDefinition(Checked.note, "note", Label("说明", "Note"), .text(maxCharacters: 500)),
        MemberDefinition(
            Checked.words, "words", Label("核对的文本(程序填写)", "Which words (set by the program)"), .text(maxCharacters: 64)),
    ]
}
