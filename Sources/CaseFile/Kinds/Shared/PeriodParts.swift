import Replication

/// What lengthens a period or holds it up: each with its reason, and an extension only with somebody's approval.
///
/// `DeadlineCourse` counts with them.
public enum PeriodParts {
    /// Members of each of the extensions.
    public enum Extension {
        public static let length: UInt32 = 1
        public static let approvedBy: UInt32 = 2
        public static let on: UInt32 = 3
        public static let reason: UInt32 = 4
    }

    /// Members of each of the suspensions.
    public enum Suspension {
        public static let first: UInt32 = 1
        public static let last: UInt32 = 2
        public static let reason: UInt32 = 3
    }

    static let extensions = ValueType.list(
        of: .group([
            MemberDefinition(Extension.length, "length", Label("延长", "Longer by"), .integer(1...365), required: true),
            MemberDefinition(
                Extension.approvedBy, "approved_by", Label("批准人", "Approved by"), .text(maxCharacters: 80)),
            MemberDefinition(Extension.on, "on", Label("批准日期", "Date"), .date),
            MemberDefinition(
                Extension.reason, "reason", Label("理由", "Reason"), .text(maxCharacters: 500), required: true),
        ]))

    static let suspensions = ValueType.list(
        of: .group([
            MemberDefinition(Suspension.first, "first", Label("中止之日", "First day"), .date, required: true),
            MemberDefinition(Suspension.last, "last", Label("恢复前一日", "Last day"), .date),
            MemberDefinition(
                Suspension.reason, "reason", Label("理由", "Reason"), .text(maxCharacters: 500), required: true),
        ]))
}
