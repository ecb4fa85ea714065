public import Replication

/// A code that the county added to an open table, or took out of use: risk levels, methods, places, consultation levels.
public enum CountyCodeSchema {
    public static let recordKind = RecordKind(rawValue: 13)
    public static let table = RegisterNumber(rawValue: 2)
    public static let code = RegisterNumber(rawValue: 3)
    public static let label = RegisterNumber(rawValue: 4)
    public static let from = RegisterNumber(rawValue: 5)
    public static let until = RegisterNumber(rawValue: 6)
    public static let labelEn = RegisterNumber(rawValue: 7)

    static let definition = KindDefinition(
        recordKind, "county_code", Label("县级代码", "County code"), in: .directory, isFact: false,
        registers: [
            RegisterDefinition(table, "table", Label("代码表", "Table"), .text(maxCharacters: 60), required: true),
            RegisterDefinition(code, "code", Label("代码", "Code"), .text(maxCharacters: 40), required: true),
            RegisterDefinition(label, "label", Label("名称", "Label"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(from, "from", Label("启用日期", "From"), .date),
            RegisterDefinition(until, "until", Label("停用日期", "Until"), .date),
            RegisterDefinition(labelEn, "label_en", Label("英文名称", "English label"), .text(maxCharacters: 100)),
        ])
}
