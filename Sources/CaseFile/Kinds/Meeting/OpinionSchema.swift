public import Replication

/// One specialist's opinion on a case: by law, by reason and custom, or psychological (法律、情理、心理).
///
/// The psychological one lives in a scope of its own, whose readers were named; a hidden field would reach every machine.
///
/// Source: DOMAIN.md section 1, no. 8; DESIGN.md section 2, "scope".
public enum OpinionSchema {
    public static let recordKind = RecordKind(rawValue: 116)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let consultation = RegisterNumber(rawValue: 3)
    public static let aspect = RegisterNumber(rawValue: 4)
    public static let by = RegisterNumber(rawValue: 5)
    public static let on = RegisterNumber(rawValue: 6)
    public static let text = RegisterNumber(rawValue: 7)
    public static let attachments = RegisterNumber(rawValue: 8)

    /// The code of `aspect` whose opinions have named readers.
    public static let psychology = "psychology"

    static let definition = KindDefinition(
        recordKind, "opinion", Label("会诊意见", "Opinion"), in: .village, isFact: true,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(
                consultation, "consultation", Label("会诊", "Consultation"), .reference([ConsultationSchema.recordKind])),
            RegisterDefinition(aspect, "aspect", Label("意见方面", "Aspect"), .code(.opinionAspect), required: true),
            RegisterDefinition(by, "by", Label("提出人", "By"), .group(UserOrName.members), required: true),
            RegisterDefinition(on, "on", Label("提出日期", "Date"), .date, required: true),
            RegisterDefinition(
                text, "text", Label("意见内容", "Opinion"), .longText, required: true, sensitivity: .restricted),
            .attachments(attachments),
        ])
}
