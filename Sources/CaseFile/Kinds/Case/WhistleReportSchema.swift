public import Replication

/// What somebody reported about an official. It lives in a restricted scope, so that it reaches no machine of those who
/// are reported.
///
/// Source: 信访工作条例 art 30; DOMAIN.md section 5.
public enum WhistleReportSchema {
    public static let recordKind = RecordKind(rawValue: 133)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let reporter = RegisterNumber(rawValue: 3)
    public static let reported = RegisterNumber(rawValue: 4)
    public static let text = RegisterNumber(rawValue: 5)
    public static let receivedOn = RegisterNumber(rawValue: 6)
    public static let sentTo = RegisterNumber(rawValue: 7)
    public static let attachments = RegisterNumber(rawValue: 8)

    static let definition = KindDefinition(
        recordKind, "whistle_report", Label("检举材料", "Whistle-blowing report"), in: .village, isFact: true,
        registers: [
            .ofCase(`case`, required: false),
            RegisterDefinition(
                reporter, "reporter", Label("检举人", "Reporter"), .group(PersonOrName.members), sensitivity: .sensitive),
            RegisterDefinition(
                reported, "reported", Label("被检举人或单位", "Reported"), .text(maxCharacters: 200), required: true,
                sensitivity: .restricted),
            RegisterDefinition(
                text, "text", Label("检举内容", "Text"), .longText, required: true, sensitivity: .restricted),
            RegisterDefinition(receivedOn, "received_on", Label("收到日期", "Received on"), .date, required: true),
            RegisterDefinition(sentTo, "sent_to", Label("转交单位", "Sent to"), .text(maxCharacters: 100)),
            .attachments(attachments),
        ])
}
