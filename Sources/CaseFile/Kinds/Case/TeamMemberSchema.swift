public import Replication

/// Somebody who works on the case in its team (专班、包案), in which role, and from when until when.
///
/// Source: DOMAIN.md section 1, nos. 6 and 22.
public enum TeamMemberSchema {
    public static let recordKind = RecordKind(rawValue: 114)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let member = RegisterNumber(rawValue: 3)
    public static let role = RegisterNumber(rawValue: 4)
    public static let leads = RegisterNumber(rawValue: 5)
    public static let from = RegisterNumber(rawValue: 6)
    public static let until = RegisterNumber(rawValue: 7)
    public static let phone = RegisterNumber(rawValue: 8)

    static let definition = KindDefinition(
        recordKind, "team_member", Label("专班成员", "Member of the case team"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(member, "member", Label("成员", "Member"), .group(UserOrName.members), required: true),
            RegisterDefinition(role, "role", Label("职责", "Role"), .code(.teamRole), required: true),
            RegisterDefinition(leads, "leads", Label("包案负责", "Leads the team"), .boolean),
            RegisterDefinition(from, "from", Label("加入日期", "From"), .date, required: true),
            RegisterDefinition(until, "until", Label("退出日期", "Until"), .date),
            RegisterDefinition(
                phone, "phone", Label("联系电话", "Phone"), .text(maxCharacters: 60), sensitivity: .personal, format: .phone
            ),
        ])
}
