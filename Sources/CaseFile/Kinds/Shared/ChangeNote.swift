public import Replication

/// Register 9001 of every kind: why a change was made, in the words of who made it.
///
/// It belongs to the change that wrote it, not to the record: the history shows it beside the values, forms leave it
/// out, and two of them side by side are no conflict. It is a register so that a change stays one flat list of writes.
public enum ChangeNote {
    public static let register = RegisterNumber(rawValue: 9001)

    static let definition = RegisterDefinition(
        register, "change_note", Label("修改说明", "Reason for the change"), .text(maxCharacters: 500))
}
