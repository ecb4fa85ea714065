public import Replication

/// A policy that cases are decided by: its number, where and from when until when it holds, and what took its place.
///
/// Source: DOMAIN.md section 1, nos. 33 and 38.
public enum PolicyToolSchema {
    public static let recordKind = RecordKind(rawValue: 130)
    public static let title = RegisterNumber(rawValue: 2)
    public static let number = RegisterNumber(rawValue: 3)
    public static let issuer = RegisterNumber(rawValue: 4)
    public static let area = RegisterNumber(rawValue: 5)
    public static let validFrom = RegisterNumber(rawValue: 6)
    public static let validUntil = RegisterNumber(rawValue: 7)
    public static let supersededBy = RegisterNumber(rawValue: 8)
    public static let articles = RegisterNumber(rawValue: 9)
    public static let attachments = RegisterNumber(rawValue: 10)

    static let definition = KindDefinition(
        recordKind, "policy_tool", Label("政策工具", "Policy tool"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(title, "title", Label("政策名称", "Title"), .text(maxCharacters: 200), required: true),
            RegisterDefinition(number, "number", Label("文号", "Document number"), .text(maxCharacters: 100)),
            RegisterDefinition(issuer, "issuer", Label("发文单位", "Issuer"), .text(maxCharacters: 100)),
            RegisterDefinition(area, "area", Label("适用区域", "Area"), .reference([DirectorySchema.areaKind])),
            RegisterDefinition(validFrom, "valid_from", Label("施行日期", "In force from"), .date),
            RegisterDefinition(validUntil, "valid_until", Label("废止日期", "In force until"), .date),
            RegisterDefinition(
                supersededBy, "superseded_by", Label("被何政策取代", "Superseded by"),
                .reference([PolicyToolSchema.recordKind])),
            RegisterDefinition(articles, "articles", Label("相关条文", "Articles"), .longText),
            .attachments(attachments),
        ])
}
