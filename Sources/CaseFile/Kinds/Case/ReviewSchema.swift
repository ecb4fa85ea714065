public import Replication

/// What was learnt from a closed case: what happened, what helped, which method and which procedure came of it.
///
/// Source: DOMAIN.md section 1, nos. 31 and 34.
public enum ReviewSchema {
    public static let recordKind = RecordKind(rawValue: 128)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let on = RegisterNumber(rawValue: 3)
    public static let by = RegisterNumber(rawValue: 4)
    public static let happened = RegisterNumber(rawValue: 5)
    public static let helped = RegisterNumber(rawValue: 6)
    public static let method = RegisterNumber(rawValue: 7)
    public static let procedure = RegisterNumber(rawValue: 8)
    public static let libraryCase = RegisterNumber(rawValue: 9)

    static let definition = KindDefinition(
        recordKind, "review", Label("复盘", "Review"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(on, "on", Label("复盘日期", "Date"), .date, required: true),
            RegisterDefinition(by, "by", Label("复盘人", "By"), .list(of: .group(UserOrName.members))),
            RegisterDefinition(
                happened, "happened", Label("经过", "What happened"), .longText, required: true, sensitivity: .personal),
            RegisterDefinition(helped, "helped", Label("有效做法", "What helped"), .longText, sensitivity: .personal),
            RegisterDefinition(method, "method", Label("方法总结", "Method"), .text(maxCharacters: 2000)),
            RegisterDefinition(procedure, "procedure", Label("流程规范", "Procedure"), .text(maxCharacters: 2000)),
            RegisterDefinition(
                libraryCase, "library_case", Label("案例", "Library case"), .reference([LibraryCaseSchema.recordKind])),
        ])
}
