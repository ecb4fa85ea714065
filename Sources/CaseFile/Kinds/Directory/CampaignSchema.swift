public import Replication

/// An effort of the county with a name and a time, such as 入户听诉专项行动: visits and cases name it.
///
/// Source: DOMAIN.md section 1, nos. 1 and 20.
public enum CampaignSchema {
    public static let recordKind = RecordKind(rawValue: 10)
    public static let name = RegisterNumber(rawValue: 2)
    public static let from = RegisterNumber(rawValue: 3)
    public static let until = RegisterNumber(rawValue: 4)
    public static let area = RegisterNumber(rawValue: 5)
    public static let purpose = RegisterNumber(rawValue: 6)

    static let definition = KindDefinition(
        recordKind, "campaign", Label("专项行动", "Campaign"), in: .directory, isFact: false,
        registers: [
            RegisterDefinition(name, "name", Label("行动名称", "Name"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(from, "from", Label("开始日期", "From"), .date, required: true),
            RegisterDefinition(until, "until", Label("结束日期", "Until"), .date),
            RegisterDefinition(area, "area", Label("区域", "Area"), .reference([DirectorySchema.areaKind])),
            RegisterDefinition(purpose, "purpose", Label("目的", "Purpose"), .text(maxCharacters: 1000)),
        ])
}
