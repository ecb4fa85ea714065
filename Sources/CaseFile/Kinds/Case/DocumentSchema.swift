public import Replication

/// One slot of the case's file (一案一档): the paper is here, is not needed, or is missing and why; who holds the original,
/// and through whose hands it went.
///
/// Source: the catalogue of the 人民调解卷宗 of 2010, DOMAIN.md section 3; section 1, nos. 25 and 32.
public enum DocumentSchema {
    public static let recordKind = RecordKind(rawValue: 126)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let slot = RegisterNumber(rawValue: 3)
    public static let state = RegisterNumber(rawValue: 4)
    public static let reason = RegisterNumber(rawValue: 5)
    public static let title = RegisterNumber(rawValue: 6)
    public static let date = RegisterNumber(rawValue: 7)
    public static let holder = RegisterNumber(rawValue: 8)
    public static let handed = RegisterNumber(rawValue: 9)
    public static let attachments = RegisterNumber(rawValue: 10)

    /// Members of each of `handed`.
    public enum Handed {
        public static let from: UInt32 = 1
        public static let to: UInt32 = 2
        public static let on: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "document", Label("档案材料", "Document"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(slot, "slot", Label("材料目录", "Slot"), .code(.documentSlot), required: true),
            RegisterDefinition(state, "state", Label("材料状态", "State"), .code(.documentState), required: true),
            RegisterDefinition(reason, "reason", Label("原因", "Reason"), .text(maxCharacters: 500)),
            RegisterDefinition(
                title, "title", Label("材料名称", "Title"), .text(maxCharacters: 200), sensitivity: .personal),
            RegisterDefinition(date, "date", Label("材料日期", "Date of the paper"), .date),
            RegisterDefinition(holder, "holder", Label("原件保管人", "Holder of the original"), .text(maxCharacters: 80)),
            RegisterDefinition(
                handed, "handed", Label("移交记录", "Hands it went through"), .list(of: .group(handedMembers))),
            .attachments(attachments),
        ])

    private static let handedMembers = [
        MemberDefinition(Handed.from, "from", Label("交出人", "From"), .text(maxCharacters: 80), required: true),
        MemberDefinition(Handed.to, "to", Label("接收人", "To"), .text(maxCharacters: 80), required: true),
        MemberDefinition(Handed.on, "on", Label("日期", "Date"), .date, required: true),
    ]
}
