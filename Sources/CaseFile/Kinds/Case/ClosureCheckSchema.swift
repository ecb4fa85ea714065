public import Replication

/// Whether a case may be closed: the legal knot and the knot in the heart (法结、心结), the milestones, the follow-ups.
///
/// Each is answered on its own; signing an agreement to end petitioning is none of them (DOMAIN.md section 1, no. 30).
///
/// Source: DOMAIN.md section 1, nos. 14 and 45.
public enum ClosureCheckSchema {
    public static let recordKind = RecordKind(rawValue: 127)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let on = RegisterNumber(rawValue: 3)
    public static let by = RegisterNumber(rawValue: 4)
    public static let legal = RegisterNumber(rawValue: 5)
    public static let emotional = RegisterNumber(rawValue: 6)
    public static let milestones = RegisterNumber(rawValue: 7)
    public static let followUps = RegisterNumber(rawValue: 8)
    public static let tasks = RegisterNumber(rawValue: 9)
    public static let papers = RegisterNumber(rawValue: 10)
    public static let note = RegisterNumber(rawValue: 11)

    /// Members of each of the items.
    public enum Item {
        public static let met: UInt32 = 1
        public static let note: UInt32 = 2
    }

    static let definition = KindDefinition(
        recordKind, "closure_check", Label("结案核查", "Closure check"), in: .village, isFact: true,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(on, "on", Label("核查日期", "Date"), .date, required: true),
            RegisterDefinition(by, "by", Label("核查人", "By"), .group(UserOrName.members), required: true),
            RegisterDefinition(legal, "legal", Label("法律事项", "Legal matters"), .group(itemMembers), required: true),
            RegisterDefinition(
                emotional, "emotional", Label("心结", "What people feel"), .group(itemMembers), required: true),
            RegisterDefinition(
                milestones, "milestones", Label("履行节点", "Milestones"), .group(itemMembers), required: true),
            RegisterDefinition(followUps, "follow_ups", Label("回访", "Follow-ups"), .group(itemMembers), required: true),
            RegisterDefinition(
                tasks, "tasks", Label("承诺和交办", "Promises and tasks"), .group(itemMembers), required: true),
            RegisterDefinition(papers, "papers", Label("档案材料", "Documents"), .group(itemMembers), required: true),
            RegisterDefinition(note, "note", Label("备注", "Note"), .text(maxCharacters: 1000), sensitivity: .personal),
        ])

    private static let itemMembers = [
        MemberDefinition(Item.met, "met", Label("已落实", "Met"), .boolean, required: true),
        MemberDefinition(Item.note, "note", Label("说明", "Note"), .text(maxCharacters: 500)),
    ]
}
