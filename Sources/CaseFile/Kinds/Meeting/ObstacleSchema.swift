public import Replication

/// What a case is stuck on: a document that is void, a gap between duties or in time, papers that are missing.
///
/// Source: DOMAIN.md section 1, no. 38.
public enum ObstacleSchema {
    public static let recordKind = RecordKind(rawValue: 123)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let kind = RegisterNumber(rawValue: 3)
    public static let text = RegisterNumber(rawValue: 4)
    public static let department = RegisterNumber(rawValue: 5)
    public static let policies = RegisterNumber(rawValue: 6)
    public static let resolved = RegisterNumber(rawValue: 7)

    /// Members of `resolved`.
    public enum Resolved {
        public static let on: UInt32 = 1
        public static let how: UInt32 = 2
    }

    static let definition = KindDefinition(
        recordKind, "obstacle", Label("症结", "Obstacle"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(kind, "kind", Label("症结类型", "Kind"), .code(.obstacleKind), required: true),
            RegisterDefinition(
                text, "text", Label("症结", "What it is"), .text(maxCharacters: 2000), required: true,
                sensitivity: .personal),
            RegisterDefinition(department, "department", Label("涉及部门", "Department"), .text(maxCharacters: 100)),
            RegisterDefinition(
                policies, "policies", Label("涉及政策", "Policies"), .list(of: .reference([PolicyToolSchema.recordKind]))),
            RegisterDefinition(resolved, "resolved", Label("打通情况", "Resolved"), .group(resolvedMembers)),
        ])

    private static let resolvedMembers = [
        MemberDefinition(Resolved.on, "on", Label("打通日期", "Date"), .date, required: true),
        MemberDefinition(Resolved.how, "how", Label("如何打通", "How"), .text(maxCharacters: 1000), required: true),
    ]
}
