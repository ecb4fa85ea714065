public import Replication

/// Register 1 of every kind: whether the record stands or was withdrawn (作废), and why.
///
/// Nothing is deleted. A record that never had this register stands.
public enum Lifecycle {
    public static let register = DirectorySchema.lifecycle
    public static let state: UInt32 = 1
    public static let reason: UInt32 = 2
    public static let standing = "standing"
    public static let withdrawn = "withdrawn"

    static let definition = RegisterDefinition(
        register, "lifecycle", Label("记录状态", "Record state"),
        .group([
            MemberDefinition(state, "state", Label("状态", "State"), .code(.lifecycleState), required: true),
            MemberDefinition(reason, "reason", Label("原因", "Reason"), .text(maxCharacters: 500)),
        ]))
}
