public import Replication

/// A question that the county added to a kind of record (`CountyField`), with the dates between which it is asked.
public enum CountyFieldSchema {
    public static let recordKind = RecordKind(rawValue: 14)
    public static let kind = RegisterNumber(rawValue: 2)
    public static let number = RegisterNumber(rawValue: 3)
    public static let name = RegisterNumber(rawValue: 4)
    public static let label = RegisterNumber(rawValue: 5)
    public static let type = RegisterNumber(rawValue: 6)
    public static let table = RegisterNumber(rawValue: 7)
    public static let sensitivity = RegisterNumber(rawValue: 8)
    public static let from = RegisterNumber(rawValue: 9)
    public static let until = RegisterNumber(rawValue: 10)
    public static let labelEn = RegisterNumber(rawValue: 11)

    static let definition = KindDefinition(
        recordKind, "county_field", Label("县级字段", "County field"), in: .directory, isFact: false,
        registers: [
            RegisterDefinition(kind, "kind", Label("记录类型", "Kind of record"), .text(maxCharacters: 60), required: true),
            RegisterDefinition(number, "number", Label("字段编号", "Number"), .integer(10_000...99_999), required: true),
            RegisterDefinition(name, "name", Label("字段代号", "Name"), .text(maxCharacters: 60), required: true),
            RegisterDefinition(label, "label", Label("问题", "Question"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(type, "type", Label("类型", "Type"), .code(.countyFieldType), required: true),
            RegisterDefinition(table, "table", Label("代码表", "Code table"), .text(maxCharacters: 60)),
            RegisterDefinition(sensitivity, "sensitivity", Label("敏感程度", "Sensitivity"), .code(.sensitivity)),
            RegisterDefinition(from, "from", Label("启用日期", "From"), .date),
            RegisterDefinition(until, "until", Label("停用日期", "Until"), .date),
            RegisterDefinition(labelEn, "label_en", Label("英文名称", "English label"), .text(maxCharacters: 100)),
        ])
}
