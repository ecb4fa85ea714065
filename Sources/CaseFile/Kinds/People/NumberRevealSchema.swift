public import Replication

/// That somebody had hidden numbers shown whole: of which record, how, and what for. Its author and its time say who and when.
///
/// A record and not a line in a file of the machine: it is signed, it comes to the county, and nobody takes it away.
///
/// Source: DOMAIN.md section 5, on 等保 and on masking.
public enum NumberRevealSchema {
    public static let recordKind = RecordKind(rawValue: 152)
    public static let record = RegisterNumber(rawValue: 2)
    public static let way = RegisterNumber(rawValue: 3)
    public static let reason = RegisterNumber(rawValue: 4)

    static let definition = KindDefinition(
        recordKind, "number_reveal", Label("查看完整号码", "Whole numbers shown"), in: .village, isFact: true,
        registers: [
            RegisterDefinition(record, "record", Label("看的是哪条记录", "Which record"), .text(maxCharacters: 80)),
            RegisterDefinition(way, "way", Label("在哪里看", "How"), .text(maxCharacters: 80), required: true),
            RegisterDefinition(reason, "reason", Label("用途", "What for"), .text(maxCharacters: 200)),
        ])
}
